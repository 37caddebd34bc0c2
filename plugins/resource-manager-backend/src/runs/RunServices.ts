import type { LoggerService } from '@backstage/backend-plugin-api';
import type { KubeObject } from '@silogen/cluster-client';
import type { ClusterConnection } from '../clusters/types';
import { isStatus, isTransient, serverWords } from './clusterErrors';
import { LABEL_RUN } from './labels';
import { serviceOf } from './render/service';
import type { RunRecord } from './types';

export interface RunServicesOptions {
  connection: ClusterConnection;
  logger: LoggerService;
}

/** Makes the Service of a run, once its main object is there to own it. Can be repeated. */
export class RunServices {
  readonly #options: RunServicesOptions;

  static create(options: RunServicesOptions): RunServices {
    return new RunServices(options);
  }

  private constructor(options: RunServicesOptions) {
    this.#options = options;
  }

  /** Rejects only with what may pass. A run whose Service is refused still runs: it only cannot be opened. */
  async ensure(run: RunRecord, main: KubeObject): Promise<void> {
    const { connection, logger } = this.#options;
    const wanted =
      run.manifest && serviceOf(run.manifest, main.metadata.uid ?? '');
    if (!wanted) return;
    const type = connection.served('Service');
    if (!type) {
      logger.warn(`Run ${run.id} has no Service: the cluster serves none`);
      return;
    }
    try {
      await connection.client.create(type, wanted, {
        fieldManager: 'silogen-resource-manager',
      });
    } catch (error) {
      if (isStatus(error, 409, 'AlreadyExists')) {
        const { name, namespace } = wanted.metadata;
        const found = await connection.client.find(type, name, namespace);
        if (!found) throw error;
        if (found.metadata.labels?.[LABEL_RUN] === run.id) return;
      }
      if (isTransient(error) || isStatus(error, 401)) throw error;
      logger.warn(`Run ${run.id} has no Service: ${serverWords(error)}`);
    }
  }
}
