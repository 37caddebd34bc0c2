import type { ServicePort } from '@silogen/cluster-client';
import type { RunRecord } from '../runs/types';

/** The port of a run's Service that a browser is shown. */
const PORT = 'http';

/** A run's Service is named as its main object. */
export function serviceOfRun(run: Pick<RunRecord, 'object'>): ServicePort {
  const { namespace, name } = run.object;
  return { namespace, name, port: PORT };
}
