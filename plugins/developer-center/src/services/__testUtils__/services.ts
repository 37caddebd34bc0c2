import type { Entity } from '@backstage/catalog-model';
import type { Run } from '@silogen/backstage-plugin-resource-manager-common';

/** A run that answers, with what workspaces and endpoints have in common. */
export const serviceRun = {
  id: 'run-1',
  project: 'research-llm',
  projectTitle: 'Language models',
  owner: 'user:default/nadia.llm',
  cluster: 'hall-a',
  clusterTitle: 'Hall A',
  pool: 'mi300x',
  gpuModel: 'mi300x',
  gpus: 2,
  state: 'running',
  origin: 'portal',
  submittedAt: '2026-11-24T10:00:00.000Z',
  startedAt: '2026-11-24T10:01:00.000Z',
  simulated: true,
} satisfies Partial<Run>;

/** A form as far as lists of forms read it. */
export function templateOf(name: string, title: string, type: string): Entity {
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      name,
      namespace: 'default',
      title,
      description: `About ${title}`,
    },
    spec: { type, owner: 'group:default/ai-platform-team', steps: [] },
  };
}
