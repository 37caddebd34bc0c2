// Generated from resource-manager-backend/src/schema/openapi.yaml by scripts/generate.mjs. Do not edit.
/* eslint-disable */
export interface paths {
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the caller is here, and what they may do */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole tenancy tree with members, for the catalog
         * @description Only for services of this portal; users page through /v1/departments and /v1/projects.
         */
        get: operations["getOrganisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a person belongs, for the policy
         * @description Only for services of this portal. Read from the tables at the time of the request: a removal takes effect at once.
         */
        get: operations["getMemberships"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Departments by name */
        get: operations["listDepartments"];
        put?: never;
        post: operations["createDepartment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/departments/{department}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                department: components["parameters"]["Department"];
            };
            cookie?: never;
        };
        get: operations["getDepartment"];
        put: operations["updateDepartment"];
        post?: never;
        /** @description Refused (409) while it has projects or sub-departments. */
        delete: operations["deleteDepartment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Projects that the caller may see, by name */
        get: operations["listProjects"];
        put?: never;
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: components["parameters"]["Project"];
            };
            cookie?: never;
        };
        get: operations["getProject"];
        put: operations["updateProject"];
        post?: never;
        /** @description Refused (409) while runs of it are active. Its queues are removed from every cluster; the namespaces and what people keep in them stay. */
        delete: operations["deleteProject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/capacity": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: components["parameters"]["Project"];
            };
            cookie?: never;
        };
        /** Where the project may run, and what is free there for it now */
        get: operations["getProjectCapacity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: components["parameters"]["Project"];
            };
            cookie?: never;
        };
        /** Names and keys of the Secrets in the project's namespaces; never values */
        get: operations["listProjectSecrets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listClusters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{cluster}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        get: operations["getCluster"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{cluster}/nodes": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        /** Nodes by name, with their GPUs and who holds them */
        get: operations["listNodes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{cluster}/queues": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        /** ClusterQueues as the cluster reports them */
        get: operations["listQueues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{cluster}/takeover": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        /** What the portal would change to manage this cluster's quotas */
        get: operations["getTakeoverPlan"];
        put?: never;
        /** Carry the plan out; from then on the portal writes this cluster's queues */
        post: operations["takeOverCluster"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{cluster}/pool-preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which nodes a selector matches now */
        post: operations["previewPool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cluster-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks at a cluster that is not connected yet, and says what it is and which rights are missing; keeps nothing */
        post: operations["checkCluster"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["listPools"];
        put?: never;
        post: operations["createPool"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters/{cluster}/pools/{pool}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
                pool: components["parameters"]["Pool"];
            };
            cookie?: never;
        };
        get: operations["getPool"];
        put: operations["updatePool"];
        post?: never;
        /** @description Refused (409) while a project has access to it. */
        delete: operations["deletePool"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Quotas of the projects that the caller may see, a row per project × cluster × pool */
        get: operations["listQuotas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/clusters/{cluster}/quota": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: components["parameters"]["Project"];
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        /** What one project is guaranteed on one cluster */
        get: operations["getProjectQuota"];
        put: operations["setProjectQuota"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/clusters/{cluster}/quota/preview": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: components["parameters"]["Project"];
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a change would do, without storing it */
        post: operations["previewProjectQuota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project}/clusters/{cluster}/quota/history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: components["parameters"]["Project"];
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        get: operations["listQuotaHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs of the projects that the caller may see */
        get: operations["listRuns"];
        put?: never;
        post: operations["launchRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/run-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check a launch, render its objects and tell whether it would start, without storing anything
         * @description The request may be incomplete; problems name what is missing.
         */
        post: operations["previewRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        get: operations["getRun"];
        put?: never;
        post?: never;
        /** Remove the run's objects from the cluster; the record and its history stay */
        delete: operations["deleteRun"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop the run for good; it does not come back */
        post: operations["stopRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run}/open": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A ticket for the workspace's own origin
         * @description For the owner of a running workspace, and for admins of its project. The address holds a ticket that works once and for 30 seconds; open it in a tab of its own. 409 `workspace.notReady` while the workspace does not answer, 503 `workspace.notConfigured` where the portal has no workspace proxy.
         */
        post: operations["openWorkspace"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run}/events": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        /** The run's history, oldest first */
        get: operations["listRunEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run}/pods": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        get: operations["listRunPods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run}/objects": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        /** The run's Kubernetes objects as the cluster has them, secrets masked */
        get: operations["listRunObjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{run}/logs": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        /** Log lines of one pod as plain text; with follow the answer stays open */
        get: operations["getRunLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a model, dataset or workload came from and what came of it
         * @description Joins the catalog's relations with runs that are active or succeeded. Entities and runs that the caller may not see are left out, with all that is known only through them; an entity that they may not see answers 404.
         */
        get: operations["getLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/utilisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the GPUs do, now and over time
         * @description Of the whole organisation for those who may see every project, of their own projects for others. Held, reserved, free and unavailable GPUs come from the clusters; busy and idle ones from the metrics source, and are left out (never 0) while it says nothing.
         */
        get: operations["getUtilisation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/utilisation/wastes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * GPUs that are held and do nothing, largest first, at most 20
         * @description Endpoints are left out; they are idle by requests, not by GPU.
         */
        get: operations["listWastes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tuned-models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Models that finished fine-tunes made, for the catalog
         * @description Only for services of this portal.
         */
        get: operations["listTunedModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tuned-models/{model}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of its catalog entity */
                model: components["parameters"]["TunedModel"];
            };
            cookie?: never;
        };
        /**
         * Who sees a model, who may change that, and who has
         * @description For those who may see the run that made it; anyone else is answered 404.
         */
        get: operations["getModelVisibility"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tuned-models/{model}/publications": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of its catalog entity */
                model: components["parameters"]["TunedModel"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change who sees a model, or ask for it
         * @description Takes effect at once for the owner (who launched the run, while still a member) and for admins of the project. Of any other member it becomes a pending request, which these decide; only a wider visibility can be asked for, and one request at a time.
         */
        post: operations["publishModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tuned-models/{model}/publications/{publication}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of its catalog entity */
                model: components["parameters"]["TunedModel"];
                publication: string;
            };
            cookie?: never;
        };
        get?: never;
        /** Accept or decline a pending request, or withdraw one's own */
        put: operations["decidePublication"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            error: {
                name: string;
                message: string;
                code?: components["schemas"]["ProblemCode"];
                details?: components["schemas"]["FieldProblem"][];
            } & {
                [key: string]: unknown;
            };
            request?: {
                [key: string]: unknown;
            };
            response?: {
                [key: string]: unknown;
            };
        };
        /** @enum {string} */
        ProblemCode: "input.invalid" | "name.taken" | "name.invalid" | "notFound" | "notAllowed" | "conflict.stale" | "conflict.inUse" | "quota.exceedsCapacity" | "quota.invalid" | "pool.overlaps" | "pool.tooMany" | "cluster.unreachable" | "cluster.unable" | "cluster.notTakenOver" | "cluster.unsupported" | "kaiwo.refused" | "kaiwo.tooLarge" | "kaiwo.managesQueues" | "run.parameterInvalid" | "run.modelGated" | "run.noAccess" | "run.unknownInput" | "run.finished" | "run.duplicate" | "workspace.notConfigured" | "workspace.notReady" | "model.sameVisibility" | "model.alreadyAsked" | "model.notPending" | "model.noDecider" | "internal";
        FieldProblem: {
            /** @example parameters.epochs */
            field: string;
            problem: string;
            remedy: string;
        };
        ClusterProblem: {
            cluster: string;
            code?: components["schemas"]["ProblemCode"];
            message: string;
            /** Format: date-time */
            since?: string;
        };
        Name: string;
        /**
         * @description Canonical Kubernetes quantity
         * @example 8
         * @example 500m
         * @example 128Gi
         */
        Quantity: string;
        LabelPairs: {
            [key: string]: string;
        };
        /** @description By resource name */
        Quantities: {
            [key: string]: components["schemas"]["Quantity"];
        };
        Me: {
            userRef: string;
            roles: ("administrator" | "resource-manager" | "developer" | "viewer")[];
            projects: {
                name: string;
                title: string;
                role: components["schemas"]["MemberRole"];
            }[];
            may: {
                launch: boolean;
                manageQuotas: boolean;
                managePools: boolean;
                manageOrganisation: boolean;
                manageClusters: boolean;
            };
        };
        /** @enum {string} */
        MemberRole: "admin" | "member" | "viewer";
        Member: {
            userRef: string;
            role: components["schemas"]["MemberRole"];
        };
        Organisation: {
            departments: components["schemas"]["Department"][];
            projects: {
                name: string;
                title: string;
                description?: string;
                department: string;
                members: components["schemas"]["Member"][];
            }[];
        };
        Department: {
            name: string;
            title: string;
            description?: string;
            parent?: string;
            version: number;
            /** @description Number of projects directly in it */
            projects: number;
        };
        CreateDepartment: {
            /** @description 2–41 characters, a DNS label */
            name: string;
            title: string;
            description?: string;
            parent?: components["schemas"]["Name"];
        };
        UpdateDepartment: {
            title: string;
            description?: string;
            parent?: components["schemas"]["Name"];
        };
        ProjectList: {
            items: components["schemas"]["Project"][];
            nextCursor?: string;
            totalItems: number;
        };
        Project: {
            name: string;
            title: string;
            description?: string;
            department: string;
            departmentTitle?: string;
            version: number;
            /** @enum {string} */
            state: "pending" | "ready" | "partially-ready" | "failed" | "deleting";
            clusters: {
                cluster: string;
                /** @enum {string} */
                state: "pending" | "ready" | "failed" | "deleting";
                message?: string;
            }[];
            members?: components["schemas"]["Member"][];
            myRole: components["schemas"]["MemberRole"] | null;
            activeRuns: number;
            waitingRuns: number;
            /** Format: date-time */
            createdAt: string;
        };
        CreateProject: {
            /** @description 2–41 characters, a DNS label, not kaiwo, default or kube-* */
            name: string;
            title: string;
            description?: string;
            department: components["schemas"]["Name"];
            members?: components["schemas"]["Member"][];
        };
        UpdateProject: {
            title: string;
            description?: string;
            department: components["schemas"]["Name"];
            members: components["schemas"]["Member"][];
        };
        ProjectCapacity: {
            project: string;
            pools: components["schemas"]["PoolCapacity"][];
            errors: components["schemas"]["ClusterProblem"][];
        };
        /** @description One pool as one project sees it, counted in the pool's main resource. available = what a run could get now without waiting or suspending anyone; of it freeGuaranteed is inside the guarantee and borrowable beyond it. */
        PoolCapacity: {
            cluster: string;
            clusterTitle: string;
            pool: string;
            poolTitle: string;
            /** @enum {string} */
            kind: "gpu" | "cpu";
            /** @example mi300x */
            gpuModel?: string;
            /** @enum {string} */
            vendor?: "amd" | "nvidia";
            resource: string;
            access: components["schemas"]["Access"];
            guaranteed: components["schemas"]["Quantity"];
            used: components["schemas"]["Quantity"];
            borrowed: components["schemas"]["Quantity"];
            freeGuaranteed: components["schemas"]["Quantity"];
            borrowable: components["schemas"]["Quantity"];
            /** @description Part of the guarantee that others have borrowed; a run that needs it suspends one of theirs */
            reclaimable: components["schemas"]["Quantity"];
            capacity: components["schemas"]["Quantity"];
            /** @description Runs of this project that wait for this pool */
            waitingAhead: number;
            /** @description Most units that one node of the pool has */
            largestNode?: number;
            simulated: boolean;
            /** Format: date-time */
            observedAt?: string;
        };
        /** @enum {string} */
        Access: "none" | "borrow" | "guaranteed";
        Cluster: {
            name: string;
            title: string;
            server: string;
            simulated: boolean;
            /** @description How many times faster simulated durations pass */
            speed?: number;
            reachable: boolean;
            /**
             * Format: date-time
             * @description When reachable took its value
             */
            since: string;
            /** @description Why it cannot be reached */
            problem?: string;
            /**
             * Format: date-time
             * @description Last time that news came from it
             */
            observedAt?: string;
            kubernetesVersion?: string;
            /** @description Served API versions by what was found, e.g. kueue → v1beta1 */
            runtimes: {
                kueue?: string;
                kaiwo?: string;
                ray?: string;
            };
            /**
             * @description How quotas reach it
             * @enum {string}
             */
            writer: "kaiwo" | "kueue" | "none";
            writerReason?: string;
            takenOver: boolean;
            nodes: {
                total: number;
                ready: number;
            };
            gpus: components["schemas"]["GpuCount"][];
            sync: components["schemas"]["SyncStatus"];
        };
        ClusterCheckRequest: {
            /** @description A kubeconfig without files and commands, as kubectl config view --raw --flatten --minify writes it */
            kubeconfig: string;
            /** @description Left out its current context */
            context?: string;
        };
        ClusterCheck: {
            context: string;
            server: string;
            reachable: boolean;
            /** @description Why it cannot be reached */
            problem?: string;
            kubernetesVersion?: string;
            runtimes: {
                kueue?: string;
                kaiwo?: string;
                ray?: string;
            };
            /** @description Left out where they may not be listed */
            nodes?: {
                total: number;
                ready: number;
                hasMore: boolean;
            };
            gpus?: {
                model: string;
                title: string;
                /** @enum {string} */
                vendor: "amd" | "nvidia";
                total: number;
                allocatable: number;
            }[];
            rights: {
                purpose: string;
                /** @description API group; empty for the core group */
                group: string;
                /** @example pods/log */
                resource: string;
                allowed: string[];
                missing: string[];
            }[];
            /** @description ServiceAccount, token and ClusterRole with every right that the portal can use, as YAML */
            manifest: string;
            /** @description What goes into app-config.yaml */
            configuration: string;
        };
        GpuCount: {
            model: string;
            title: string;
            /** @enum {string} */
            vendor: "amd" | "nvidia";
            resource: string;
            total: number;
            /** @description On nodes that are ready and schedulable */
            allocatable: number;
            /** @description Allocated to pods */
            held: number;
        };
        Node: {
            name: string;
            ready: boolean;
            schedulable: boolean;
            problem?: string;
            gpuModel?: string;
            gpuTitle?: string;
            gpuResource?: string;
            pools: string[];
            capacity: components["schemas"]["Quantities"];
            /** @description What pods may have of it; GPUs that are broken are missing from it */
            allocatable?: components["schemas"]["Quantities"];
            held: components["schemas"]["Quantities"];
            /** @description Pods with GPUs on it */
            holders?: {
                namespace: string;
                pod: string;
                gpus: number;
                runId?: string;
            }[];
            labels: {
                [key: string]: string;
            };
            taints: string[];
        };
        Queue: {
            name: string;
            cohort?: string;
            active: boolean;
            message?: string;
            /** @description Written by this portal */
            managed: boolean;
            /** @description False when its preemption settings cannot reclaim a guarantee */
            enforceable: boolean;
            pending: number;
            admitted: number;
            flavors: {
                flavor: string;
                resource: string;
                nominal: components["schemas"]["Quantity"];
                borrowingLimit?: components["schemas"]["Quantity"];
                lendingLimit?: components["schemas"]["Quantity"];
                used: components["schemas"]["Quantity"];
                borrowed: components["schemas"]["Quantity"];
            }[];
        };
        TakeoverPlan: {
            /** @description Changes with what the plan would do */
            planId: string;
            /** @description False when the portal manages it already */
            needed: boolean;
            steps: {
                /** @enum {string} */
                action: "create" | "change" | "delete";
                kind: string;
                name: string;
                text: string;
            }[];
            /** @description Foreign objects that stay as they are */
            kept: string[];
            problems: components["schemas"]["FieldProblem"][];
        };
        SyncStatus: {
            /** @enum {string} */
            state: "applied" | "pending" | "drifted" | "failed" | "unknown";
            message?: string;
            differences?: components["schemas"]["Difference"][];
            /** Format: date-time */
            appliedAt?: string;
            /** Format: date-time */
            observedAt?: string;
        };
        Difference: {
            field: string;
            wanted?: string;
            seen?: string;
        };
        Pool: {
            cluster: string;
            clusterTitle?: string;
            name: string;
            title: string;
            /** @enum {string} */
            kind: "gpu" | "cpu";
            gpuModel?: string;
            /** @enum {string} */
            vendor?: "amd" | "nvidia";
            /** @description Main resource: its GPU resource, or cpu */
            resource: string;
            selector: components["schemas"]["LabelPairs"];
            version: number;
            nodes: number;
            readyNodes: number;
            /** @description Allocatable on ready and schedulable nodes */
            capacity: components["schemas"]["Quantities"];
            numbers: components["schemas"]["PoolNumbers"];
            sync: components["schemas"]["SyncStatus"];
            /** Format: date-time */
            observedAt?: string;
        };
        /** @description In the main resource; unassigned = capacity − guaranteed (negative after node loss) */
        PoolNumbers: {
            capacity: components["schemas"]["Quantity"];
            guaranteed: components["schemas"]["Quantity"];
            unassigned: components["schemas"]["Quantity"];
            used: components["schemas"]["Quantity"];
            borrowed: components["schemas"]["Quantity"];
            waiting: components["schemas"]["Quantity"];
        };
        CreatePool: {
            cluster: components["schemas"]["Name"];
            name: string;
            title: string;
            selector: components["schemas"]["LabelPairs"];
        };
        UpdatePool: {
            title: string;
            selector: components["schemas"]["LabelPairs"];
        };
        PoolPreview: {
            /** @description The first 100 */
            nodes: {
                name: string;
                ready: boolean;
                gpuTitle?: string;
                gpus?: number;
                pools: string[];
            }[];
            totalNodes: number;
            capacity: components["schemas"]["Quantities"];
            overlaps: {
                pool: string;
                nodes: string[];
            }[];
        };
        QuotaList: {
            items: components["schemas"]["QuotaRow"][];
            /** @description The pools that the rows belong to */
            pools: {
                cluster: string;
                clusterTitle?: string;
                pool: string;
                poolTitle: string;
                resource: string;
                numbers: components["schemas"]["PoolNumbers"];
            }[];
            errors: components["schemas"]["ClusterProblem"][];
            nextCursor?: string;
            totalItems: number;
        };
        QuotaRow: {
            project: string;
            projectTitle: string;
            department: string;
            departmentTitle: string;
            cluster: string;
            clusterTitle?: string;
            pool: string;
            poolTitle: string;
            resource: string;
            access: components["schemas"]["Access"];
            guaranteed: components["schemas"]["Quantity"];
            borrowingLimit?: components["schemas"]["Quantity"];
            lendingLimit?: components["schemas"]["Quantity"];
            used: components["schemas"]["Quantity"];
            borrowed: components["schemas"]["Quantity"];
            /** @description Asked for by runs that wait */
            waiting: components["schemas"]["Quantity"];
            /** @description Of the project's quota on this cluster; its ETag is "<version>" */
            version: number;
            sync: components["schemas"]["SyncStatus"];
        };
        PoolQuota: {
            pool: components["schemas"]["Name"];
            access: components["schemas"]["Access"];
            /** @description A resource left out of a pool is guaranteed the same share of the pool as its GPUs */
            resources: {
                resource: string;
                guaranteed: components["schemas"]["Quantity"];
                /** @description Left out = no limit */
                borrowingLimit?: components["schemas"]["Quantity"];
                /** @description Left out = everything */
                lendingLimit?: components["schemas"]["Quantity"];
            }[];
        };
        SetProjectQuota: {
            /** @description The whole quota; a pool left out is no longer accessible */
            pools: components["schemas"]["PoolQuota"][];
            reason?: string;
        };
        QuotaPreviewRequest: {
            /** @description The whole quota; a pool left out is no longer accessible */
            pools: components["schemas"]["PoolQuota"][];
            reason?: string;
            /** @description Whole quotas of other projects on the cluster that are stored before this one, as when several changes are reviewed together */
            earlier?: {
                project: components["schemas"]["Name"];
                pools: components["schemas"]["PoolQuota"][];
            }[];
        };
        ProjectQuota: {
            project: string;
            cluster: string;
            version: number;
            pools: components["schemas"]["PoolQuota"][];
            sync: components["schemas"]["SyncStatus"];
            /** Format: date-time */
            updatedAt?: string;
            updatedBy?: string;
            reason?: string;
        };
        QuotaPreview: {
            problems: components["schemas"]["FieldProblem"][];
            /** @description In the cluster's objects */
            changes: components["schemas"]["Difference"][];
            suspended: components["schemas"]["AffectedRun"][];
            started: components["schemas"]["AffectedRun"][];
        };
        AffectedRun: {
            runId?: string;
            name: string;
            project: string;
            gpus: number;
            interruption?: components["schemas"]["Interruption"];
        };
        QuotaChange: {
            version: number;
            /** Format: date-time */
            at: string;
            by: string;
            reason?: string;
            pools: components["schemas"]["PoolQuota"][];
            differences?: components["schemas"]["Difference"][];
        };
        /** @enum {string} */
        RunType: "fine-tuning" | "evaluation" | "inference" | "workspace" | "pre-training" | "data-preparation" | "benchmark" | "chat-ui" | "utility" | "custom";
        /** @enum {string} */
        RunState: "submitting" | "waiting" | "admitted" | "starting" | "running" | "succeeded" | "failed" | "stopped" | "deleted";
        /** @enum {string} */
        Interruption: "resumes" | "restarts" | "loses-session";
        /** @enum {string} */
        Priority: "low" | "medium" | "high";
        EntityRef: string;
        LaunchRunRequest: {
            project: components["schemas"]["Name"];
            workload: components["schemas"]["EntityRef"];
            /** @description What people call it; objects are named after it */
            name: string;
            gpus: number;
            cluster?: components["schemas"]["Name"];
            pool?: components["schemas"]["Name"];
            priority?: components["schemas"]["Priority"];
            inputs?: {
                model?: components["schemas"]["EntityRef"];
                dataset?: components["schemas"]["EntityRef"];
            };
            parameters?: {
                [key: string]: unknown;
            };
            secrets?: {
                /** @description Name of a Secret with a key hf-token in the project's namespace */
                huggingFaceToken?: string;
            };
            /** @description Bucket path for checkpoints and the result */
            outputPath?: string;
        };
        PreviewRunRequest: {
            [key: string]: unknown;
        };
        Placement: {
            cluster: string;
            clusterTitle?: string;
            pool: string;
            poolTitle?: string;
            /** @description Why here */
            reason: string;
        };
        Verdict: {
            /** @enum {string} */
            outcome: "starts-now" | "starts-by-preemption" | "waits" | "never" | "unknown";
            text: string;
            borrows?: boolean;
            /** @description Place in its queue, 1 = next */
            position?: number;
            shortages: {
                pool: string;
                resource: string;
                needed: components["schemas"]["Quantity"];
            }[];
            victims: components["schemas"]["AffectedRun"][];
        };
        RunPreview: {
            problems: components["schemas"]["FieldProblem"][];
            warnings?: string[];
            objects: {
                [key: string]: unknown;
            }[];
            placement?: components["schemas"]["Placement"];
            verdict?: components["schemas"]["Verdict"];
        };
        WaitReason: {
            /** @enum {string} */
            code: "waiting-for-quota" | "exceeds-quota" | "no-matching-pool" | "waiting-for-suspension" | "queue-unavailable" | "suspended" | "blocked-by-older" | "scheduling" | "pulling-image" | "failed" | "unknown";
            /** @description Plain words */
            text: string;
            /** @description The cluster's own words */
            message?: string;
            shortages?: {
                pool: string;
                resource: string;
                needed: components["schemas"]["Quantity"];
            }[];
        };
        Progress: {
            step: number;
            totalSteps: number;
            epoch?: number;
            loss?: number;
            etaSeconds?: number;
            /** @description Step from which it would go on after an interruption */
            checkpointStep?: number;
            /** Format: date-time */
            observedAt: string;
        };
        Run: {
            /** Format: uuid */
            id: string;
            name: string;
            type: components["schemas"]["RunType"];
            project: string;
            projectTitle?: string;
            /** @description Entity ref of the user; left out when unknown */
            owner?: string;
            cluster: string;
            clusterTitle?: string;
            pool?: string;
            gpuModel?: string;
            gpus: number;
            priority?: components["schemas"]["Priority"];
            state: components["schemas"]["RunState"];
            /** @description Waiting again after it ran */
            suspended?: boolean;
            reason?: components["schemas"]["WaitReason"];
            /** @description Present when news from the cluster has stopped */
            stale?: {
                /** Format: date-time */
                since: string;
                message: string;
            };
            interruption?: components["schemas"]["Interruption"];
            /** @description The project is above its guarantee in this pool, so this run may be suspended */
            borrowing?: boolean;
            /** @enum {string} */
            origin: "portal" | "discovered";
            workload?: string;
            inputs?: {
                model?: string;
                dataset?: string;
            };
            /** @description Entity ref of the AiModel that it made */
            outputModel?: string;
            progress?: components["schemas"]["Progress"];
            /** Format: date-time */
            submittedAt: string;
            /** Format: date-time */
            admittedAt?: string;
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            finishedAt?: string;
            simulated: boolean;
            workspace?: components["schemas"]["WorkspaceState"];
            endpoint?: components["schemas"]["EndpointInfo"];
            may: {
                stop: boolean;
                delete: boolean;
                /** @description Of a workspace: owner or project admin, and the portal has a proxy */
                open?: boolean;
            };
        };
        /** @description Of an endpoint that has not ended, where it answers within its cluster; left out for everything else, and where no Service is known. */
        EndpointInfo: {
            /**
             * @description Base address of its API in the form of the OpenAI API
             * @example http://support-bot-4f1a2b.research-llm.svc:8080/v1
             */
            address: string;
            /** @description What clients send as `model`; left out when unknown */
            model?: string;
        };
        /** @description Of a running workspace, whether its program answers; left out for everything else */
        WorkspaceState: {
            ready: boolean;
            /**
             * Format: date-time
             * @description When it was last asked; left out before the first time
             */
            checkedAt?: string;
            /** @description Why it cannot be opened */
            problem?: string;
        };
        WorkspaceTicket: {
            /**
             * @description At the workspace's own origin
             * @example http://5f0f6f0e-3b0c-4d0e-9d43-0c1f6a7b2e11.workspaces.localhost:7008/.portal/enter?ticket=…
             */
            url: string;
            /** Format: date-time */
            expiresAt: string;
        };
        RunDetail: components["schemas"]["Run"] & {
            parameters: {
                [key: string]: unknown;
            };
            namespace?: string;
            outputPath?: string;
            placementReason?: string;
            objects: {
                apiVersion: string;
                kind: string;
                namespace: string;
                name: string;
                uid?: string;
            }[];
            outputs: {
                artefactUri?: string;
                metrics?: {
                    [key: string]: number;
                };
            };
        };
        RunEvent: {
            id: number;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            type: "submitted" | "created" | "waiting" | "admitted" | "starting" | "pulling" | "running" | "suspended" | "resumed" | "progress" | "succeeded" | "failed" | "stopping" | "stopped" | "deleted" | "refused" | "stale" | "recovered";
            state?: components["schemas"]["RunState"];
            text: string;
            /** @description The cluster's own words */
            message?: string;
            /** @description Who did it, when a person did */
            by?: string;
        };
        RunPod: {
            name: string;
            namespace: string;
            uid: string;
            node?: string;
            phase: string;
            reason?: string;
            message?: string;
            gpus?: number;
            /** @description False when the pod is gone from the cluster */
            present: boolean;
            /** Format: date-time */
            startedAt?: string;
            /** Format: date-time */
            finishedAt?: string;
            containers: {
                name: string;
                image?: string;
                state: string;
                reason?: string;
                exitCode?: number;
                restarts: number;
            }[];
        };
        ClusterEvent: {
            /** Format: date-time */
            at: string;
            type: string;
            reason: string;
            message: string;
            /** @example Pod/llama-sft-1a2b3c-x7k2p */
            object: string;
            count?: number;
        };
        Lineage: {
            /** @description Id of the node that was asked for */
            entity: string;
            nodes: components["schemas"]["LineageNode"][];
            edges: {
                from: string;
                to: string;
                /** @enum {string} */
                relation: "input" | "launches" | "output" | "serves" | "fineTunedFrom" | "trainedOn" | "producedBy";
            }[];
            /** @description Nodes that are left out because there are too many */
            truncated: number;
        };
        LineageNode: {
            /** @description The entity ref or the id of the run */
            id: string;
            /** @enum {string} */
            kind: "dataset" | "model" | "workload" | "run" | "endpoint";
            title: string;
            /** @description For datasets */
            entityRef?: string;
            /** @description For runs and endpoints */
            runId?: string;
            runType?: components["schemas"]["RunType"];
            state?: components["schemas"]["RunState"];
            suspended?: boolean;
            project?: string;
            simulated?: boolean;
        };
        /**
         * @description Who may see a model, narrowest first
         * @enum {string}
         */
        Visibility: "project" | "department" | "organisation";
        Memberships: {
            /** @description Names of the projects that have the person as a member */
            projects: string[];
            /** @description Names of the departments of these projects and of those above them */
            departments: string[];
            /** @description Names of all projects directly in one of these departments */
            departmentProjects: string[];
        };
        ModelVisibility: {
            /** @description Name of its catalog entity */
            model: string;
            title: string;
            runId: string;
            project: string;
            projectTitle: string;
            department: string;
            departmentTitle: string;
            /** @description Entity ref of who launched the run */
            owner: string;
            /** @description Entity refs of those who may decide; the owner while a member, and the admins of the project */
            deciders: string[];
            visibility: components["schemas"]["Visibility"];
            version: number;
            pending?: components["schemas"]["Publication"];
            /** @description What the caller may do */
            may: {
                /** @description Change it at once */
                publish: boolean;
                /** @description Ask for a wider one */
                request: boolean;
                /** @description Accept or decline what is pending */
                decide: boolean;
                /** @description Take back what is pending */
                withdraw: boolean;
            };
            /** @description What was asked and decided, newest first, without what is pending; at most 50 */
            history: components["schemas"]["Publication"][];
        };
        Publication: {
            id: string;
            from: components["schemas"]["Visibility"];
            to: components["schemas"]["Visibility"];
            /** @enum {string} */
            state: "pending" | "accepted" | "declined" | "withdrawn";
            note?: string;
            requestedBy: string;
            /** Format: date-time */
            requestedAt: string;
            decidedBy?: string;
            /** Format: date-time */
            decidedAt?: string;
        };
        PublishModel: {
            visibility: components["schemas"]["Visibility"];
            /** @description Why; the owner reads it */
            note?: string;
        };
        DecidePublication: {
            /** @enum {string} */
            state: "accepted" | "declined" | "withdrawn";
        };
        MetricsSourceStatus: {
            /**
             * @description ok; partial (some questions or some GPUs have no answer); stale (it answers, but has no current series); down; notConfigured
             * @enum {string}
             */
            status: "ok" | "partial" | "stale" | "down" | "notConfigured";
            /**
             * Format: date-time
             * @description When it answered last
             */
            lastSuccess?: string;
            /** @description What is wrong */
            message?: string;
            /** @description What to do about it */
            remedy?: string;
        };
        /** @description Numbers of GPUs. busy + heldIdle + unmeasured + reserved = held; held + free + unavailable = capacity. */
        GpuUse: {
            /** @description Allocated to pods */
            held: number;
            /** @description Held and working; left out while nothing is measured */
            busy?: number;
            /** @description Held and not working; left out while nothing is measured */
            heldIdle?: number;
            /** @description Held by running pods, without a measurement */
            unmeasured: number;
            /** @description Held by pods that do not run yet */
            reserved: number;
            /** @description All of them; left out, as are the next two, where the caller sees some projects only */
            capacity?: number;
            free?: number;
            /** @description Not held, and on nodes that are not ready or cordoned, or broken */
            unavailable?: number;
        };
        /** @description Memory of held GPUs */
        GpuMemory: {
            usedGib: number;
            totalGib: number;
        };
        UtilisationRow: {
            /** @description Name of the department or project, or <cluster>/<pool>; left out for what belongs to none */
            key?: string;
            title?: string;
            department?: string;
            departmentTitle?: string;
            cluster?: string;
            clusterTitle?: string;
            pool?: string;
            gpus: components["schemas"]["GpuUse"];
            /** @description GPUs, over all pools of the row */
            guaranteed: number;
            /** @description Guaranteed GPUs that their projects do not use */
            unusedGuarantee: number;
            /** @description GPUs that waiting runs ask for */
            waiting: number;
            memory?: components["schemas"]["GpuMemory"];
        };
        /** @description A number for every time; null where nothing was recorded */
        UtilisationColumn: (number | null)[];
        UtilisationHistory: {
            stepSeconds: number;
            times: string[];
            columns: {
                busy: components["schemas"]["UtilisationColumn"];
                heldIdle: components["schemas"]["UtilisationColumn"];
                unmeasured: components["schemas"]["UtilisationColumn"];
                reserved: components["schemas"]["UtilisationColumn"];
                free?: components["schemas"]["UtilisationColumn"];
                unavailable?: components["schemas"]["UtilisationColumn"];
                capacity?: components["schemas"]["UtilisationColumn"];
            };
            /** @description Held GPUs of the largest rows; what is left is one more */
            groups: {
                key?: string;
                title?: string;
                /** @description All other rows together */
                rest?: boolean;
                held: components["schemas"]["UtilisationColumn"];
            }[];
        };
        Utilisation: {
            /** @enum {string} */
            by: "department" | "project" | "pool";
            /** @enum {string} */
            range: "1h" | "24h" | "7d" | "14d";
            /**
             * @description Whether it is about everything or the caller's projects
             * @enum {string}
             */
            scope: "organisation" | "projects";
            /** Format: date-time */
            asOf: string;
            source: components["schemas"]["MetricsSourceStatus"];
            gpus: components["schemas"]["GpuUse"];
            memory?: components["schemas"]["GpuMemory"];
            rows: components["schemas"]["UtilisationRow"][];
            history?: components["schemas"]["UtilisationHistory"];
            errors: components["schemas"]["ClusterProblem"][];
        };
        Waste: {
            /**
             * @description Running without working, or held without running
             * @enum {string}
             */
            kind: "idle" | "reserved";
            cluster: string;
            clusterTitle?: string;
            pool?: string;
            poolTitle?: string;
            namespace: string;
            project?: string;
            projectTitle?: string;
            department?: string;
            departmentTitle?: string;
            type?: components["schemas"]["RunType"];
            /** @description Only for those who may open it */
            run?: {
                id: string;
                name: string;
                owner?: string;
            };
            gpus: number;
            /** Format: date-time */
            since: string;
            /** @description It may have begun before the portal's look back of two days */
            atLeast: boolean;
            /** @description So far */
            gpuHours: number;
        };
        WasteList: {
            /** Format: date-time */
            asOf: string;
            source: components["schemas"]["MetricsSourceStatus"];
            items: components["schemas"]["Waste"][];
            totalItems: number;
            errors: components["schemas"]["ClusterProblem"][];
        };
        TunedModel: {
            visibility: components["schemas"]["Visibility"];
            name: string;
            title: string;
            project: string;
            owner: string;
            baseModel: string;
            dataset?: string;
            workload: string;
            runId: string;
            method: string;
            /** Format: date-time */
            finishedAt: string;
            simulated: boolean;
            artefactUri?: string;
            metrics?: {
                [key: string]: number;
            };
        };
    };
    responses: {
        /** @description What went wrong */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Name of its catalog entity */
        TunedModel: components["schemas"]["Name"];
        Department: components["schemas"]["Name"];
        Project: components["schemas"]["Name"];
        Cluster: components["schemas"]["Name"];
        Pool: components["schemas"]["Name"];
        Run: string;
        /** @description nextCursor of the page before */
        Cursor: string;
        Limit: number;
        /** @description The ETag that was read; another version answers 412 */
        IfMatch: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Me"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOrganisation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tree */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organisation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMemberships: {
        parameters: {
            query: {
                /** @description Full entity ref of the person */
                userRef: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Empty for someone who belongs to no project */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Memberships"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listDepartments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All departments; there are few */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Department"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createDepartment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDepartment"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Department"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDepartment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                department: components["parameters"]["Department"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One department */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Department"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateDepartment: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read; another version answers 412 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                department: components["parameters"]["Department"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateDepartment"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Department"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteDepartment: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read; another version answers 412 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                department: components["parameters"]["Department"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listProjects: {
        parameters: {
            query?: {
                /** @description Part of the name or title */
                q?: string;
                department?: string;
                /** @description Only projects in which the caller may launch */
                mine?: boolean;
                /** @description nextCursor of the page before */
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProject"];
            };
        };
        responses: {
            /** @description Created; its namespaces and queues follow */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: components["parameters"]["Project"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One project */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read; another version answers 412 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                project: components["parameters"]["Project"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProject"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Project"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteProject: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read; another version answers 412 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                project: components["parameters"]["Project"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleting */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getProjectCapacity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: components["parameters"]["Project"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One entry for each pool it has access to */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectCapacity"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listProjectSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: components["parameters"]["Project"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Names */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            cluster: string;
                            name: string;
                            keys: string[];
                        }[];
                        errors: components["schemas"]["ClusterProblem"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listClusters: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All clusters; there are few */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Cluster"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCluster: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One cluster */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listNodes: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Node"][];
                        nextCursor?: string;
                        totalItems?: number;
                        /** Format: date-time */
                        observedAt?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listQueues: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Queue"][];
                        nextCursor?: string;
                        totalItems?: number;
                        /** Format: date-time */
                        observedAt?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getTakeoverPlan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The plan */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakeoverPlan"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    takeOverCluster: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The id of the plan that was looked at; another plan answers 412 */
                    planId: string;
                };
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cluster"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewPool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Name of the pool being edited */
                    name?: string;
                    selector: components["schemas"]["LabelPairs"];
                };
            };
        };
        responses: {
            /** @description The match */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PoolPreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    checkCluster: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClusterCheckRequest"];
            };
        };
        responses: {
            /** @description What was found; an answer also when the cluster cannot be reached */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterCheck"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listPools: {
        parameters: {
            query?: {
                cluster?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All pools in cluster and pool order; at most 16 a cluster */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Pool"][];
                        errors: components["schemas"]["ClusterProblem"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createPool: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePool"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pool"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPool: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                cluster: components["parameters"]["Cluster"];
                pool: components["parameters"]["Pool"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One pool */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pool"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    updatePool: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read; another version answers 412 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                cluster: components["parameters"]["Cluster"];
                pool: components["parameters"]["Pool"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePool"];
            };
        };
        responses: {
            /** @description Changed */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pool"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deletePool: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read; another version answers 412 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                cluster: components["parameters"]["Cluster"];
                pool: components["parameters"]["Pool"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listQuotas: {
        parameters: {
            query?: {
                cluster?: string;
                pool?: string;
                department?: string;
                project?: string;
                /** @description Part of a project's name or title */
                q?: string;
                /** @description Left out, each pool's GPU resource (cpu for a CPU pool) */
                resource?: string;
                /** @description nextCursor of the page before */
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page in order of cluster, pool, department, project */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProjectQuota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: components["parameters"]["Project"];
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The quota; version 0 and no pools where none was set */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectQuota"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    setProjectQuota: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read; another version answers 412 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                project: components["parameters"]["Project"];
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetProjectQuota"];
            };
        };
        responses: {
            /** @description Stored; status tells when the cluster has it */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectQuota"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewProjectQuota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project: components["parameters"]["Project"];
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuotaPreviewRequest"];
            };
        };
        responses: {
            /** @description The effect */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaPreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listQuotaHistory: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                project: components["parameters"]["Project"];
                cluster: components["parameters"]["Cluster"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["QuotaChange"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRuns: {
        parameters: {
            query?: {
                /** @description Part of the name */
                q?: string;
                project?: string[];
                type?: components["schemas"]["RunType"][];
                state?: components["schemas"]["RunState"][];
                /** @description Entity ref of a user */
                owner?: string;
                cluster?: string;
                pool?: string;
                /** @description Entity ref of an AiModel that is an input or the output */
                model?: string;
                dataset?: string;
                workload?: string;
                /** @description Submitted at or after */
                since?: string;
                sort?: "-submittedAt" | "submittedAt" | "name" | "-name" | "-gpus" | "gpus";
                /** @description nextCursor of the page before */
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Run"][];
                        nextCursor?: string;
                        totalItems: number;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    launchRun: {
        parameters: {
            query?: never;
            header: {
                /** @description The same key and caller give the same run, however often they are sent */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LaunchRunRequest"];
            };
        };
        responses: {
            /** @description This key was used before; the run it made */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            /** @description Accepted */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    previewRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRunRequest"];
            };
        };
        responses: {
            /** @description The preview */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunPreview"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One run */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    stopRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    openWorkspace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The address to open */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkspaceTicket"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRunEvents: {
        parameters: {
            query?: {
                /** @description nextCursor of the page before */
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RunEvent"][];
                        nextCursor?: string;
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRunPods: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Pods that the run has or had, newest first, at most 200 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["RunPod"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRunObjects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The objects, and the Kubernetes events about them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            [key: string]: unknown;
                        }[];
                        events: components["schemas"]["ClusterEvent"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRunLogs: {
        parameters: {
            query?: {
                /** @description Left out, the newest pod */
                pod?: string;
                container?: string;
                follow?: boolean;
                previous?: boolean;
                timestamps?: boolean;
                tailLines?: number;
            };
            header?: never;
            path: {
                run: components["parameters"]["Run"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lines */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getLineage: {
        parameters: {
            query: {
                /** @description Ref of an AiModel, AiDataset or AiWorkload */
                entity: components["schemas"]["EntityRef"];
                /** @description Generations before and after it; from a model to a model tuned from it is one */
                depth?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The graph; the nodes nearest to the entity come first, at most 60 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lineage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getUtilisation: {
        parameters: {
            query?: {
                /** @description What the rows are */
                by?: "department" | "project" | "pool";
                /** @description How far the history goes back */
                range?: "1h" | "24h" | "7d" | "14d";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Utilisation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listWastes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WasteList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listTunedModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TunedModel"][];
                    };
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getModelVisibility: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Name of its catalog entity */
                model: components["parameters"]["TunedModel"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description As it is now */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVisibility"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    publishModel: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read; another version answers 412 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Name of its catalog entity */
                model: components["parameters"]["TunedModel"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishModel"];
            };
        };
        responses: {
            /** @description Changed, or asked for; `pending` says which */
            201: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVisibility"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    decidePublication: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read; another version answers 412 */
                "If-Match": components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Name of its catalog entity */
                model: components["parameters"]["TunedModel"];
                publication: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecidePublication"];
            };
        };
        responses: {
            /** @description Decided */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelVisibility"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
