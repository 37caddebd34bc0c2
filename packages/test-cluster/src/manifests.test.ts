import type { KubeObject } from '@silogen/cluster-client';
import { kueueConfiguration } from '../components/kueue/configuration';
import { manifestsOutside } from '../components/kueue/manifests';
import type { ClusterPorts } from './component';

const ports = {
  kueueWebhook: 1,
  kueueHealth: 2,
  kueueMetrics: 3,
  kueueVisibility: 4,
} as ClusterPorts;

const service = { service: { name: 's', namespace: 'n', port: 443 } };
const object = (kind: string, name: string, more: object): KubeObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name },
  ...more,
});

const MANIFESTS = [
  object('Deployment', 'kueue-controller-manager', {}),
  object('Secret', 'kueue-webhook-server-cert', {}),
  object('ClusterRole', 'kueue-manager-role', { rules: [] }),
  object('Service', 'kueue-webhook-service', { spec: { selector: {} } }),
  object('Service', 'kueue-visibility-server', { spec: {} }),
  object('Service', 'kueue-controller-manager-metrics-service', { spec: {} }),
  object('APIService', 'v1beta1.visibility.kueue.x-k8s.io', {
    spec: structuredClone(service),
  }),
  object('MutatingWebhookConfiguration', 'kueue', {
    webhooks: [{ clientConfig: structuredClone(service) }],
  }),
  object('CustomResourceDefinition', 'workloads.kueue.x-k8s.io', {
    spec: {
      conversion: { webhook: { clientConfig: structuredClone(service) } },
    },
  }),
  object('CustomResourceDefinition', 'plain.kueue.x-k8s.io', { spec: {} }),
];

describe('manifests of Kueue for a manager outside the cluster', () => {
  const named = (kueue: '0.12' | '0.19') =>
    Object.fromEntries(
      manifestsOutside(MANIFESTS, { ports, kueue }).map(each => [
        `${each.kind}/${each.metadata.name}`,
        each as any,
      ]),
    );

  it('lead every service to its loopback port', () => {
    const objects = named('0.19');
    const portOf = (name: string) =>
      objects[`Service/${name}`].spec.ports[0].port;
    expect(portOf('kueue-webhook-service')).toBe(1);
    expect(portOf('kueue-visibility-server')).toBe(4);
    expect(portOf('kueue-controller-manager-metrics-service')).toBe(3);
    expect(
      objects['MutatingWebhookConfiguration/kueue'].webhooks[0].clientConfig
        .service.port,
    ).toBe(1);
    expect(
      objects['CustomResourceDefinition/workloads.kueue.x-k8s.io'].spec
        .conversion.webhook.clientConfig.service.port,
    ).toBe(1);
    expect(
      objects['APIService/v1beta1.visibility.kueue.x-k8s.io'].spec.service.port,
    ).toBe(4);
  });

  it('leave out what only a cluster can run', () => {
    const left = Object.keys(named('0.12'));
    expect(left).not.toContain('Deployment/kueue-controller-manager');
    expect(left).not.toContain('Secret/kueue-webhook-server-cert');
    expect(left.filter(name => name.startsWith('APIService'))).toEqual([]);
    expect(left).toContain('ClusterRole/kueue-manager-role');
  });

  it('do not change what they were made from', () => {
    const before = structuredClone(MANIFESTS);
    named('0.19');
    expect(MANIFESTS).toEqual(before);
  });
});

describe("Kueue's configuration", () => {
  it.each([
    ['0.12', 'config.kueue.x-k8s.io/v1beta1'],
    ['0.19', 'config.kueue.x-k8s.io/v1beta2'],
  ] as const)('%s listens on loopback only', (kueue, apiVersion) => {
    const text = JSON.stringify(
      kueueConfiguration({ kueue, ports, fairSharing: false }),
    );
    expect(JSON.parse(text)).toMatchObject({
      apiVersion,
      webhook: { host: '127.0.0.1' },
      metrics: { enableClusterQueueResources: false },
      managedJobsNamespaceSelector: {
        matchLabels: { 'kueue-managed': 'true' },
      },
    });
    expect(text).not.toContain('fairSharing');
  });

  it.each(['0.12', '0.19'] as const)('%s takes fair sharing', kueue => {
    expect(
      kueueConfiguration({ kueue, ports, fairSharing: true }),
    ).toMatchObject({
      fairSharing: { preemptionStrategies: expect.any(Array) },
      waitForPodsReady: { timeout: '5m' },
      metrics: { enableClusterQueueResources: true },
    });
  });
});
