import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import type { PortalStack } from './stack';

/** Files of a stack that are wrong in one way each, and the configuration that names them. */
export interface FaultyParts {
  /** Not YAML: its third line is indented wrongly. */
  kubeconfig: string;
  /** A good AiModel, and one whose `spec.parameters.totalBillions` is a text. */
  entities: string;
}

const model = (name: string, totalBillions: unknown) => ({
  apiVersion: 'catalog.silogen.ai/v1alpha1',
  kind: 'AiModel',
  metadata: { name, title: name, description: 'Written by a test.' },
  spec: {
    type: 'foundation',
    lifecycle: 'production',
    owner: 'group:default/ai-platform-team',
    system: 'system:default/ai-platform',
    provider: 'Example',
    family: 'Example',
    task: 'text-generation',
    licence: { id: 'apache-2.0', name: 'Apache License 2.0' },
    languages: ['en'],
    parameters: { totalBillions },
    gated: false,
  },
});

/** Adds to a stack that has not started yet: a cluster `broken` with a malformed kubeconfig, and a wrong entity. */
export function addFaultyParts({ settings }: PortalStack): FaultyParts {
  const file = (name: string, text: string) => {
    const written = path.join(settings.dataDir, name);
    fs.writeFileSync(written, text);
    return written;
  };
  const kubeconfig = file(
    'broken.kubeconfig',
    'apiVersion: v1\nkind: Config\n  clusters: [\n',
  );
  const entities = file(
    'faulty-models.yaml',
    [model('well-written', 7), model('wrongly-written', 'seven')]
      .map(entity => stringify(entity))
      .join('---\n'),
  );
  const cluster = (name: string, from: string) => ({
    name,
    title: name,
    takeOver: true,
    connect: {
      kubeconfig: {
        file: from,
        ...(from === settings.kubeconfig && { context: name }),
      },
    },
  });
  settings.extraConfigs.push(
    file(
      'app-config.faulty.yaml',
      stringify({
        catalog: {
          locations: [
            ...[
              '../../catalog-info/all.yaml',
              '../../templates/all.yaml',
              entities,
            ].map(target => ({
              type: 'file',
              target,
            })),
          ],
        },
        resourceManager: {
          clusters: [
            cluster('hall-a', settings.kubeconfig),
            cluster('hall-b', settings.kubeconfig),
            cluster('broken', kubeconfig),
          ],
        },
      }),
    ),
  );
  return { kubeconfig, entities };
}
