import type { Container, Pod } from '../../controllers/runtime/kubeTypes';
import type { WorkspaceDescription } from './SimulatedWorkspace';

const SUBMITTER = 'airm.silogen.ai/submitter';
/** Kaiwo puts the name of its object on the pods. */
const KAIWO_NAME = 'kaiwo.silogen.ai/name';
const EDITOR = /code-server|vscode|openvscode/;

/** Which program a container would run, by all that says so. */
export function isEditor(container: {
  image: string;
  command?: readonly string[];
  args?: readonly string[];
}): boolean {
  const { image, command = [], args = [] } = container;
  return EDITOR.test([image, ...command, ...args].join(' '));
}

/** What the page of a workspace says of itself. */
export function describeWorkspace(
  pod: Pod,
  container: Container,
): WorkspaceDescription {
  const name = container.env?.find(each => each.name === 'RUN_NAME')?.value;
  const submitter = pod.metadata.annotations?.[SUBMITTER];
  return {
    program: isEditor(container) ? 'code-server' : 'jupyter',
    name: name || pod.metadata.labels?.[KAIWO_NAME] || pod.metadata.name,
    user: submitter?.replace(/^user:(default\/)?/, '') ?? 'owner unknown',
  };
}
