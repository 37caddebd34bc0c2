import type { IndexableDocument } from '@backstage/plugin-search-common';
import type {
  Project,
  Run,
} from '@silogen/backstage-plugin-resource-manager-common';

/**
 * A run as search has it. Its state is left out: an index is minutes old, a state changes in seconds. The in-memory
 * engine knows only the fields of its first document, so every field is always there.
 *
 * @public
 */
export interface RunDocument extends IndexableDocument {
  /** Such as `fine-tuning`. */
  runType: string;
  /** Name of the project. */
  project: string;
  /** Name of the user. */
  owner: string;
  /** Id, inputs and place, for those who search by them. */
  keywords: string;
}

/**
 * A project as search has it.
 *
 * @public
 */
export interface ProjectDocument extends IndexableDocument {
  project: string;
  /** Name of the department. */
  department: string;
}

function nameOf(ref: string | undefined): string {
  return ref ? ref.slice(ref.indexOf('/') + 1) : '';
}

function words(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}

/** `fine-tuning in Language models by nadia.llm, qwen3-4b, databricks-dolly-15k, 8 GPUs`. */
export function runDocument(run: Run): RunDocument {
  const owner = nameOf(run.owner);
  const project = run.projectTitle ?? run.project;
  const text = [
    `${run.type} in ${project}${owner && ` by ${owner}`}`,
    nameOf(run.inputs?.model),
    nameOf(run.inputs?.dataset),
    run.gpus > 0 ? `${run.gpus} ${run.gpus === 1 ? 'GPU' : 'GPUs'}` : '',
  ];
  return {
    title: run.name,
    text: text.filter(Boolean).join(', '),
    location: `/runs/${run.id}`,
    runType: run.type,
    project: run.project,
    owner,
    keywords: words(
      run.id,
      nameOf(run.workload),
      nameOf(run.outputModel),
      run.cluster,
      run.pool,
      run.gpuModel,
    ),
    authorization: { resourceRef: run.id },
  };
}

export function projectDocument(project: Project): ProjectDocument {
  const department = project.departmentTitle ?? project.department;
  return {
    title: project.title,
    text: project.description
      ? `${project.description} (${department})`
      : `Project ${project.name} of ${department}`,
    location: `/resources/projects/${project.name}`,
    project: project.name,
    department: project.department,
    authorization: { resourceRef: project.name },
  };
}
