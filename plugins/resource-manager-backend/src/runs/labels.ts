/** Labels and annotations by which objects and runs find each other (the reference platform's names). */
export const LABEL_PROJECT = 'airm.silogen.ai/project-id';
export const LABEL_RUN = 'airm.silogen.ai/workload-id';
export const LABEL_COMPONENT = 'airm.silogen.ai/component-id';
export const LABEL_TYPE = 'airm.silogen.ai/workload-type';
export const ANNOTATION_SUBMITTER = 'airm.silogen.ai/submitter';

/**
 * JSON: the ports that a run's program answers on, `[{ "name": "http", "port": 8888 }]`. The run's Service is made of
 * it; its port `http` is what the workspace proxy opens.
 */
export const ANNOTATION_PORTS = 'airm.silogen.ai/ports';

/**
 * What somebody who submits without the portal may say of a run, on its main object: entity refs of workload, model and
 * dataset; `full`, `lora`, `qlora` or `dpo`; `resumes`, `restarts` or `loses-session`; where its output goes.
 */
export const ANNOTATION_WORKLOAD = 'airm.silogen.ai/workload';
export const ANNOTATION_MODEL = 'airm.silogen.ai/model';
export const ANNOTATION_DATASET = 'airm.silogen.ai/dataset';
export const ANNOTATION_METHOD = 'airm.silogen.ai/method';
export const ANNOTATION_INTERRUPTION = 'airm.silogen.ai/interruption';
export const ANNOTATION_OUTPUT_PATH = 'airm.silogen.ai/output-path';
/** Name for the model that a fine-tune makes; with workload, model and submitter, it is registered in the catalogue. */
export const ANNOTATION_OUTPUT_MODEL = 'airm.silogen.ai/output-model';

/** JSON on a pod: `{ step, totalSteps, epoch?, loss?, etaSeconds?, checkpointStep? }`. */
export const ANNOTATION_PROGRESS = 'airm.silogen.ai/progress';
/** JSON on a pod, written when its work is done: `{ metrics?: { name: number }, artefact?: string }`. */
export const ANNOTATION_RESULT = 'airm.silogen.ai/result';

export const LABEL_QUEUE = 'kueue.x-k8s.io/queue-name';
export const LABEL_PRIORITY = 'kueue.x-k8s.io/priority-class';
