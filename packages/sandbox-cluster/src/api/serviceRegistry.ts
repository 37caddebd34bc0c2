/** Where the requests of `services/proxy` go: a listener on this machine's loopback interface. */
export interface ServiceTarget {
  port: number;
  /** Prefix put before the forwarded path, without a trailing slash. */
  basePath?: string;
}

/** What stands behind the Services of a cluster; filled by the controllers, read by `services/proxy`. */
export class ServiceRegistry {
  readonly #targets = new Map<string, ServiceTarget>();

  static create(): ServiceRegistry {
    return new ServiceRegistry();
  }

  private constructor() {}

  /**
   * @param service - `port` is the Service's port, by number or name; left out, the target serves every port.
   * @returns Takes the registration back.
   */
  register(
    service: { namespace: string; name: string; port?: string | number },
    target: ServiceTarget,
  ): () => void {
    const key = keyOf(service);
    this.#targets.set(key, target);
    return () => {
      if (this.#targets.get(key) === target) {
        this.#targets.delete(key);
      }
    };
  }

  resolve(service: {
    namespace: string;
    name: string;
    port?: string | number;
  }): ServiceTarget | undefined {
    return (
      this.#targets.get(keyOf(service)) ??
      this.#targets.get(
        keyOf({ namespace: service.namespace, name: service.name }),
      )
    );
  }
}

function keyOf(service: {
  namespace: string;
  name: string;
  port?: string | number;
}): string {
  return `${service.namespace}/${service.name}:${service.port ?? '*'}`;
}
