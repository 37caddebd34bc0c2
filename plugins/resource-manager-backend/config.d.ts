export interface Config {
  /** Clusters, their quotas and who works on them. */
  resourceManager?: {
    /**
     * The Kubernetes clusters that this portal shows and, where it may, manages. Backend only: addresses and
     * credentials of clusters never reach a browser.
     */
    clusters?: Array<{
      /** Addresses the cluster in URLs and in the database; never change it. A DNS label. */
      name: string;
      /** What people read; the name when left out. */
      title?: string;
      /** How to reach the API server: exactly one of `kubeconfig`, `url` or `inCluster`. */
      connect: {
        kubeconfig?: {
          /** Path of the file, absolute or relative to the working directory of the backend. */
          file: string;
          /** A context of the file; its current one when left out. */
          context?: string;
        };
        /** Base URL of the API server. */
        url?: string;
        /** Read again whenever it is used, so that rotated tokens work. */
        tokenFile?: string;
        /** @visibility secret */
        token?: string;
        /** PEM file of the certificate authority that signed the server's certificate. */
        caFile?: string;
        /** The same, as base64. */
        caData?: string;
        /** Accepts any certificate; for trials only. */
        skipTlsVerify?: boolean;
        /** The backend's own service account, when it runs in the cluster. */
        inCluster?: boolean;
      };
      /**
       * Consent that the portal manages the cluster's queues as soon as it can. Left out or false, an administrator
       * looks at the plan on the cluster's page and starts it.
       */
      takeOver?: boolean;
      /**
       * What becomes of a project's queue that somebody changes on the cluster by hand: `correct`, the default, puts it
       * back at once; `report` shows it as drifted, with the difference, until somebody stores the quota again.
       */
      drift?: 'correct' | 'report';
    }>;
    /**
     * Where utilisation is read from: Prometheus, Mimir, or anything with the Prometheus HTTP API. Left out, the pages
     * say that no metrics source is connected. Backend only: addresses, tenants and credentials never reach a browser.
     */
    metrics?: {
      /** Without path, query or credentials, such as `http://mimir-query-frontend.mimir:8080`. */
      baseUrl: string;
      /** What stands before `/api/v1`: `/prometheus` for Mimir, usually nothing for Prometheus. */
      pathPrefix?: string;
      /** Sent as X-Scope-OrgID: one for all clusters, or one each by the cluster's name. None when left out. */
      tenant?: string | { [cluster: string]: string };
      auth?: {
        /** `none` when left out. */
        type: 'none' | 'basic' | 'bearer';
        username?: string;
        /** @visibility secret */
        password?: string;
        /** @visibility secret */
        token?: string;
      };
      /** The label that tells clusters apart; `k8s_cluster_name` when left out, `''` for one cluster without it. */
      clusterLabel?: string;
      /** Its value by the cluster's name here, where it is another. */
      clusterValues?: { [cluster: string]: string };
      /** `MetricsFieldPrefix` of AMD's device-metrics-exporter, where one is set. */
      amdPrefix?: string;
      /** How long one question may take; 10 s when left out. Text such as `10s`, or a duration object. */
      timeout?: string | { [unit: string]: number };
    };
    /**
     * Where workspaces are opened: an origin each, on a listener of its own, so that neither the portal nor another
     * workspace shares cookies with it. Left out, workspaces can be launched but not opened.
     */
    workspaces?: {
      /**
       * Every workspace is `<id of the run>.<domain>`; all of these names have to lead to the listener. It must not hold
       * the portal itself.
       */
      domain: string;
      listen?: {
        /** 127.0.0.1 when left out. */
        host?: string;
        /** 7008 when left out. */
        port?: number | string;
      };
      /** How browsers get there, where something that ends TLS stands in front. */
      publicUrl?: {
        /** That of `app.baseUrl` when left out. */
        scheme?: 'http' | 'https';
        /** That listened at when left out. */
        port?: number | string;
      };
    };
    /**
     * What an empty installation starts with. Each entry is inserted once; what was deleted later does not come back.
     */
    seed?: {
      departments?: Array<{
        name: string;
        title: string;
        description?: string;
        /** Name of the department above. */
        parent?: string;
      }>;
      projects?: Array<{
        name: string;
        title: string;
        description?: string;
        department: string;
        members?: Array<{
          /** Entity ref of a catalog user, such as `user:default/ada`. */
          user: string;
          role: 'admin' | 'member' | 'viewer';
        }>;
      }>;
      pools?: Array<{
        cluster: string;
        name: string;
        title: string;
        /** Exact label pairs of its nodes. */
        selector: { [label: string]: string };
      }>;
      quotas?: Array<{
        project: string;
        cluster: string;
        pools: Array<{
          pool: string;
          /** `guaranteed` when left out; `borrow` lists the pool with a guarantee of 0. */
          access?: 'borrow' | 'guaranteed';
          /** Guaranteed GPUs; the other resources get the same share of the pool. */
          gpus?: number;
          /** Guaranteed by resource name, instead of or beside `gpus`. */
          resources?: { [resource: string]: string | number };
        }>;
      }>;
    };
  };
}
