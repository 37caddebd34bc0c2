import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import {
  processComponent,
  type ClusterContext,
  type Component,
} from '../../src/component';
import { isOk } from '../../src/httpGet';

/** Kaiwo's pods ask for a scheduler of this name, which fills nodes one after the other. */
const KAIWO_SCHEDULER = 'kaiwo-scheduler';

/** The scheduler, with the profile that Kaiwo's installation brings as a second scheduler. */
export function scheduler(context: ClusterContext): Component {
  const { keeper, programs, ports } = context;
  const kubeconfig = join(keeper.folder, 'scheduler.kubeconfig');
  const configuration = join(keeper.folder, 'scheduler.yaml');
  const url = `https://127.0.0.1:${ports.scheduler}`;
  return processComponent({
    name: 'kube-scheduler',
    keeper,
    program: programs.cluster,
    folder: 'kube-scheduler',
    args: [
      'kube-scheduler',
      `--config=${configuration}`,
      `--authentication-kubeconfig=${kubeconfig}`,
      `--authorization-kubeconfig=${kubeconfig}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${ports.scheduler}`,
      `--tls-cert-file=${join(keeper.folder, 'pki', 'scheduler.crt')}`,
      `--tls-private-key-file=${join(keeper.folder, 'pki', 'scheduler.key')}`,
    ],
    prepare: () =>
      writeFile(configuration, stringify(schedulerConfiguration(kubeconfig))),
    check: () => isOk(`${url}/readyz`, join(keeper.folder, 'pki')),
  });
}

function schedulerConfiguration(kubeconfig: string): object {
  return {
    apiVersion: 'kubescheduler.config.k8s.io/v1',
    kind: 'KubeSchedulerConfiguration',
    clientConnection: { kubeconfig, qps: 200, burst: 400 },
    leaderElection: { leaderElect: false },
    profiles: [
      { schedulerName: 'default-scheduler' },
      {
        schedulerName: KAIWO_SCHEDULER,
        pluginConfig: [
          {
            name: 'NodeResourcesFit',
            args: {
              scoringStrategy: {
                type: 'MostAllocated',
                resources: [
                  { name: 'amd.com/gpu', weight: 10 },
                  { name: 'nvidia.com/gpu', weight: 10 },
                  { name: 'cpu', weight: 1 },
                  { name: 'memory', weight: 1 },
                ],
              },
            },
          },
        ],
      },
    ],
  };
}
