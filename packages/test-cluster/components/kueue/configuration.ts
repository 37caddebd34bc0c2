import type { ClusterContext } from '../../src/component';

/** Job kinds as cluster-forge deploys them, for as far as both releases know them. */
const FRAMEWORKS = [
  'batch/job',
  'kubeflow.org/mpijob',
  'ray.io/rayjob',
  'ray.io/raycluster',
  'jobset.x-k8s.io/jobset',
  'kubeflow.org/paddlejob',
  'kubeflow.org/pytorchjob',
  'kubeflow.org/tfjob',
  'kubeflow.org/xgboostjob',
  'kubeflow.org/jaxjob',
  'workload.codeflare.dev/appwrapper',
  'pod',
  'deployment',
  'statefulset',
];

const FAIR_STRATEGIES = ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'];

/** The manager's configuration file: cluster-forge's, moved to loopback ports. */
export function kueueConfiguration({
  kueue,
  ports,
  fairSharing,
}: Pick<ClusterContext, 'kueue' | 'ports' | 'fairSharing'>): object {
  const is019 = kueue === '0.19';
  return {
    apiVersion: `config.kueue.x-k8s.io/${is019 ? 'v1beta2' : 'v1beta1'}`,
    kind: 'Configuration',
    namespace: 'kueue-system',
    health: { healthProbeBindAddress: `127.0.0.1:${ports.kueueHealth}` },
    metrics: {
      bindAddress: `127.0.0.1:${ports.kueueMetrics}`,
      enableClusterQueueResources: fairSharing,
    },
    webhook: {
      host: '127.0.0.1',
      port: ports.kueueWebhook,
      certDir: 'webhook',
    },
    ...(is019
      ? {
          visibilityServer: {
            bindAddress: '127.0.0.1',
            bindPort: ports.kueueVisibility,
          },
        }
      : {}),
    leaderElection: { leaderElect: false },
    internalCertManagement: {
      enable: true,
      webhookServiceName: 'kueue-webhook-service',
      webhookSecretName: 'kueue-webhook-server-cert',
    },
    // More than the 50 and 100 that cluster-forge gives it: tests wait for what it writes.
    clientConnection: { qps: 300, burst: 500 },
    managedJobsNamespaceSelector: { matchLabels: { 'kueue-managed': 'true' } },
    integrations: { frameworks: FRAMEWORKS },
    ...(fairSharing
      ? {
          fairSharing: is019
            ? { preemptionStrategies: FAIR_STRATEGIES }
            : { enable: true, preemptionStrategies: FAIR_STRATEGIES },
          waitForPodsReady: is019
            ? { timeout: '5m', blockAdmission: false }
            : { enable: true, timeout: '5m', blockAdmission: false },
        }
      : {}),
  };
}
