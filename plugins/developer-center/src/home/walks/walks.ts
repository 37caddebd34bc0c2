import type { Me } from '@silogen/backstage-plugin-resource-manager-common';
import { paths } from '@silogen/backstage-plugin-resource-manager-react';

/** Whom a walk is for. */
export type WalkName =
  | 'developer'
  | 'manager'
  | 'administrator'
  | 'stakeholder';

/** Where a step leads: an address, or the page of a run that is looked up when the card is shown. */
export type StepTarget =
  | { href: string }
  | { run: { q?: string; owner?: string } };

/** One of the five stations of a walk; its texts stand in the translation under the same names. */
export interface WalkStep {
  name: string;
  target: StepTarget;
}

/** A walk through the world that the built-in sandbox starts with. */
export interface Walk {
  name: WalkName;
  steps: readonly WalkStep[];
}

/** GPUs of the launch that a developer is asked to try: a whole node, which a full pool does not have free. */
const TRIED_GPUS = 8;

function developerWalk(me: Me): Walk {
  const project = me.projects[0]?.name ?? '';
  const launch = paths.launch('template:default/llm-finetune', {
    model: 'aimodel:default/qwen2.5-7b-instruct',
    dataset: 'aidataset:default/databricks-dolly-15k',
    runName: 'my-first-run',
    method: 'lora',
    project,
    placement: {
      cluster: 'hall-a',
      pool: 'mi300x',
      gpus: TRIED_GPUS,
      priority: 'medium',
    },
  });
  return {
    name: 'developer',
    steps: [
      { name: 'capacity', target: { href: paths.project(project) } },
      {
        name: 'model',
        target: { href: paths.entity('aimodel:default/llama-3.1-8b-instruct') },
      },
      { name: 'wouldStart', target: { href: launch } },
      { name: 'follow', target: { run: { owner: me.userRef } } },
      { name: 'workspace', target: { href: paths.workspaces() } },
    ],
  };
}

const managerWalk: Walk = {
  name: 'manager',
  steps: [
    { name: 'whyWaiting', target: { run: { q: 'layout-model-sft' } } },
    {
      name: 'borrowing',
      target: { href: paths.quotas({ cluster: 'hall-a', pool: 'mi300x' }) },
    },
    {
      name: 'whatIf',
      target: { href: paths.quotas({ cluster: 'hall-a', pool: 'mi325x' }) },
    },
    { name: 'drift', target: { href: paths.quotas({ cluster: 'hall-b' }) } },
    { name: 'waste', target: { href: paths.overview() } },
  ],
};

const administratorWalk: Walk = {
  name: 'administrator',
  steps: [
    { name: 'clusters', target: { href: paths.clusters() } },
    { name: 'unhealthy', target: { href: paths.cluster('hall-b') } },
    { name: 'pools', target: { href: paths.pools() } },
    { name: 'people', target: { href: paths.projects() } },
    { name: 'connect', target: { href: paths.connectCluster() } },
  ],
};

const stakeholderWalk: Walk = {
  name: 'stakeholder',
  steps: [
    { name: 'sum', target: { href: paths.overview() } },
    {
      name: 'departments',
      target: { href: paths.overview({ by: 'department' }) },
    },
    { name: 'history', target: { href: paths.overview({ range: '14d' }) } },
    { name: 'catalogue', target: { href: '/models' } },
    { name: 'quotas', target: { href: paths.quotas() } },
  ],
};

/** The walk of a person: of the widest of their roles. */
export function walkFor(me: Me): Walk {
  if (me.may.manageClusters) return administratorWalk;
  if (me.may.manageQuotas) return managerWalk;
  if (me.may.launch && me.projects.length > 0) return developerWalk(me);
  return stakeholderWalk;
}
