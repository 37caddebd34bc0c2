import type { KubeObject } from '@silogen/cluster-client';
import type { ClusterContext } from '../../src/component';

/** Where Kueue's Deployment would keep it; the manager reads the same from its folder. */
export const WEBHOOK_SECRET = 'kueue-webhook-server-cert';
export const NAMESPACE = 'kueue-system';

interface ClientConfig {
  service?: { port?: number };
}

/**
 * Kueue's own manifests for a manager beside the cluster instead of in it: its Services lead to loopback ports, the
 * Deployment is left out, and the certificate is one that the caller made.
 */
export function manifestsOutside(
  objects: readonly KubeObject[],
  context: Pick<ClusterContext, 'ports' | 'kueue'>,
): KubeObject[] {
  return objects
    .filter(object => !isLeftOut(object, context))
    .map(object => outside(structuredClone(object), context.ports));
}

function isLeftOut(
  { kind, metadata }: KubeObject,
  { kueue }: Pick<ClusterContext, 'kueue'>,
): boolean {
  return (
    kind === 'Deployment' ||
    (kind === 'Secret' && metadata.name === WEBHOOK_SECRET) ||
    // The visibility server of 0.12 runs in pods only; an API that never answers would hold up namespaces that end.
    (kind === 'APIService' && kueue === '0.12')
  );
}

function outside(
  object: KubeObject,
  ports: ClusterContext['ports'],
): KubeObject {
  const { kind, metadata } = object;
  const setPort = (config: ClientConfig | undefined, port: number) => {
    if (config?.service) {
      config.service.port = port;
    }
  };
  if (kind === 'Service') {
    const port =
      {
        'kueue-webhook-service': ports.kueueWebhook,
        'kueue-visibility-server': ports.kueueVisibility,
      }[metadata.name] ?? ports.kueueMetrics;
    object.spec = {
      type: 'ExternalName',
      externalName: 'localhost',
      ports: [{ name: 'https', port, protocol: 'TCP' }],
    };
  } else if (kind === 'APIService') {
    setPort(object.spec as ClientConfig, ports.kueueVisibility);
  } else if (kind.endsWith('WebhookConfiguration')) {
    for (const webhook of object.webhooks as { clientConfig: ClientConfig }[]) {
      setPort(webhook.clientConfig, ports.kueueWebhook);
    }
  } else if (kind === 'CustomResourceDefinition') {
    const { conversion } = object.spec as {
      conversion?: { webhook?: { clientConfig: ClientConfig } };
    };
    setPort(conversion?.webhook?.clientConfig, ports.kueueWebhook);
  }
  return object;
}
