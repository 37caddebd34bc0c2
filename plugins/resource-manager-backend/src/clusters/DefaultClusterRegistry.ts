import { problem } from '../problems';
import type { DefaultClusterConnection } from './DefaultClusterConnection';
import type { ClusterConnection, ClusterRegistry } from './types';

/** The configured clusters, in the order of the configuration. */
export class DefaultClusterRegistry implements ClusterRegistry {
  readonly #connections: readonly DefaultClusterConnection[];

  private constructor(connections: readonly DefaultClusterConnection[]) {
    this.#connections = connections;
  }

  static create(options: {
    connections: readonly DefaultClusterConnection[];
  }): DefaultClusterRegistry {
    return new DefaultClusterRegistry(options.connections);
  }

  list(): readonly ClusterConnection[] {
    return this.#connections;
  }

  find(name: string): ClusterConnection | undefined {
    return this.#connections.find(connection => connection.name === name);
  }

  get(name: string): ClusterConnection {
    const found = this.find(name);
    if (!found)
      throw problem('notFound', 'notFound', `There is no cluster ${name}`);
    return found;
  }

  /** Waits for none of them: a cluster that cannot be reached joins when it can. */
  start(): void {
    for (const connection of this.#connections) void connection.probe();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#connections.map(connection => connection.stop()));
  }
}
