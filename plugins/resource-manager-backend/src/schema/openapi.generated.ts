// Generated from resource-manager-backend/src/schema/openapi.yaml by scripts/generate.mjs. Do not edit.
/* eslint-disable */
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "Resource Manager",
    "version": "1",
    "description": "Clusters, compute pools, departments, projects, quotas and runs of the portal.\nMounted at /api/resource-manager. Quantities are canonical Kubernetes quantity strings; times are RFC 3339.\nAn object that the caller may not see answers 404.",
    "license": {
      "name": "Apache-2.0",
      "url": "http://www.apache.org/licenses/LICENSE-2.0.html"
    }
  },
  "servers": [
    {
      "url": "/"
    }
  ],
  "paths": {
    "/v1/me": {
      "get": {
        "operationId": "getMe",
        "summary": "Who the caller is here, and what they may do",
        "tags": [
          "Me"
        ],
        "responses": {
          "200": {
            "description": "The caller",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Me"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/organisation": {
      "get": {
        "operationId": "getOrganisation",
        "summary": "The whole tenancy tree with members, for the catalog",
        "description": "Only for services of this portal; users page through /v1/departments and /v1/projects.",
        "tags": [
          "Organisation"
        ],
        "responses": {
          "200": {
            "description": "The tree",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Organisation"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/departments": {
      "get": {
        "operationId": "listDepartments",
        "summary": "Departments by name",
        "tags": [
          "Organisation"
        ],
        "responses": {
          "200": {
            "description": "All departments; there are few",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Department"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "post": {
        "operationId": "createDepartment",
        "tags": [
          "Organisation"
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CreateDepartment"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Created",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Department"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/departments/{department}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Department"
        }
      ],
      "get": {
        "operationId": "getDepartment",
        "tags": [
          "Organisation"
        ],
        "responses": {
          "200": {
            "description": "One department",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Department"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "put": {
        "operationId": "updateDepartment",
        "tags": [
          "Organisation"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatch"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UpdateDepartment"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Changed",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Department"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "delete": {
        "operationId": "deleteDepartment",
        "description": "Refused (409) while it has projects or sub-departments.",
        "tags": [
          "Organisation"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatch"
          }
        ],
        "responses": {
          "204": {
            "description": "Gone"
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/projects": {
      "get": {
        "operationId": "listProjects",
        "summary": "Projects that the caller may see, by name",
        "tags": [
          "Projects"
        ],
        "parameters": [
          {
            "name": "q",
            "in": "query",
            "description": "Part of the name or title",
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "department",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "mine",
            "in": "query",
            "description": "Only projects in which the caller may launch",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "$ref": "#/components/parameters/Cursor"
          },
          {
            "$ref": "#/components/parameters/Limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProjectList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "post": {
        "operationId": "createProject",
        "tags": [
          "Projects"
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CreateProject"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Created; its namespaces and queues follow",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Project"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/projects/{project}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Project"
        }
      ],
      "get": {
        "operationId": "getProject",
        "tags": [
          "Projects"
        ],
        "responses": {
          "200": {
            "description": "One project",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Project"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "put": {
        "operationId": "updateProject",
        "tags": [
          "Projects"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatch"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UpdateProject"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Changed",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Project"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "delete": {
        "operationId": "deleteProject",
        "description": "Refused (409) while runs of it are active. Its queues are removed from every cluster; the namespaces and what people keep in them stay.",
        "tags": [
          "Projects"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatch"
          }
        ],
        "responses": {
          "202": {
            "description": "Deleting"
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/projects/{project}/capacity": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Project"
        }
      ],
      "get": {
        "operationId": "getProjectCapacity",
        "summary": "Where the project may run, and what is free there for it now",
        "tags": [
          "Projects"
        ],
        "responses": {
          "200": {
            "description": "One entry for each pool it has access to",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProjectCapacity"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/projects/{project}/secrets": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Project"
        }
      ],
      "get": {
        "operationId": "listProjectSecrets",
        "summary": "Names and keys of the Secrets in the project's namespaces; never values",
        "tags": [
          "Projects"
        ],
        "responses": {
          "200": {
            "description": "Names",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "errors"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "required": [
                          "cluster",
                          "name",
                          "keys"
                        ],
                        "properties": {
                          "cluster": {
                            "type": "string"
                          },
                          "name": {
                            "type": "string"
                          },
                          "keys": {
                            "type": "array",
                            "items": {
                              "type": "string"
                            }
                          }
                        }
                      }
                    },
                    "errors": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ClusterProblem"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/clusters": {
      "get": {
        "operationId": "listClusters",
        "tags": [
          "Clusters"
        ],
        "responses": {
          "200": {
            "description": "All clusters; there are few",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Cluster"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/clusters/{cluster}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Cluster"
        }
      ],
      "get": {
        "operationId": "getCluster",
        "tags": [
          "Clusters"
        ],
        "responses": {
          "200": {
            "description": "One cluster",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Cluster"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/clusters/{cluster}/nodes": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Cluster"
        }
      ],
      "get": {
        "operationId": "listNodes",
        "summary": "Nodes by name, with their GPUs and who holds them",
        "tags": [
          "Clusters"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/Cursor"
          },
          {
            "$ref": "#/components/parameters/Limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Node"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "observedAt": {
                      "type": "string",
                      "format": "date-time"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/clusters/{cluster}/queues": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Cluster"
        }
      ],
      "get": {
        "operationId": "listQueues",
        "summary": "ClusterQueues as the cluster reports them",
        "tags": [
          "Clusters"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/Cursor"
          },
          {
            "$ref": "#/components/parameters/Limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Queue"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    },
                    "totalItems": {
                      "type": "integer"
                    },
                    "observedAt": {
                      "type": "string",
                      "format": "date-time"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/clusters/{cluster}/takeover": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Cluster"
        }
      ],
      "get": {
        "operationId": "getTakeoverPlan",
        "summary": "What the portal would change to manage this cluster's quotas",
        "tags": [
          "Clusters"
        ],
        "responses": {
          "200": {
            "description": "The plan",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TakeoverPlan"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "post": {
        "operationId": "takeOverCluster",
        "summary": "Carry the plan out; from then on the portal writes this cluster's queues",
        "tags": [
          "Clusters"
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "planId"
                ],
                "properties": {
                  "planId": {
                    "type": "string",
                    "description": "The id of the plan that was looked at; another plan answers 412"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "202": {
            "description": "Accepted",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Cluster"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/clusters/{cluster}/pool-preview": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Cluster"
        }
      ],
      "post": {
        "operationId": "previewPool",
        "summary": "Which nodes a selector matches now",
        "tags": [
          "Pools"
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "selector"
                ],
                "properties": {
                  "name": {
                    "type": "string",
                    "description": "Name of the pool being edited",
                    "so that it does not overlap itself": null
                  },
                  "selector": {
                    "$ref": "#/components/schemas/LabelPairs"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The match",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/PoolPreview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/pools": {
      "get": {
        "operationId": "listPools",
        "tags": [
          "Pools"
        ],
        "parameters": [
          {
            "name": "cluster",
            "in": "query",
            "schema": {
              "type": "string"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "All pools in cluster and pool order; at most 16 a cluster",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "errors"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Pool"
                      }
                    },
                    "errors": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ClusterProblem"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "post": {
        "operationId": "createPool",
        "tags": [
          "Pools"
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CreatePool"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Created",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Pool"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/clusters/{cluster}/pools/{pool}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Cluster"
        },
        {
          "$ref": "#/components/parameters/Pool"
        }
      ],
      "get": {
        "operationId": "getPool",
        "tags": [
          "Pools"
        ],
        "responses": {
          "200": {
            "description": "One pool",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Pool"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "put": {
        "operationId": "updatePool",
        "tags": [
          "Pools"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatch"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UpdatePool"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Changed",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Pool"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "delete": {
        "operationId": "deletePool",
        "description": "Refused (409) while a project has access to it.",
        "tags": [
          "Pools"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatch"
          }
        ],
        "responses": {
          "204": {
            "description": "Gone"
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/quotas": {
      "get": {
        "operationId": "listQuotas",
        "summary": "Quotas of the projects that the caller may see, a row per project × cluster × pool",
        "tags": [
          "Quotas"
        ],
        "parameters": [
          {
            "name": "cluster",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "pool",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "department",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "project",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "q",
            "in": "query",
            "description": "Part of a project's name or title",
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "resource",
            "in": "query",
            "description": "Left out, each pool's GPU resource (cpu for a CPU pool)",
            "schema": {
              "type": "string",
              "examples": [
                "cpu",
                "memory",
                "amd.com/gpu"
              ]
            }
          },
          {
            "$ref": "#/components/parameters/Cursor"
          },
          {
            "$ref": "#/components/parameters/Limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page in order of cluster, pool, department, project",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/QuotaList"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/projects/{project}/clusters/{cluster}/quota": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Project"
        },
        {
          "$ref": "#/components/parameters/Cluster"
        }
      ],
      "get": {
        "operationId": "getProjectQuota",
        "summary": "What one project is guaranteed on one cluster",
        "tags": [
          "Quotas"
        ],
        "responses": {
          "200": {
            "description": "The quota; version 0 and no pools where none was set",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProjectQuota"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "put": {
        "operationId": "setProjectQuota",
        "tags": [
          "Quotas"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/IfMatch"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SetProjectQuota"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Stored; status tells when the cluster has it",
            "headers": {
              "ETag": {
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ProjectQuota"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/projects/{project}/clusters/{cluster}/quota/preview": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Project"
        },
        {
          "$ref": "#/components/parameters/Cluster"
        }
      ],
      "post": {
        "operationId": "previewProjectQuota",
        "summary": "What a change would do, without storing it",
        "tags": [
          "Quotas"
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SetProjectQuota"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The effect",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/QuotaPreview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/projects/{project}/clusters/{cluster}/quota/history": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Project"
        },
        {
          "$ref": "#/components/parameters/Cluster"
        }
      ],
      "get": {
        "operationId": "listQuotaHistory",
        "tags": [
          "Quotas"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/Cursor"
          },
          {
            "$ref": "#/components/parameters/Limit"
          }
        ],
        "responses": {
          "200": {
            "description": "Newest first",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/QuotaChange"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/runs": {
      "get": {
        "operationId": "listRuns",
        "summary": "Runs of the projects that the caller may see",
        "tags": [
          "Runs"
        ],
        "parameters": [
          {
            "name": "q",
            "in": "query",
            "description": "Part of the name",
            "schema": {
              "type": "string",
              "maxLength": 100
            }
          },
          {
            "name": "project",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "type": "string"
              }
            },
            "style": "form",
            "explode": true
          },
          {
            "name": "type",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/RunType"
              }
            },
            "style": "form",
            "explode": true
          },
          {
            "name": "state",
            "in": "query",
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/RunState"
              }
            },
            "style": "form",
            "explode": true
          },
          {
            "name": "owner",
            "in": "query",
            "description": "Entity ref of a user",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "cluster",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "pool",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "model",
            "in": "query",
            "description": "Entity ref of an AiModel that is an input or the output",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "dataset",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "workload",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "since",
            "in": "query",
            "description": "Submitted at or after",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "sort",
            "in": "query",
            "schema": {
              "type": "string",
              "enum": [
                "-submittedAt",
                "submittedAt",
                "name",
                "-name",
                "-gpus",
                "gpus"
              ],
              "default": "-submittedAt"
            }
          },
          {
            "$ref": "#/components/parameters/Cursor"
          },
          {
            "$ref": "#/components/parameters/Limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "totalItems"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/Run"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    },
                    "totalItems": {
                      "type": "integer"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "post": {
        "operationId": "launchRun",
        "tags": [
          "Runs"
        ],
        "parameters": [
          {
            "name": "Idempotency-Key",
            "in": "header",
            "required": true,
            "description": "The same key and caller give the same run, however often they are sent",
            "schema": {
              "type": "string",
              "minLength": 8,
              "maxLength": 200
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/LaunchRunRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "This key was used before; the run it made",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunDetail"
                }
              }
            }
          },
          "201": {
            "description": "Accepted",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/run-preview": {
      "post": {
        "operationId": "previewRun",
        "summary": "Check a launch, render its objects and tell whether it would start, without storing anything",
        "description": "The request may be incomplete; problems name what is missing.",
        "tags": [
          "Runs"
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PreviewRunRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The preview",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunPreview"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/runs/{run}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Run"
        }
      ],
      "get": {
        "operationId": "getRun",
        "tags": [
          "Runs"
        ],
        "responses": {
          "200": {
            "description": "One run",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      },
      "delete": {
        "operationId": "deleteRun",
        "summary": "Remove the run's objects from the cluster; the record and its history stay",
        "tags": [
          "Runs"
        ],
        "responses": {
          "202": {
            "description": "Accepted",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/runs/{run}/stop": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Run"
        }
      ],
      "post": {
        "operationId": "stopRun",
        "summary": "Stop the run for good; it does not come back",
        "tags": [
          "Runs"
        ],
        "responses": {
          "202": {
            "description": "Accepted",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunDetail"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/runs/{run}/events": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Run"
        }
      ],
      "get": {
        "operationId": "listRunEvents",
        "summary": "The run's history, oldest first",
        "tags": [
          "Runs"
        ],
        "parameters": [
          {
            "$ref": "#/components/parameters/Cursor"
          },
          {
            "$ref": "#/components/parameters/Limit"
          }
        ],
        "responses": {
          "200": {
            "description": "One page",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/RunEvent"
                      }
                    },
                    "nextCursor": {
                      "type": "string"
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/runs/{run}/pods": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Run"
        }
      ],
      "get": {
        "operationId": "listRunPods",
        "tags": [
          "Runs"
        ],
        "responses": {
          "200": {
            "description": "Pods that the run has or had, newest first, at most 200",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/RunPod"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/runs/{run}/objects": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Run"
        }
      ],
      "get": {
        "operationId": "listRunObjects",
        "summary": "The run's Kubernetes objects as the cluster has them, secrets masked",
        "tags": [
          "Runs"
        ],
        "responses": {
          "200": {
            "description": "The objects, and the Kubernetes events about them",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items",
                    "events"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "type": "object",
                        "additionalProperties": true
                      }
                    },
                    "events": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/ClusterEvent"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/runs/{run}/logs": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Run"
        }
      ],
      "get": {
        "operationId": "getRunLogs",
        "summary": "Log lines of one pod as plain text; with follow the answer stays open",
        "tags": [
          "Runs"
        ],
        "parameters": [
          {
            "name": "pod",
            "in": "query",
            "description": "Left out, the newest pod",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "container",
            "in": "query",
            "schema": {
              "type": "string"
            }
          },
          {
            "name": "follow",
            "in": "query",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "previous",
            "in": "query",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "timestamps",
            "in": "query",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "tailLines",
            "in": "query",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 100000
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The lines",
            "content": {
              "text/plain": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    },
    "/v1/tuned-models": {
      "get": {
        "operationId": "listTunedModels",
        "summary": "Models that finished fine-tunes made, for the catalog",
        "description": "Only for services of this portal.",
        "tags": [
          "Runs"
        ],
        "responses": {
          "200": {
            "description": "All of them",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "items"
                  ],
                  "properties": {
                    "items": {
                      "type": "array",
                      "items": {
                        "$ref": "#/components/schemas/TunedModel"
                      }
                    }
                  }
                }
              }
            }
          },
          "default": {
            "$ref": "#/components/responses/Problem"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "Department": {
        "name": "department",
        "in": "path",
        "required": true,
        "schema": {
          "$ref": "#/components/schemas/Name"
        }
      },
      "Project": {
        "name": "project",
        "in": "path",
        "required": true,
        "schema": {
          "$ref": "#/components/schemas/Name"
        }
      },
      "Cluster": {
        "name": "cluster",
        "in": "path",
        "required": true,
        "schema": {
          "$ref": "#/components/schemas/Name"
        }
      },
      "Pool": {
        "name": "pool",
        "in": "path",
        "required": true,
        "schema": {
          "$ref": "#/components/schemas/Name"
        }
      },
      "Run": {
        "name": "run",
        "in": "path",
        "required": true,
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "Cursor": {
        "name": "cursor",
        "in": "query",
        "description": "nextCursor of the page before",
        "schema": {
          "type": "string",
          "maxLength": 500
        }
      },
      "Limit": {
        "name": "limit",
        "in": "query",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 500,
          "default": 50
        }
      },
      "IfMatch": {
        "name": "If-Match",
        "in": "header",
        "required": true,
        "description": "The ETag that was read; another version answers 412",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 100
        }
      }
    },
    "responses": {
      "Problem": {
        "description": "What went wrong",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Problem"
            }
          }
        }
      }
    },
    "schemas": {
      "Problem": {
        "type": "object",
        "required": [
          "error"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "additionalProperties": true,
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              },
              "code": {
                "$ref": "#/components/schemas/ProblemCode"
              },
              "details": {
                "type": "array",
                "items": {
                  "$ref": "#/components/schemas/FieldProblem"
                }
              }
            }
          },
          "request": {
            "type": "object",
            "additionalProperties": true
          },
          "response": {
            "type": "object",
            "additionalProperties": true
          }
        }
      },
      "ProblemCode": {
        "type": "string",
        "enum": [
          "input.invalid",
          "name.taken",
          "name.invalid",
          "notFound",
          "notAllowed",
          "conflict.stale",
          "conflict.inUse",
          "quota.exceedsCapacity",
          "quota.invalid",
          "pool.overlaps",
          "pool.tooMany",
          "cluster.unreachable",
          "cluster.notTakenOver",
          "cluster.unsupported",
          "kaiwo.refused",
          "kaiwo.tooLarge",
          "kaiwo.managesQueues",
          "run.parameterInvalid",
          "run.modelGated",
          "run.noAccess",
          "run.unknownInput",
          "run.finished",
          "internal"
        ]
      },
      "FieldProblem": {
        "type": "object",
        "required": [
          "field",
          "problem",
          "remedy"
        ],
        "properties": {
          "field": {
            "type": "string",
            "examples": [
              "parameters.epochs"
            ]
          },
          "problem": {
            "type": "string"
          },
          "remedy": {
            "type": "string"
          }
        }
      },
      "ClusterProblem": {
        "type": "object",
        "required": [
          "cluster",
          "message"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "code": {
            "$ref": "#/components/schemas/ProblemCode"
          },
          "message": {
            "type": "string"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Name": {
        "type": "string",
        "pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
        "minLength": 1,
        "maxLength": 63
      },
      "Quantity": {
        "type": "string",
        "description": "Canonical Kubernetes quantity",
        "examples": [
          "8",
          "500m",
          "128Gi"
        ],
        "maxLength": 40
      },
      "LabelPairs": {
        "type": "object",
        "additionalProperties": {
          "type": "string",
          "maxLength": 63
        },
        "minProperties": 1,
        "maxProperties": 8
      },
      "Quantities": {
        "type": "object",
        "description": "By resource name",
        "additionalProperties": {
          "$ref": "#/components/schemas/Quantity"
        }
      },
      "Me": {
        "type": "object",
        "required": [
          "userRef",
          "roles",
          "projects",
          "may"
        ],
        "properties": {
          "userRef": {
            "type": "string"
          },
          "roles": {
            "type": "array",
            "items": {
              "type": "string",
              "enum": [
                "administrator",
                "resource-manager",
                "developer",
                "viewer"
              ]
            }
          },
          "projects": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "title",
                "role"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "role": {
                  "$ref": "#/components/schemas/MemberRole"
                }
              }
            }
          },
          "may": {
            "type": "object",
            "required": [
              "launch",
              "manageQuotas",
              "managePools",
              "manageOrganisation",
              "manageClusters"
            ],
            "properties": {
              "launch": {
                "type": "boolean"
              },
              "manageQuotas": {
                "type": "boolean"
              },
              "managePools": {
                "type": "boolean"
              },
              "manageOrganisation": {
                "type": "boolean"
              },
              "manageClusters": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "MemberRole": {
        "type": "string",
        "enum": [
          "admin",
          "member",
          "viewer"
        ]
      },
      "Member": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "userRef",
          "role"
        ],
        "properties": {
          "userRef": {
            "type": "string",
            "pattern": "^user:[^/]+/.+$",
            "maxLength": 200
          },
          "role": {
            "$ref": "#/components/schemas/MemberRole"
          }
        }
      },
      "Organisation": {
        "type": "object",
        "required": [
          "departments",
          "projects"
        ],
        "properties": {
          "departments": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Department"
            }
          },
          "projects": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "title",
                "department",
                "members"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "description": {
                  "type": "string"
                },
                "department": {
                  "type": "string"
                },
                "members": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/Member"
                  }
                }
              }
            }
          }
        }
      },
      "Department": {
        "type": "object",
        "required": [
          "name",
          "title",
          "version",
          "projects"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "parent": {
            "type": "string"
          },
          "version": {
            "type": "integer"
          },
          "projects": {
            "type": "integer",
            "description": "Number of projects directly in it"
          }
        }
      },
      "CreateDepartment": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "title"
        ],
        "properties": {
          "name": {
            "type": "string",
            "maxLength": 100,
            "description": "2–41 characters, a DNS label"
          },
          "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "description": {
            "type": "string",
            "maxLength": 1024
          },
          "parent": {
            "$ref": "#/components/schemas/Name"
          }
        }
      },
      "UpdateDepartment": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "title"
        ],
        "properties": {
          "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "description": {
            "type": "string",
            "maxLength": 1024
          },
          "parent": {
            "$ref": "#/components/schemas/Name"
          }
        }
      },
      "ProjectList": {
        "type": "object",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Project"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totalItems": {
            "type": "integer"
          }
        }
      },
      "Project": {
        "type": "object",
        "required": [
          "name",
          "title",
          "department",
          "version",
          "state",
          "clusters",
          "activeRuns",
          "waitingRuns",
          "myRole",
          "createdAt"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "department": {
            "type": "string"
          },
          "departmentTitle": {
            "type": "string"
          },
          "version": {
            "type": "integer"
          },
          "state": {
            "type": "string",
            "enum": [
              "pending",
              "ready",
              "partially-ready",
              "failed",
              "deleting"
            ]
          },
          "clusters": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "cluster",
                "state"
              ],
              "properties": {
                "cluster": {
                  "type": "string"
                },
                "state": {
                  "type": "string",
                  "enum": [
                    "pending",
                    "ready",
                    "failed",
                    "deleting"
                  ]
                },
                "message": {
                  "type": "string"
                }
              }
            }
          },
          "members": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Member"
            }
          },
          "myRole": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/MemberRole"
              },
              {
                "type": "null"
              }
            ]
          },
          "activeRuns": {
            "type": "integer"
          },
          "waitingRuns": {
            "type": "integer"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "CreateProject": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name",
          "title",
          "department"
        ],
        "properties": {
          "name": {
            "type": "string",
            "maxLength": 100,
            "description": "2–41 characters, a DNS label, not kaiwo, default or kube-*"
          },
          "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "description": {
            "type": "string",
            "maxLength": 1024
          },
          "department": {
            "$ref": "#/components/schemas/Name"
          },
          "members": {
            "type": "array",
            "maxItems": 500,
            "items": {
              "$ref": "#/components/schemas/Member"
            }
          }
        }
      },
      "UpdateProject": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "title",
          "department",
          "members"
        ],
        "properties": {
          "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "description": {
            "type": "string",
            "maxLength": 1024
          },
          "department": {
            "$ref": "#/components/schemas/Name"
          },
          "members": {
            "type": "array",
            "maxItems": 500,
            "items": {
              "$ref": "#/components/schemas/Member"
            }
          }
        }
      },
      "ProjectCapacity": {
        "type": "object",
        "required": [
          "project",
          "pools",
          "errors"
        ],
        "properties": {
          "project": {
            "type": "string"
          },
          "pools": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PoolCapacity"
            }
          },
          "errors": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterProblem"
            }
          }
        }
      },
      "PoolCapacity": {
        "type": "object",
        "description": "One pool as one project sees it, counted in the pool's main resource. available = what a run could get now without waiting or suspending anyone; of it freeGuaranteed is inside the guarantee and borrowable beyond it.",
        "required": [
          "cluster",
          "clusterTitle",
          "pool",
          "poolTitle",
          "kind",
          "resource",
          "access",
          "guaranteed",
          "used",
          "borrowed",
          "freeGuaranteed",
          "borrowable",
          "reclaimable",
          "capacity",
          "waitingAhead",
          "simulated"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "clusterTitle": {
            "type": "string"
          },
          "pool": {
            "type": "string"
          },
          "poolTitle": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "gpu",
              "cpu"
            ]
          },
          "gpuModel": {
            "type": "string",
            "examples": [
              "mi300x"
            ]
          },
          "vendor": {
            "type": "string",
            "enum": [
              "amd",
              "nvidia"
            ]
          },
          "resource": {
            "type": "string"
          },
          "access": {
            "$ref": "#/components/schemas/Access"
          },
          "guaranteed": {
            "$ref": "#/components/schemas/Quantity"
          },
          "used": {
            "$ref": "#/components/schemas/Quantity"
          },
          "borrowed": {
            "$ref": "#/components/schemas/Quantity"
          },
          "freeGuaranteed": {
            "$ref": "#/components/schemas/Quantity"
          },
          "borrowable": {
            "$ref": "#/components/schemas/Quantity"
          },
          "reclaimable": {
            "$ref": "#/components/schemas/Quantity",
            "description": "Part of the guarantee that others have borrowed; a run that needs it suspends one of theirs"
          },
          "capacity": {
            "$ref": "#/components/schemas/Quantity"
          },
          "waitingAhead": {
            "type": "integer",
            "description": "Runs of this project that wait for this pool"
          },
          "largestNode": {
            "type": "integer",
            "description": "Most units that one node of the pool has"
          },
          "simulated": {
            "type": "boolean"
          },
          "observedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Access": {
        "type": "string",
        "enum": [
          "none",
          "borrow",
          "guaranteed"
        ]
      },
      "Cluster": {
        "type": "object",
        "required": [
          "name",
          "title",
          "server",
          "simulated",
          "reachable",
          "since",
          "runtimes",
          "writer",
          "takenOver",
          "nodes",
          "gpus",
          "sync"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "server": {
            "type": "string"
          },
          "simulated": {
            "type": "boolean"
          },
          "speed": {
            "type": "number",
            "description": "How many times faster simulated durations pass"
          },
          "reachable": {
            "type": "boolean"
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "When reachable took its value"
          },
          "problem": {
            "type": "string",
            "description": "Why it cannot be reached"
          },
          "observedAt": {
            "type": "string",
            "format": "date-time",
            "description": "Last time that news came from it"
          },
          "kubernetesVersion": {
            "type": "string"
          },
          "runtimes": {
            "type": "object",
            "description": "Served API versions by what was found, e.g. kueue → v1beta1",
            "required": [],
            "properties": {
              "kueue": {
                "type": "string"
              },
              "kaiwo": {
                "type": "string"
              },
              "ray": {
                "type": "string"
              }
            }
          },
          "writer": {
            "type": "string",
            "enum": [
              "kaiwo",
              "kueue",
              "none"
            ],
            "description": "How quotas reach it"
          },
          "writerReason": {
            "type": "string"
          },
          "takenOver": {
            "type": "boolean"
          },
          "nodes": {
            "type": "object",
            "required": [
              "total",
              "ready"
            ],
            "properties": {
              "total": {
                "type": "integer"
              },
              "ready": {
                "type": "integer"
              }
            }
          },
          "gpus": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/GpuCount"
            }
          },
          "sync": {
            "$ref": "#/components/schemas/SyncStatus"
          }
        }
      },
      "GpuCount": {
        "type": "object",
        "required": [
          "model",
          "title",
          "vendor",
          "resource",
          "total",
          "allocatable",
          "held"
        ],
        "properties": {
          "model": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "vendor": {
            "type": "string",
            "enum": [
              "amd",
              "nvidia"
            ]
          },
          "resource": {
            "type": "string"
          },
          "total": {
            "type": "integer"
          },
          "allocatable": {
            "type": "integer",
            "description": "On nodes that are ready and schedulable"
          },
          "held": {
            "type": "integer",
            "description": "Allocated to pods"
          }
        }
      },
      "Node": {
        "type": "object",
        "required": [
          "name",
          "ready",
          "schedulable",
          "pools",
          "capacity",
          "held",
          "labels",
          "taints"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "ready": {
            "type": "boolean"
          },
          "schedulable": {
            "type": "boolean"
          },
          "problem": {
            "type": "string"
          },
          "gpuModel": {
            "type": "string"
          },
          "gpuTitle": {
            "type": "string"
          },
          "gpuResource": {
            "type": "string"
          },
          "pools": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "capacity": {
            "$ref": "#/components/schemas/Quantities"
          },
          "held": {
            "$ref": "#/components/schemas/Quantities"
          },
          "holders": {
            "type": "array",
            "description": "Pods with GPUs on it",
            "items": {
              "type": "object",
              "required": [
                "namespace",
                "pod",
                "gpus"
              ],
              "properties": {
                "namespace": {
                  "type": "string"
                },
                "pod": {
                  "type": "string"
                },
                "gpus": {
                  "type": "integer"
                },
                "runId": {
                  "type": "string"
                }
              }
            }
          },
          "labels": {
            "type": "object",
            "additionalProperties": {
              "type": "string"
            }
          },
          "taints": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "Queue": {
        "type": "object",
        "required": [
          "name",
          "pending",
          "admitted",
          "active",
          "flavors",
          "managed",
          "enforceable"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "cohort": {
            "type": "string"
          },
          "active": {
            "type": "boolean"
          },
          "message": {
            "type": "string"
          },
          "managed": {
            "type": "boolean",
            "description": "Written by this portal"
          },
          "enforceable": {
            "type": "boolean",
            "description": "False when its preemption settings cannot reclaim a guarantee"
          },
          "pending": {
            "type": "integer"
          },
          "admitted": {
            "type": "integer"
          },
          "flavors": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "flavor",
                "resource",
                "nominal",
                "used",
                "borrowed"
              ],
              "properties": {
                "flavor": {
                  "type": "string"
                },
                "resource": {
                  "type": "string"
                },
                "nominal": {
                  "$ref": "#/components/schemas/Quantity"
                },
                "borrowingLimit": {
                  "$ref": "#/components/schemas/Quantity"
                },
                "lendingLimit": {
                  "$ref": "#/components/schemas/Quantity"
                },
                "used": {
                  "$ref": "#/components/schemas/Quantity"
                },
                "borrowed": {
                  "$ref": "#/components/schemas/Quantity"
                }
              }
            }
          }
        }
      },
      "TakeoverPlan": {
        "type": "object",
        "required": [
          "planId",
          "needed",
          "steps",
          "kept",
          "problems"
        ],
        "properties": {
          "planId": {
            "type": "string",
            "description": "Changes with what the plan would do"
          },
          "needed": {
            "type": "boolean",
            "description": "False when the portal manages it already"
          },
          "steps": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "action",
                "kind",
                "name",
                "text"
              ],
              "properties": {
                "action": {
                  "type": "string",
                  "enum": [
                    "create",
                    "change",
                    "delete"
                  ]
                },
                "kind": {
                  "type": "string"
                },
                "name": {
                  "type": "string"
                },
                "text": {
                  "type": "string"
                }
              }
            }
          },
          "kept": {
            "type": "array",
            "items": {
              "type": "string"
            },
            "description": "Foreign objects that stay as they are"
          },
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FieldProblem"
            }
          }
        }
      },
      "SyncStatus": {
        "type": "object",
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "applied",
              "pending",
              "drifted",
              "failed",
              "unknown"
            ]
          },
          "message": {
            "type": "string"
          },
          "differences": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Difference"
            }
          },
          "appliedAt": {
            "type": "string",
            "format": "date-time"
          },
          "observedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Difference": {
        "type": "object",
        "required": [
          "field"
        ],
        "properties": {
          "field": {
            "type": "string"
          },
          "wanted": {
            "type": "string"
          },
          "seen": {
            "type": "string"
          }
        }
      },
      "Pool": {
        "type": "object",
        "required": [
          "cluster",
          "name",
          "title",
          "kind",
          "selector",
          "resource",
          "version",
          "nodes",
          "readyNodes",
          "capacity",
          "numbers",
          "sync"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "clusterTitle": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "kind": {
            "type": "string",
            "enum": [
              "gpu",
              "cpu"
            ]
          },
          "gpuModel": {
            "type": "string"
          },
          "vendor": {
            "type": "string",
            "enum": [
              "amd",
              "nvidia"
            ]
          },
          "resource": {
            "type": "string",
            "description": "Main resource: its GPU resource, or cpu"
          },
          "selector": {
            "$ref": "#/components/schemas/LabelPairs"
          },
          "version": {
            "type": "integer"
          },
          "nodes": {
            "type": "integer"
          },
          "readyNodes": {
            "type": "integer"
          },
          "capacity": {
            "$ref": "#/components/schemas/Quantities",
            "description": "Allocatable on ready and schedulable nodes"
          },
          "numbers": {
            "$ref": "#/components/schemas/PoolNumbers"
          },
          "sync": {
            "$ref": "#/components/schemas/SyncStatus"
          },
          "observedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "PoolNumbers": {
        "type": "object",
        "description": "In the main resource; unassigned = capacity − guaranteed (negative after node loss)",
        "required": [
          "capacity",
          "guaranteed",
          "unassigned",
          "used",
          "borrowed",
          "waiting"
        ],
        "properties": {
          "capacity": {
            "$ref": "#/components/schemas/Quantity"
          },
          "guaranteed": {
            "$ref": "#/components/schemas/Quantity"
          },
          "unassigned": {
            "$ref": "#/components/schemas/Quantity"
          },
          "used": {
            "$ref": "#/components/schemas/Quantity"
          },
          "borrowed": {
            "$ref": "#/components/schemas/Quantity"
          },
          "waiting": {
            "$ref": "#/components/schemas/Quantity"
          }
        }
      },
      "CreatePool": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "cluster",
          "name",
          "title",
          "selector"
        ],
        "properties": {
          "cluster": {
            "$ref": "#/components/schemas/Name"
          },
          "name": {
            "type": "string",
            "maxLength": 100
          },
          "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "selector": {
            "$ref": "#/components/schemas/LabelPairs"
          }
        }
      },
      "UpdatePool": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "title",
          "selector"
        ],
        "properties": {
          "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "selector": {
            "$ref": "#/components/schemas/LabelPairs"
          }
        }
      },
      "PoolPreview": {
        "type": "object",
        "required": [
          "nodes",
          "capacity",
          "overlaps",
          "totalNodes"
        ],
        "properties": {
          "nodes": {
            "type": "array",
            "description": "The first 100",
            "items": {
              "type": "object",
              "required": [
                "name",
                "ready",
                "pools"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "ready": {
                  "type": "boolean"
                },
                "gpuTitle": {
                  "type": "string"
                },
                "gpus": {
                  "type": "integer"
                },
                "pools": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "totalNodes": {
            "type": "integer"
          },
          "capacity": {
            "$ref": "#/components/schemas/Quantities"
          },
          "overlaps": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "pool",
                "nodes"
              ],
              "properties": {
                "pool": {
                  "type": "string"
                },
                "nodes": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          }
        }
      },
      "QuotaList": {
        "type": "object",
        "required": [
          "items",
          "pools",
          "errors",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/QuotaRow"
            }
          },
          "pools": {
            "type": "array",
            "description": "The pools that the rows belong to",
            "items": {
              "type": "object",
              "required": [
                "cluster",
                "pool",
                "poolTitle",
                "resource",
                "numbers"
              ],
              "properties": {
                "cluster": {
                  "type": "string"
                },
                "clusterTitle": {
                  "type": "string"
                },
                "pool": {
                  "type": "string"
                },
                "poolTitle": {
                  "type": "string"
                },
                "resource": {
                  "type": "string"
                },
                "numbers": {
                  "$ref": "#/components/schemas/PoolNumbers"
                }
              }
            }
          },
          "errors": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterProblem"
            }
          },
          "nextCursor": {
            "type": "string"
          },
          "totalItems": {
            "type": "integer"
          }
        }
      },
      "QuotaRow": {
        "type": "object",
        "required": [
          "project",
          "projectTitle",
          "department",
          "departmentTitle",
          "cluster",
          "pool",
          "poolTitle",
          "resource",
          "access",
          "guaranteed",
          "used",
          "borrowed",
          "waiting",
          "version",
          "sync"
        ],
        "properties": {
          "project": {
            "type": "string"
          },
          "projectTitle": {
            "type": "string"
          },
          "department": {
            "type": "string"
          },
          "departmentTitle": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "clusterTitle": {
            "type": "string"
          },
          "pool": {
            "type": "string"
          },
          "poolTitle": {
            "type": "string"
          },
          "resource": {
            "type": "string"
          },
          "access": {
            "$ref": "#/components/schemas/Access"
          },
          "guaranteed": {
            "$ref": "#/components/schemas/Quantity"
          },
          "borrowingLimit": {
            "$ref": "#/components/schemas/Quantity"
          },
          "lendingLimit": {
            "$ref": "#/components/schemas/Quantity"
          },
          "used": {
            "$ref": "#/components/schemas/Quantity"
          },
          "borrowed": {
            "$ref": "#/components/schemas/Quantity"
          },
          "waiting": {
            "$ref": "#/components/schemas/Quantity",
            "description": "Asked for by runs that wait"
          },
          "version": {
            "type": "integer",
            "description": "Of the project's quota on this cluster; its ETag is \"<version>\""
          },
          "sync": {
            "$ref": "#/components/schemas/SyncStatus"
          }
        }
      },
      "PoolQuota": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "pool",
          "access",
          "resources"
        ],
        "properties": {
          "pool": {
            "$ref": "#/components/schemas/Name"
          },
          "access": {
            "$ref": "#/components/schemas/Access"
          },
          "resources": {
            "type": "array",
            "description": "A resource left out of a pool is guaranteed the same share of the pool as its GPUs",
            "maxItems": 16,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "resource",
                "guaranteed"
              ],
              "properties": {
                "resource": {
                  "type": "string",
                  "maxLength": 100
                },
                "guaranteed": {
                  "$ref": "#/components/schemas/Quantity"
                },
                "borrowingLimit": {
                  "$ref": "#/components/schemas/Quantity",
                  "description": "Left out = no limit"
                },
                "lendingLimit": {
                  "$ref": "#/components/schemas/Quantity",
                  "description": "Left out = everything"
                }
              }
            }
          }
        }
      },
      "SetProjectQuota": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "pools"
        ],
        "properties": {
          "pools": {
            "type": "array",
            "description": "The whole quota; a pool left out is no longer accessible",
            "maxItems": 16,
            "items": {
              "$ref": "#/components/schemas/PoolQuota"
            }
          },
          "reason": {
            "type": "string",
            "maxLength": 500
          }
        }
      },
      "ProjectQuota": {
        "type": "object",
        "required": [
          "project",
          "cluster",
          "version",
          "pools",
          "sync"
        ],
        "properties": {
          "project": {
            "type": "string"
          },
          "cluster": {
            "type": "string"
          },
          "version": {
            "type": "integer"
          },
          "pools": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PoolQuota"
            }
          },
          "sync": {
            "$ref": "#/components/schemas/SyncStatus"
          },
          "updatedAt": {
            "type": "string",
            "format": "date-time"
          },
          "updatedBy": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "QuotaPreview": {
        "type": "object",
        "required": [
          "problems",
          "changes",
          "suspended",
          "started"
        ],
        "properties": {
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FieldProblem"
            }
          },
          "changes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Difference"
            },
            "description": "In the cluster's objects"
          },
          "suspended": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AffectedRun"
            }
          },
          "started": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AffectedRun"
            }
          }
        }
      },
      "AffectedRun": {
        "type": "object",
        "required": [
          "project",
          "name",
          "gpus"
        ],
        "properties": {
          "runId": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "project": {
            "type": "string"
          },
          "gpus": {
            "type": "integer"
          },
          "interruption": {
            "$ref": "#/components/schemas/Interruption"
          }
        }
      },
      "QuotaChange": {
        "type": "object",
        "required": [
          "version",
          "at",
          "by",
          "pools"
        ],
        "properties": {
          "version": {
            "type": "integer"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "by": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "pools": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/PoolQuota"
            }
          },
          "differences": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Difference"
            }
          }
        }
      },
      "RunType": {
        "type": "string",
        "enum": [
          "fine-tuning",
          "evaluation",
          "inference",
          "workspace",
          "pre-training",
          "data-preparation",
          "benchmark",
          "chat-ui",
          "utility",
          "custom"
        ]
      },
      "RunState": {
        "type": "string",
        "enum": [
          "submitting",
          "waiting",
          "admitted",
          "starting",
          "running",
          "succeeded",
          "failed",
          "stopped",
          "deleted"
        ]
      },
      "Interruption": {
        "type": "string",
        "enum": [
          "resumes",
          "restarts",
          "loses-session"
        ]
      },
      "Priority": {
        "type": "string",
        "enum": [
          "low",
          "medium",
          "high"
        ]
      },
      "EntityRef": {
        "type": "string",
        "maxLength": 300,
        "pattern": "^[a-z]+:[^/]+/.+$"
      },
      "LaunchRunRequest": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "project",
          "workload",
          "name",
          "gpus"
        ],
        "properties": {
          "project": {
            "$ref": "#/components/schemas/Name"
          },
          "workload": {
            "$ref": "#/components/schemas/EntityRef"
          },
          "name": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "description": "What people call it; objects are named after it"
          },
          "gpus": {
            "type": "integer",
            "minimum": 0,
            "maximum": 4096
          },
          "cluster": {
            "$ref": "#/components/schemas/Name"
          },
          "pool": {
            "$ref": "#/components/schemas/Name"
          },
          "priority": {
            "$ref": "#/components/schemas/Priority"
          },
          "inputs": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "model": {
                "$ref": "#/components/schemas/EntityRef"
              },
              "dataset": {
                "$ref": "#/components/schemas/EntityRef"
              }
            }
          },
          "parameters": {
            "type": "object",
            "additionalProperties": true
          },
          "secrets": {
            "type": "object",
            "additionalProperties": false,
            "properties": {
              "huggingFaceToken": {
                "type": "string",
                "maxLength": 253,
                "description": "Name of a Secret with a key hf-token in the project's namespace"
              }
            }
          },
          "outputPath": {
            "type": "string",
            "maxLength": 500,
            "description": "Bucket path for checkpoints and the result"
          }
        }
      },
      "PreviewRunRequest": {
        "type": "object",
        "additionalProperties": true
      },
      "Placement": {
        "type": "object",
        "required": [
          "cluster",
          "pool",
          "reason"
        ],
        "properties": {
          "cluster": {
            "type": "string"
          },
          "clusterTitle": {
            "type": "string"
          },
          "pool": {
            "type": "string"
          },
          "poolTitle": {
            "type": "string"
          },
          "reason": {
            "type": "string",
            "description": "Why here"
          }
        }
      },
      "Verdict": {
        "type": "object",
        "required": [
          "outcome",
          "text",
          "shortages",
          "victims"
        ],
        "properties": {
          "outcome": {
            "type": "string",
            "enum": [
              "starts-now",
              "starts-by-preemption",
              "waits",
              "never",
              "unknown"
            ]
          },
          "text": {
            "type": "string"
          },
          "borrows": {
            "type": "boolean"
          },
          "position": {
            "type": "integer",
            "description": "Place in its queue, 1 = next"
          },
          "shortages": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "pool",
                "resource",
                "needed"
              ],
              "properties": {
                "pool": {
                  "type": "string"
                },
                "resource": {
                  "type": "string"
                },
                "needed": {
                  "$ref": "#/components/schemas/Quantity"
                }
              }
            }
          },
          "victims": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AffectedRun"
            }
          }
        }
      },
      "RunPreview": {
        "type": "object",
        "required": [
          "problems",
          "objects"
        ],
        "properties": {
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/FieldProblem"
            }
          },
          "warnings": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "objects": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": true
            }
          },
          "placement": {
            "$ref": "#/components/schemas/Placement"
          },
          "verdict": {
            "$ref": "#/components/schemas/Verdict"
          }
        }
      },
      "WaitReason": {
        "type": "object",
        "required": [
          "code",
          "text"
        ],
        "properties": {
          "code": {
            "type": "string",
            "enum": [
              "waiting-for-quota",
              "exceeds-quota",
              "no-matching-pool",
              "waiting-for-suspension",
              "queue-unavailable",
              "suspended",
              "blocked-by-older",
              "scheduling",
              "pulling-image",
              "failed",
              "unknown"
            ]
          },
          "text": {
            "type": "string",
            "description": "Plain words"
          },
          "message": {
            "type": "string",
            "description": "The cluster's own words"
          },
          "shortages": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "pool",
                "resource",
                "needed"
              ],
              "properties": {
                "pool": {
                  "type": "string"
                },
                "resource": {
                  "type": "string"
                },
                "needed": {
                  "$ref": "#/components/schemas/Quantity"
                }
              }
            }
          }
        }
      },
      "Progress": {
        "type": "object",
        "required": [
          "step",
          "totalSteps",
          "observedAt"
        ],
        "properties": {
          "step": {
            "type": "integer"
          },
          "totalSteps": {
            "type": "integer"
          },
          "epoch": {
            "type": "number"
          },
          "loss": {
            "type": "number"
          },
          "etaSeconds": {
            "type": "number"
          },
          "observedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Run": {
        "type": "object",
        "required": [
          "id",
          "name",
          "type",
          "project",
          "cluster",
          "state",
          "gpus",
          "origin",
          "submittedAt",
          "simulated",
          "may"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid"
          },
          "name": {
            "type": "string"
          },
          "type": {
            "$ref": "#/components/schemas/RunType"
          },
          "project": {
            "type": "string"
          },
          "projectTitle": {
            "type": "string"
          },
          "owner": {
            "type": "string",
            "description": "Entity ref of the user; left out when unknown"
          },
          "cluster": {
            "type": "string"
          },
          "clusterTitle": {
            "type": "string"
          },
          "pool": {
            "type": "string"
          },
          "gpuModel": {
            "type": "string"
          },
          "gpus": {
            "type": "integer"
          },
          "priority": {
            "$ref": "#/components/schemas/Priority"
          },
          "state": {
            "$ref": "#/components/schemas/RunState"
          },
          "suspended": {
            "type": "boolean",
            "description": "Waiting again after it ran"
          },
          "reason": {
            "$ref": "#/components/schemas/WaitReason"
          },
          "stale": {
            "type": "object",
            "description": "Present when news from the cluster has stopped",
            "required": [
              "since",
              "message"
            ],
            "properties": {
              "since": {
                "type": "string",
                "format": "date-time"
              },
              "message": {
                "type": "string"
              }
            }
          },
          "interruption": {
            "$ref": "#/components/schemas/Interruption"
          },
          "borrowing": {
            "type": "boolean",
            "description": "The project is above its guarantee in this pool, so this run may be suspended"
          },
          "origin": {
            "type": "string",
            "enum": [
              "portal",
              "discovered"
            ]
          },
          "workload": {
            "type": "string"
          },
          "inputs": {
            "type": "object",
            "properties": {
              "model": {
                "type": "string"
              },
              "dataset": {
                "type": "string"
              }
            }
          },
          "outputModel": {
            "type": "string",
            "description": "Entity ref of the AiModel that it made"
          },
          "progress": {
            "$ref": "#/components/schemas/Progress"
          },
          "submittedAt": {
            "type": "string",
            "format": "date-time"
          },
          "admittedAt": {
            "type": "string",
            "format": "date-time"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "finishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "simulated": {
            "type": "boolean"
          },
          "may": {
            "type": "object",
            "required": [
              "stop",
              "delete"
            ],
            "properties": {
              "stop": {
                "type": "boolean"
              },
              "delete": {
                "type": "boolean"
              }
            }
          }
        }
      },
      "RunDetail": {
        "allOf": [
          {
            "$ref": "#/components/schemas/Run"
          },
          {
            "type": "object",
            "required": [
              "parameters",
              "objects",
              "outputs"
            ],
            "properties": {
              "parameters": {
                "type": "object",
                "additionalProperties": true
              },
              "namespace": {
                "type": "string"
              },
              "outputPath": {
                "type": "string"
              },
              "placementReason": {
                "type": "string"
              },
              "objects": {
                "type": "array",
                "items": {
                  "type": "object",
                  "required": [
                    "apiVersion",
                    "kind",
                    "namespace",
                    "name"
                  ],
                  "properties": {
                    "apiVersion": {
                      "type": "string"
                    },
                    "kind": {
                      "type": "string"
                    },
                    "namespace": {
                      "type": "string"
                    },
                    "name": {
                      "type": "string"
                    },
                    "uid": {
                      "type": "string"
                    }
                  }
                }
              },
              "outputs": {
                "type": "object",
                "properties": {
                  "artefactUri": {
                    "type": "string"
                  },
                  "metrics": {
                    "type": "object",
                    "additionalProperties": {
                      "type": "number"
                    }
                  }
                }
              }
            }
          }
        ]
      },
      "RunEvent": {
        "type": "object",
        "required": [
          "id",
          "at",
          "type",
          "text"
        ],
        "properties": {
          "id": {
            "type": "integer"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "type": {
            "type": "string",
            "enum": [
              "submitted",
              "created",
              "waiting",
              "admitted",
              "starting",
              "pulling",
              "running",
              "suspended",
              "resumed",
              "progress",
              "succeeded",
              "failed",
              "stopping",
              "stopped",
              "deleted",
              "refused",
              "stale",
              "recovered"
            ]
          },
          "state": {
            "$ref": "#/components/schemas/RunState"
          },
          "text": {
            "type": "string"
          },
          "message": {
            "type": "string",
            "description": "The cluster's own words"
          },
          "by": {
            "type": "string",
            "description": "Who did it, when a person did"
          }
        }
      },
      "RunPod": {
        "type": "object",
        "required": [
          "name",
          "namespace",
          "uid",
          "phase",
          "containers",
          "present"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "namespace": {
            "type": "string"
          },
          "uid": {
            "type": "string"
          },
          "node": {
            "type": "string"
          },
          "phase": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "gpus": {
            "type": "integer"
          },
          "present": {
            "type": "boolean",
            "description": "False when the pod is gone from the cluster"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "finishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "containers": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "name",
                "state",
                "restarts"
              ],
              "properties": {
                "name": {
                  "type": "string"
                },
                "image": {
                  "type": "string"
                },
                "state": {
                  "type": "string"
                },
                "reason": {
                  "type": "string"
                },
                "exitCode": {
                  "type": "integer"
                },
                "restarts": {
                  "type": "integer"
                }
              }
            }
          }
        }
      },
      "ClusterEvent": {
        "type": "object",
        "required": [
          "at",
          "type",
          "reason",
          "message",
          "object"
        ],
        "properties": {
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "type": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "message": {
            "type": "string"
          },
          "object": {
            "type": "string",
            "examples": [
              "Pod/llama-sft-1a2b3c-x7k2p"
            ]
          },
          "count": {
            "type": "integer"
          }
        }
      },
      "TunedModel": {
        "type": "object",
        "required": [
          "name",
          "title",
          "project",
          "owner",
          "baseModel",
          "workload",
          "runId",
          "method",
          "finishedAt",
          "simulated"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "project": {
            "type": "string"
          },
          "owner": {
            "type": "string"
          },
          "baseModel": {
            "type": "string"
          },
          "dataset": {
            "type": "string"
          },
          "workload": {
            "type": "string"
          },
          "runId": {
            "type": "string"
          },
          "method": {
            "type": "string"
          },
          "finishedAt": {
            "type": "string",
            "format": "date-time"
          },
          "simulated": {
            "type": "boolean"
          },
          "artefactUri": {
            "type": "string"
          },
          "metrics": {
            "type": "object",
            "additionalProperties": {
              "type": "number"
            }
          }
        }
      }
    }
  }
} as const;
