/** Labels and annotations by which objects and runs find each other (the reference platform's names). */
export const LABEL_PROJECT = 'airm.silogen.ai/project-id';
export const LABEL_RUN = 'airm.silogen.ai/workload-id';
export const LABEL_COMPONENT = 'airm.silogen.ai/component-id';
export const LABEL_TYPE = 'airm.silogen.ai/workload-type';
export const ANNOTATION_SUBMITTER = 'airm.silogen.ai/submitter';

/** JSON on a pod: `{ step, totalSteps, epoch?, loss?, etaSeconds? }`. */
export const ANNOTATION_PROGRESS = 'airm.silogen.ai/progress';
/** JSON on a pod, written when its work is done: `{ metrics?: { name: number }, artefact?: string }`. */
export const ANNOTATION_RESULT = 'airm.silogen.ai/result';

export const LABEL_QUEUE = 'kueue.x-k8s.io/queue-name';
export const LABEL_PRIORITY = 'kueue.x-k8s.io/priority-class';
