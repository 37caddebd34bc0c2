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
    }>;
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
