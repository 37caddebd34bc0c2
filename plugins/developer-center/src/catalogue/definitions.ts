import { aiWorkloadCategories } from '@silogen/backstage-plugin-developer-center-common';

/** One facet of a catalogue: a discrete field that the entities declare. */
export interface FacetDefinition {
  /** Name in the page's address. */
  id: string;
  /** Path of the field, as the catalog's filters take it. */
  field: string;
  /** Turns a stored value into what people read. */
  label?: (value: string) => string;
  /** Order of the values; by count where it is left out. */
  order?: readonly string[];
}

export type CatalogueKind = 'AiModel' | 'AiDataset' | 'AiWorkload';

/** What one catalogue page shows. */
export interface CatalogueDefinition {
  kind: CatalogueKind;
  /** Prefix of its texts in `translation.ts`. */
  id: 'models' | 'datasets' | 'workloads';
  facets: readonly FacetDefinition[];
  /** Fields that the search text is looked for in. */
  searchFields: readonly string[];
}

const sizeClasses: Record<string, string> = {
  'up-to-3b': 'up to 3 B',
  '3b-15b': '3–15 B',
  '15b-40b': '15–40 B',
  '40b-100b': '40–100 B',
  'over-100b': 'over 100 B',
};

const yesNo = (value: string) => (value === 'true' ? 'yes' : 'no');

const shelves: Record<string, string> = {
  'chat-ui': 'chat UI',
  'data-preparation': 'data preparation',
  'model-download': 'model download',
};

/** A category or group as people write it; most are words already. */
const shelf = (value: string) => shelves[value] ?? value;

const interruptions: Record<string, string> = {
  resumes: 'resumes',
  restarts: 'restarts from zero',
  'loses-session': 'loses its session',
};

/** GPUs that a run starts with. */
function gpuNeed(value: string): string {
  if (value === '0') return 'CPU only';
  return value === '1' ? '1 GPU' : `${value} GPUs`;
}

/** Texts that every kind is searched by. */
const common = ['metadata.name', 'metadata.title', 'metadata.description', 'metadata.tags'];

export const catalogues: Record<CatalogueDefinition['id'], CatalogueDefinition> = {
  models: {
    kind: 'AiModel',
    id: 'models',
    facets: [
      { id: 'task', field: 'spec.task' },
      {
        id: 'size',
        field: 'spec.sizeClass',
        label: value => sizeClasses[value] ?? value,
        order: Object.keys(sizeClasses),
      },
      { id: 'provider', field: 'spec.provider' },
      { id: 'fitsOn', field: 'spec.fitsOn', label: value => value.toLocaleUpperCase('en-US') },
      { id: 'method', field: 'spec.fineTuning.methods' },
      { id: 'licence', field: 'spec.licence.id' },
      { id: 'gated', field: 'spec.gated', label: yesNo },
      { id: 'type', field: 'spec.type' },
      { id: 'owner', field: 'spec.owner', label: nameOfRef },
    ],
    searchFields: [...common, 'spec.provider', 'spec.family'],
  },
  datasets: {
    kind: 'AiDataset',
    id: 'datasets',
    facets: [
      { id: 'task', field: 'spec.task' },
      { id: 'format', field: 'spec.format' },
      { id: 'licence', field: 'spec.licence.id' },
      { id: 'sensitivity', field: 'spec.sensitivity' },
      { id: 'personalData', field: 'spec.personalData' },
      { id: 'owner', field: 'spec.owner', label: nameOfRef },
    ],
    searchFields: common,
  },
  workloads: {
    kind: 'AiWorkload',
    id: 'workloads',
    facets: [
      { id: 'category', field: 'spec.category', label: shelf, order: aiWorkloadCategories },
      { id: 'group', field: 'spec.type', label: shelf },
      { id: 'launchable', field: 'spec.launchable.here', label: yesNo, order: ['true', 'false'] },
      { id: 'gpus', field: 'spec.resources.gpus.default', label: gpuNeed, order: ['0', '1', '2', '4', '8'] },
      { id: 'interruption', field: 'spec.interruption', label: value => interruptions[value] ?? value },
      { id: 'engine', field: 'spec.engine' },
      {
        id: 'accelerator',
        field: 'spec.accelerators',
        label: value => (value === 'amd' ? 'AMD' : value.toLocaleUpperCase('en-US')),
      },
      { id: 'owner', field: 'spec.owner', label: nameOfRef },
    ],
    searchFields: [...common, 'spec.engine', 'spec.type'],
  },
};

/** `group:default/ai-platform-team` → `ai-platform-team`. */
export function nameOfRef(ref: string): string {
  return ref.split('/').pop() ?? ref;
}
