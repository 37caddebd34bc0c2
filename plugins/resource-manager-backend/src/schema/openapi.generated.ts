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
    "/v1/memberships": {
      "get": {
        "operationId": "getMemberships",
        "summary": "Where a person belongs, for the policy",
        "description": "Only for services of this portal. Read from the tables at the time of the request: a removal takes effect at once.",
        "tags": [
          "Organisation"
        ],
        "parameters": [
          {
            "name": "userRef",
            "in": "query",
            "required": true,
            "description": "Full entity ref of the person",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          }
        ],
        "responses": {
          "200": {
            "description": "Empty for someone who belongs to no project",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Memberships"
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
    "/v1/cluster-checks": {
      "post": {
        "operationId": "checkCluster",
        "tags": [
          "Clusters"
        ],
        "summary": "Looks at a cluster that is not connected yet, and says what it is and which rights are missing; keeps nothing",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ClusterCheckRequest"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What was found; an answer also when the cluster cannot be reached",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClusterCheck"
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
                "$ref": "#/components/schemas/QuotaPreviewRequest"
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
    "/v1/runs/{run}/open": {
      "parameters": [
        {
          "$ref": "#/components/parameters/Run"
        }
      ],
      "post": {
        "operationId": "openWorkspace",
        "summary": "A ticket for the workspace's own origin",
        "description": "For the owner of a running workspace, and for admins of its project. The address holds a ticket that works once and for 30 seconds; open it in a tab of its own. 409 `workspace.notReady` while the workspace does not answer, 503 `workspace.notConfigured` where the portal has no workspace proxy.",
        "tags": [
          "Runs"
        ],
        "responses": {
          "201": {
            "description": "The address to open",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WorkspaceTicket"
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
    "/v1/lineage": {
      "get": {
        "operationId": "getLineage",
        "summary": "What a model, dataset or workload came from and what came of it",
        "description": "Joins the catalog's relations with runs that are active or succeeded. Entities and runs that the caller may not see are left out, with all that is known only through them; an entity that they may not see answers 404.",
        "tags": [
          "Lineage"
        ],
        "parameters": [
          {
            "name": "entity",
            "in": "query",
            "required": true,
            "description": "Ref of an AiModel, AiDataset or AiWorkload",
            "schema": {
              "$ref": "#/components/schemas/EntityRef"
            }
          },
          {
            "name": "depth",
            "in": "query",
            "description": "Generations before and after it; from a model to a model tuned from it is one",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 5,
              "default": 3
            }
          }
        ],
        "responses": {
          "200": {
            "description": "The graph; the nodes nearest to the entity come first, at most 60",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Lineage"
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
    "/v1/utilisation": {
      "get": {
        "operationId": "getUtilisation",
        "summary": "What the GPUs do, now and over time",
        "description": "Of the whole organisation for those who may see every project, of their own projects for others. Held, reserved, free and unavailable GPUs come from the clusters; busy and idle ones from the metrics source, and are left out (never 0) while it says nothing.",
        "tags": [
          "Utilisation"
        ],
        "parameters": [
          {
            "name": "by",
            "in": "query",
            "description": "What the rows are",
            "schema": {
              "type": "string",
              "enum": [
                "department",
                "project",
                "pool"
              ],
              "default": "department"
            }
          },
          {
            "name": "range",
            "in": "query",
            "description": "How far the history goes back",
            "schema": {
              "type": "string",
              "enum": [
                "1h",
                "24h",
                "7d",
                "14d"
              ],
              "default": "24h"
            }
          }
        ],
        "responses": {
          "200": {
            "description": "As it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Utilisation"
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
    "/v1/utilisation/wastes": {
      "get": {
        "operationId": "listWastes",
        "summary": "GPUs that are held and do nothing, largest first, at most 20",
        "description": "Endpoints are left out; they are idle by requests, not by GPU.",
        "tags": [
          "Utilisation"
        ],
        "responses": {
          "200": {
            "description": "As it is now",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/WasteList"
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
    },
    "/v1/tuned-models/{model}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/TunedModel"
        }
      ],
      "get": {
        "operationId": "getModelVisibility",
        "summary": "Who sees a model, who may change that, and who has",
        "description": "For those who may see the run that made it; anyone else is answered 404.",
        "tags": [
          "Models"
        ],
        "responses": {
          "200": {
            "description": "As it is now",
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
                  "$ref": "#/components/schemas/ModelVisibility"
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
    "/v1/tuned-models/{model}/publications": {
      "parameters": [
        {
          "$ref": "#/components/parameters/TunedModel"
        }
      ],
      "post": {
        "operationId": "publishModel",
        "summary": "Change who sees a model, or ask for it",
        "description": "Takes effect at once for the owner (who launched the run, while still a member) and for admins of the project. Of any other member it becomes a pending request, which these decide; only a wider visibility can be asked for, and one request at a time.",
        "tags": [
          "Models"
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
                "$ref": "#/components/schemas/PublishModel"
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "Changed, or asked for; `pending` says which",
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
                  "$ref": "#/components/schemas/ModelVisibility"
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
    "/v1/tuned-models/{model}/publications/{publication}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/TunedModel"
        },
        {
          "name": "publication",
          "in": "path",
          "required": true,
          "schema": {
            "type": "string",
            "format": "uuid"
          }
        }
      ],
      "put": {
        "operationId": "decidePublication",
        "summary": "Accept or decline a pending request, or withdraw one's own",
        "tags": [
          "Models"
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
                "$ref": "#/components/schemas/DecidePublication"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Decided",
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
                  "$ref": "#/components/schemas/ModelVisibility"
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
      "TunedModel": {
        "name": "model",
        "in": "path",
        "required": true,
        "description": "Name of its catalog entity",
        "schema": {
          "$ref": "#/components/schemas/Name"
        }
      },
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
          "cluster.unable",
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
          "run.duplicate",
          "workspace.notConfigured",
          "workspace.notReady",
          "model.sameVisibility",
          "model.alreadyAsked",
          "model.notPending",
          "model.noDecider",
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
      "ClusterCheckRequest": {
        "type": "object",
        "required": [
          "kubeconfig"
        ],
        "additionalProperties": false,
        "properties": {
          "kubeconfig": {
            "type": "string",
            "minLength": 1,
            "maxLength": 90000,
            "description": "A kubeconfig without files and commands, as kubectl config view --raw --flatten --minify writes it"
          },
          "context": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253,
            "description": "Left out its current context"
          }
        }
      },
      "ClusterCheck": {
        "type": "object",
        "required": [
          "context",
          "server",
          "reachable",
          "runtimes",
          "rights",
          "manifest",
          "configuration"
        ],
        "properties": {
          "context": {
            "type": "string"
          },
          "server": {
            "type": "string"
          },
          "reachable": {
            "type": "boolean"
          },
          "problem": {
            "type": "string",
            "description": "Why it cannot be reached"
          },
          "kubernetesVersion": {
            "type": "string"
          },
          "runtimes": {
            "type": "object",
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
          "nodes": {
            "type": "object",
            "description": "Left out where they may not be listed",
            "required": [
              "total",
              "ready",
              "hasMore"
            ],
            "properties": {
              "total": {
                "type": "integer"
              },
              "ready": {
                "type": "integer"
              },
              "hasMore": {
                "type": "boolean"
              }
            }
          },
          "gpus": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "model",
                "title",
                "vendor",
                "total",
                "allocatable"
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
                "total": {
                  "type": "integer"
                },
                "allocatable": {
                  "type": "integer"
                }
              }
            }
          },
          "rights": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "purpose",
                "group",
                "resource",
                "allowed",
                "missing"
              ],
              "properties": {
                "purpose": {
                  "type": "string"
                },
                "group": {
                  "type": "string",
                  "description": "API group; empty for the core group"
                },
                "resource": {
                  "type": "string",
                  "examples": [
                    "pods/log"
                  ]
                },
                "allowed": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "missing": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                }
              }
            }
          },
          "manifest": {
            "type": "string",
            "description": "ServiceAccount, token and ClusterRole with every right that the portal can use, as YAML"
          },
          "configuration": {
            "type": "string",
            "description": "What goes into app-config.yaml"
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
          "allocatable": {
            "$ref": "#/components/schemas/Quantities",
            "description": "What pods may have of it; GPUs that are broken are missing from it"
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
      "QuotaPreviewRequest": {
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
          },
          "earlier": {
            "type": "array",
            "description": "Whole quotas of other projects on the cluster that are stored before this one, as when several changes are reviewed together",
            "maxItems": 100,
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "project",
                "pools"
              ],
              "properties": {
                "project": {
                  "$ref": "#/components/schemas/Name"
                },
                "pools": {
                  "type": "array",
                  "maxItems": 16,
                  "items": {
                    "$ref": "#/components/schemas/PoolQuota"
                  }
                }
              }
            }
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
          "checkpointStep": {
            "type": "integer",
            "description": "Step from which it would go on after an interruption"
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
          "workspace": {
            "$ref": "#/components/schemas/WorkspaceState"
          },
          "endpoint": {
            "$ref": "#/components/schemas/EndpointInfo"
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
              },
              "open": {
                "type": "boolean",
                "description": "Of a workspace: owner or project admin, and the portal has a proxy"
              }
            }
          }
        }
      },
      "EndpointInfo": {
        "type": "object",
        "description": "Of an endpoint that has not ended, where it answers within its cluster; left out for everything else, and where no Service is known.",
        "required": [
          "address"
        ],
        "properties": {
          "address": {
            "type": "string",
            "description": "Base address of its API in the form of the OpenAI API",
            "examples": [
              "http://support-bot-4f1a2b.research-llm.svc:8080/v1"
            ]
          },
          "model": {
            "type": "string",
            "description": "What clients send as `model`; left out when unknown"
          }
        }
      },
      "WorkspaceState": {
        "type": "object",
        "description": "Of a running workspace, whether its program answers; left out for everything else",
        "required": [
          "ready"
        ],
        "properties": {
          "ready": {
            "type": "boolean"
          },
          "checkedAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it was last asked; left out before the first time"
          },
          "problem": {
            "type": "string",
            "description": "Why it cannot be opened",
            "when that is known": null
          }
        }
      },
      "WorkspaceTicket": {
        "type": "object",
        "required": [
          "url",
          "expiresAt"
        ],
        "properties": {
          "url": {
            "type": "string",
            "description": "At the workspace's own origin",
            "examples": [
              "http://5f0f6f0e-3b0c-4d0e-9d43-0c1f6a7b2e11.workspaces.localhost:7008/.portal/enter?ticket=…"
            ]
          },
          "expiresAt": {
            "type": "string",
            "format": "date-time"
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
      "Lineage": {
        "type": "object",
        "required": [
          "entity",
          "nodes",
          "edges",
          "truncated"
        ],
        "properties": {
          "entity": {
            "type": "string",
            "description": "Id of the node that was asked for"
          },
          "nodes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LineageNode"
            }
          },
          "edges": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "from",
                "to",
                "relation"
              ],
              "properties": {
                "from": {
                  "type": "string"
                },
                "to": {
                  "type": "string"
                },
                "relation": {
                  "type": "string",
                  "enum": [
                    "input",
                    "launches",
                    "output",
                    "serves",
                    "fineTunedFrom",
                    "trainedOn",
                    "producedBy"
                  ]
                }
              }
            }
          },
          "truncated": {
            "type": "integer",
            "description": "Nodes that are left out because there are too many"
          }
        }
      },
      "LineageNode": {
        "type": "object",
        "required": [
          "id",
          "kind",
          "title"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "The entity ref or the id of the run"
          },
          "kind": {
            "type": "string",
            "enum": [
              "dataset",
              "model",
              "workload",
              "run",
              "endpoint"
            ]
          },
          "title": {
            "type": "string"
          },
          "entityRef": {
            "type": "string",
            "description": "For datasets",
            "models and workloads": null
          },
          "runId": {
            "type": "string",
            "description": "For runs and endpoints"
          },
          "runType": {
            "$ref": "#/components/schemas/RunType"
          },
          "state": {
            "$ref": "#/components/schemas/RunState"
          },
          "suspended": {
            "type": "boolean"
          },
          "project": {
            "type": "string"
          },
          "simulated": {
            "type": "boolean"
          }
        }
      },
      "Visibility": {
        "type": "string",
        "description": "Who may see a model, narrowest first",
        "enum": [
          "project",
          "department",
          "organisation"
        ]
      },
      "Memberships": {
        "type": "object",
        "required": [
          "projects",
          "departments",
          "departmentProjects"
        ],
        "properties": {
          "projects": {
            "type": "array",
            "description": "Names of the projects that have the person as a member",
            "items": {
              "type": "string"
            }
          },
          "departments": {
            "type": "array",
            "description": "Names of the departments of these projects and of those above them",
            "items": {
              "type": "string"
            }
          },
          "departmentProjects": {
            "type": "array",
            "description": "Names of all projects directly in one of these departments",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "ModelVisibility": {
        "type": "object",
        "required": [
          "model",
          "title",
          "runId",
          "project",
          "projectTitle",
          "department",
          "departmentTitle",
          "owner",
          "deciders",
          "visibility",
          "version",
          "may",
          "history"
        ],
        "properties": {
          "model": {
            "type": "string",
            "description": "Name of its catalog entity"
          },
          "title": {
            "type": "string"
          },
          "runId": {
            "type": "string"
          },
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
          "owner": {
            "type": "string",
            "description": "Entity ref of who launched the run"
          },
          "deciders": {
            "type": "array",
            "description": "Entity refs of those who may decide; the owner while a member, and the admins of the project",
            "items": {
              "type": "string"
            }
          },
          "visibility": {
            "$ref": "#/components/schemas/Visibility"
          },
          "version": {
            "type": "integer"
          },
          "pending": {
            "$ref": "#/components/schemas/Publication"
          },
          "may": {
            "type": "object",
            "description": "What the caller may do",
            "required": [
              "publish",
              "request",
              "decide",
              "withdraw"
            ],
            "properties": {
              "publish": {
                "type": "boolean",
                "description": "Change it at once"
              },
              "request": {
                "type": "boolean",
                "description": "Ask for a wider one"
              },
              "decide": {
                "type": "boolean",
                "description": "Accept or decline what is pending"
              },
              "withdraw": {
                "type": "boolean",
                "description": "Take back what is pending"
              }
            }
          },
          "history": {
            "type": "array",
            "description": "What was asked and decided, newest first, without what is pending; at most 50",
            "items": {
              "$ref": "#/components/schemas/Publication"
            }
          }
        }
      },
      "Publication": {
        "type": "object",
        "required": [
          "id",
          "from",
          "to",
          "state",
          "requestedBy",
          "requestedAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "from": {
            "$ref": "#/components/schemas/Visibility"
          },
          "to": {
            "$ref": "#/components/schemas/Visibility"
          },
          "state": {
            "type": "string",
            "enum": [
              "pending",
              "accepted",
              "declined",
              "withdrawn"
            ]
          },
          "note": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string"
          },
          "requestedAt": {
            "type": "string",
            "format": "date-time"
          },
          "decidedBy": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "PublishModel": {
        "type": "object",
        "required": [
          "visibility"
        ],
        "properties": {
          "visibility": {
            "$ref": "#/components/schemas/Visibility"
          },
          "note": {
            "type": "string",
            "maxLength": 500,
            "description": "Why; the owner reads it"
          }
        }
      },
      "DecidePublication": {
        "type": "object",
        "required": [
          "state"
        ],
        "properties": {
          "state": {
            "type": "string",
            "enum": [
              "accepted",
              "declined",
              "withdrawn"
            ]
          }
        }
      },
      "MetricsSourceStatus": {
        "type": "object",
        "required": [
          "status"
        ],
        "properties": {
          "status": {
            "type": "string",
            "description": "ok; partial (some questions or some GPUs have no answer); stale (it answers, but has no current series); down; notConfigured",
            "enum": [
              "ok",
              "partial",
              "stale",
              "down",
              "notConfigured"
            ]
          },
          "lastSuccess": {
            "type": "string",
            "format": "date-time",
            "description": "When it answered last"
          },
          "message": {
            "type": "string",
            "description": "What is wrong"
          },
          "remedy": {
            "type": "string",
            "description": "What to do about it"
          }
        }
      },
      "GpuUse": {
        "type": "object",
        "description": "Numbers of GPUs. busy + heldIdle + unmeasured + reserved = held; held + free + unavailable = capacity.",
        "required": [
          "held",
          "unmeasured",
          "reserved"
        ],
        "properties": {
          "held": {
            "type": "integer",
            "description": "Allocated to pods"
          },
          "busy": {
            "type": "integer",
            "description": "Held and working; left out while nothing is measured"
          },
          "heldIdle": {
            "type": "integer",
            "description": "Held and not working; left out while nothing is measured"
          },
          "unmeasured": {
            "type": "integer",
            "description": "Held by running pods, without a measurement"
          },
          "reserved": {
            "type": "integer",
            "description": "Held by pods that do not run yet"
          },
          "capacity": {
            "type": "integer",
            "description": "All of them; left out, as are the next two, where the caller sees some projects only"
          },
          "free": {
            "type": "integer"
          },
          "unavailable": {
            "type": "integer",
            "description": "Not held, and on nodes that are not ready or cordoned, or broken"
          }
        }
      },
      "GpuMemory": {
        "type": "object",
        "description": "Memory of held GPUs",
        "required": [
          "usedGib",
          "totalGib"
        ],
        "properties": {
          "usedGib": {
            "type": "integer"
          },
          "totalGib": {
            "type": "integer"
          }
        }
      },
      "UtilisationRow": {
        "type": "object",
        "required": [
          "gpus",
          "guaranteed",
          "unusedGuarantee",
          "waiting"
        ],
        "properties": {
          "key": {
            "type": "string",
            "description": "Name of the department or project, or <cluster>/<pool>; left out for what belongs to none"
          },
          "title": {
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
          "gpus": {
            "$ref": "#/components/schemas/GpuUse"
          },
          "guaranteed": {
            "type": "integer",
            "description": "GPUs, over all pools of the row"
          },
          "unusedGuarantee": {
            "type": "integer",
            "description": "Guaranteed GPUs that their projects do not use"
          },
          "waiting": {
            "type": "integer",
            "description": "GPUs that waiting runs ask for"
          },
          "memory": {
            "$ref": "#/components/schemas/GpuMemory"
          }
        }
      },
      "UtilisationColumn": {
        "type": "array",
        "description": "A number for every time; null where nothing was recorded",
        "items": {
          "type": [
            "number",
            "null"
          ]
        }
      },
      "UtilisationHistory": {
        "type": "object",
        "required": [
          "stepSeconds",
          "times",
          "columns",
          "groups"
        ],
        "properties": {
          "stepSeconds": {
            "type": "integer"
          },
          "times": {
            "type": "array",
            "maxItems": 400,
            "items": {
              "type": "string",
              "format": "date-time"
            }
          },
          "columns": {
            "type": "object",
            "required": [
              "busy",
              "heldIdle",
              "unmeasured",
              "reserved"
            ],
            "properties": {
              "busy": {
                "$ref": "#/components/schemas/UtilisationColumn"
              },
              "heldIdle": {
                "$ref": "#/components/schemas/UtilisationColumn"
              },
              "unmeasured": {
                "$ref": "#/components/schemas/UtilisationColumn"
              },
              "reserved": {
                "$ref": "#/components/schemas/UtilisationColumn"
              },
              "free": {
                "$ref": "#/components/schemas/UtilisationColumn"
              },
              "unavailable": {
                "$ref": "#/components/schemas/UtilisationColumn"
              },
              "capacity": {
                "$ref": "#/components/schemas/UtilisationColumn"
              }
            }
          },
          "groups": {
            "type": "array",
            "description": "Held GPUs of the largest rows; what is left is one more",
            "items": {
              "type": "object",
              "required": [
                "held"
              ],
              "properties": {
                "key": {
                  "type": "string"
                },
                "title": {
                  "type": "string"
                },
                "rest": {
                  "type": "boolean",
                  "description": "All other rows together"
                },
                "held": {
                  "$ref": "#/components/schemas/UtilisationColumn"
                }
              }
            }
          }
        }
      },
      "Utilisation": {
        "type": "object",
        "required": [
          "by",
          "range",
          "scope",
          "asOf",
          "source",
          "gpus",
          "rows",
          "errors"
        ],
        "properties": {
          "by": {
            "type": "string",
            "enum": [
              "department",
              "project",
              "pool"
            ]
          },
          "range": {
            "type": "string",
            "enum": [
              "1h",
              "24h",
              "7d",
              "14d"
            ]
          },
          "scope": {
            "type": "string",
            "enum": [
              "organisation",
              "projects"
            ],
            "description": "Whether it is about everything or the caller's projects"
          },
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "source": {
            "$ref": "#/components/schemas/MetricsSourceStatus"
          },
          "gpus": {
            "$ref": "#/components/schemas/GpuUse"
          },
          "memory": {
            "$ref": "#/components/schemas/GpuMemory"
          },
          "rows": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/UtilisationRow"
            }
          },
          "history": {
            "$ref": "#/components/schemas/UtilisationHistory"
          },
          "errors": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterProblem"
            }
          }
        }
      },
      "Waste": {
        "type": "object",
        "required": [
          "kind",
          "cluster",
          "namespace",
          "gpus",
          "since",
          "atLeast",
          "gpuHours"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "idle",
              "reserved"
            ],
            "description": "Running without working, or held without running"
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
          "namespace": {
            "type": "string"
          },
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
          "type": {
            "$ref": "#/components/schemas/RunType"
          },
          "run": {
            "type": "object",
            "description": "Only for those who may open it",
            "required": [
              "id",
              "name"
            ],
            "properties": {
              "id": {
                "type": "string"
              },
              "name": {
                "type": "string"
              },
              "owner": {
                "type": "string"
              }
            }
          },
          "gpus": {
            "type": "integer"
          },
          "since": {
            "type": "string",
            "format": "date-time"
          },
          "atLeast": {
            "type": "boolean",
            "description": "It may have begun before the portal's look back of two days"
          },
          "gpuHours": {
            "type": "number",
            "description": "So far"
          }
        }
      },
      "WasteList": {
        "type": "object",
        "required": [
          "asOf",
          "source",
          "items",
          "totalItems",
          "errors"
        ],
        "properties": {
          "asOf": {
            "type": "string",
            "format": "date-time"
          },
          "source": {
            "$ref": "#/components/schemas/MetricsSourceStatus"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Waste"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "errors": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterProblem"
            }
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
          "simulated",
          "visibility"
        ],
        "properties": {
          "visibility": {
            "$ref": "#/components/schemas/Visibility"
          },
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
