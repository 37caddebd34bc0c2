import type { CatalogApi } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  scaffolderApiRef,
  type ScaffolderApi,
} from '@backstage/plugin-scaffolder-react';
import { formFieldsApiRef } from '@backstage/plugin-scaffolder-react/alpha';
import type {
  PoolCapacity,
  RunPreview,
} from '@silogen/backstage-plugin-resource-manager-common';
import {
  queryClientApiRef,
  resourceManagerApiRef,
  type ResourceManagerApi,
} from '@silogen/backstage-plugin-resource-manager-react';
import {
  createTestQueryClient,
  mockResourceManagerApi,
} from '@silogen/backstage-plugin-resource-manager-react/testUtils';
import type { ReactElement } from 'react';
import { aiDatasetPickerField } from '../fields/AiDatasetPicker';
import { aiModelPickerField } from '../fields/AiModelPicker';
import { launchSummaryField } from '../fields/LaunchSummary';
import { optionCardsField } from '../fields/OptionCards';
import { placementPickerField } from '../fields/PlacementPicker';
import { projectPickerField } from '../fields/ProjectPicker';
import { secretPickerField } from '../fields/SecretPicker';

export const apiVersion = 'catalog.silogen.ai/v1alpha1';

export const workload: Entity = {
  apiVersion,
  kind: 'AiWorkload',
  metadata: {
    name: 'llm-finetune-silogen-engine',
    namespace: 'default',
    title: 'Fine-tune a language model',
  },
  spec: {
    type: 'fine-tuning',
    owner: 'group:default/ai-platform-team',
    category: 'fine-tuning',
    resources: { gpus: { min: 1, default: 1, max: 8, allowed: [1, 8] } },
    accelerators: ['amd'],
    template: 'template:default/llm-finetune',
    interruption: 'resumes',
    runtime: { kind: 'job' },
    parameters: [
      {
        name: 'method',
        title: 'Objective',
        type: 'enum',
        values: ['sft'],
        default: 'sft',
      },
      {
        name: 'peft',
        title: 'Weights',
        type: 'enum',
        values: ['NO_PEFT', 'LORA'],
        default: 'NO_PEFT',
      },
      {
        name: 'quantization',
        title: 'Quantisation',
        type: 'enum',
        values: ['no-quantization', 'bits-and-bytes'],
        when: { parameter: 'peft', in: ['LORA'] },
      },
      { name: 'epochs', title: 'Epochs', type: 'integer', default: 1 },
      {
        name: 'loraR',
        title: 'Rank',
        type: 'integer',
        when: { parameter: 'peft', in: ['LORA'] },
      },
      { name: 'checkpointsRemote', title: 'Checkpoints', type: 'string' },
    ],
  },
};

export function model(name: string, title: string, spec: object = {}): Entity {
  return {
    apiVersion,
    kind: 'AiModel',
    metadata: { name, namespace: 'default', title },
    spec: {
      type: 'foundation',
      owner: 'group:default/ai-platform-team',
      provider: 'Maker',
      task: 'text-generation',
      licence: { name: 'Apache-2.0' },
      parameters: { totalBillions: 8 },
      fineTuning: { methods: ['lora'] },
      ...spec,
    },
  };
}

export const dataset: Entity = {
  apiVersion,
  kind: 'AiDataset',
  metadata: { name: 'dolly', namespace: 'default', title: 'Dolly' },
  spec: {
    type: 'dataset',
    owner: 'group:default/ai-platform-team',
    format: 'jsonl',
    rows: 15011,
    licence: { name: 'CC' },
  },
};

export function pool(overrides: Partial<PoolCapacity> = {}): PoolCapacity {
  return {
    cluster: 'instinct-1',
    clusterTitle: 'Instinct 1',
    pool: 'mi300x',
    poolTitle: 'Big GPUs',
    kind: 'gpu',
    gpuModel: 'mi300x',
    vendor: 'amd',
    resource: 'amd.com/gpu',
    access: 'borrow',
    guaranteed: '8',
    used: '6',
    borrowed: '0',
    freeGuaranteed: '2',
    borrowable: '4',
    reclaimable: '0',
    capacity: '16',
    waitingAhead: 0,
    largestNode: 8,
    simulated: false,
    ...overrides,
  };
}

export const preview: RunPreview = {
  problems: [],
  warnings: [],
  objects: [
    {
      apiVersion: 'kaiwo.silogen.ai/v1alpha1',
      kind: 'KaiwoJob',
      metadata: { name: 'night-run-0a1b2c' },
    },
  ],
  placement: {
    cluster: 'instinct-1',
    clusterTitle: 'Instinct 1',
    pool: 'mi300x',
    poolTitle: 'Big GPUs',
    reason: '1 guaranteed GPU is free',
  },
  verdict: {
    outcome: 'starts-now',
    text: 'One guaranteed GPU is free.',
    shortages: [],
    victims: [],
  },
};

/** Every field of this package, as the scaffolder's API gives them. */
export const formFieldsApi = {
  loadFormFields: async () => [
    aiModelPickerField,
    aiDatasetPickerField,
    projectPickerField,
    placementPickerField,
    optionCardsField,
    secretPickerField,
    launchSummaryField,
  ],
};

/** A portal with these entities, a Resource Manager and a scaffolder made of the given methods. */
export function renderLaunch(
  element: ReactElement,
  options: {
    entities?: Entity[];
    /** Instead of a catalog of the entities. */
    catalog?: CatalogApi;
    api?: Partial<ResourceManagerApi>;
    scaffolder?: Partial<ScaffolderApi>;
    initialRouteEntries?: string[];
  } = {},
) {
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [resourceManagerApiRef, mockResourceManagerApi(options.api)],
        [queryClientApiRef, createTestQueryClient()],
        [
          catalogApiRef,
          options.catalog ??
            catalogApiMock({ entities: options.entities ?? [] }),
        ],
        [scaffolderApiRef, (options.scaffolder ?? {}) as ScaffolderApi],
        [formFieldsApiRef, formFieldsApi],
      ]}
    >
      {element}
    </TestApiProvider>,
    { initialRouteEntries: options.initialRouteEntries },
  );
}
