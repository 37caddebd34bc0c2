import type { AiWorkloadEntity } from '@silogen/backstage-plugin-developer-center-common';
import type { ListRunsQuery } from '@silogen/backstage-plugin-resource-manager-common';
import { runRecord } from '../__testUtils__/database';
import type { RunRecord } from '../types';
import { secondWorkspaceProblem } from './oneWorkspace';

const JUPYTER = 'aiworkload:default/dev-workspace-jupyterlab';
const ADA = 'user:default/ada';
const workload = (category: string) =>
  ({
    metadata: { name: 'dev-workspace-jupyterlab', title: 'JupyterLab' },
    spec: { category },
  } as unknown as AiWorkloadEntity);

const first = (change: Partial<RunRecord> = {}) =>
  runRecord({
    name: 'Reading room',
    type: 'workspace',
    workload: JUPYTER,
    state: 'running',
    intent: 'none',
    ...change,
  });

async function ask(runs: RunRecord[], category = 'workspace') {
  const queries: ListRunsQuery[] = [];
  const problem = await secondWorkspaceProblem({
    store: {
      list: async query => {
        queries.push(query);
        return { items: runs, totalItems: runs.length };
      },
    },
    request: { project: 'team-a', workload: JUPYTER },
    workload: workload(category),
    userRef: ADA,
  });
  return { problem, queries };
}

describe('secondWorkspaceProblem', () => {
  it('names the first one and what to do', async () => {
    const { problem } = await ask([first()]);
    expect(problem).toEqual({
      code: 'run.duplicate',
      kind: 'conflict',
      field: 'workload',
      problem:
        'You already have a JupyterLab in this project: Reading room, which is running.',
      remedy: 'Open that one, or stop it first.',
    });
  });

  it('asks for patience while the first one ends', async () => {
    const { problem } = await ask([first({ intent: 'stop' })]);
    expect(problem).toMatchObject({
      problem: expect.stringContaining('being stopped'),
      remedy: 'Wait a moment until it has stopped.',
    });
  });

  it('looks at the own ones of the project that have not ended', async () => {
    const { problem, queries } = await ask([]);
    expect(problem).toBeUndefined();
    expect(queries).toEqual([
      {
        type: ['workspace'],
        project: ['team-a'],
        owner: ADA,
        state: ['submitting', 'waiting', 'admitted', 'starting', 'running'],
        limit: 100,
      },
    ]);
  });

  it('minds no workspace of another kind', async () => {
    const other = first({
      workload: 'aiworkload:default/dev-workspace-vscode',
    });
    expect((await ask([other])).problem).toBeUndefined();
  });

  it('minds nothing but workspaces', async () => {
    expect(await ask([first()], 'inference')).toEqual({
      problem: undefined,
      queries: [],
    });
  });
});
