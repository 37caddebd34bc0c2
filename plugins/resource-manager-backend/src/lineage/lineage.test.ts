import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { assembleLineage } from './assembleLineage';
import { DatabaseLineageRuns } from './DatabaseLineageRuns';
import { LineageFinder } from './LineageFinder';
import type { LineageRun, LineageRuns } from './types';
import {
  databaseIds,
  migratedDatabase,
  runRecord,
  seedProjects,
} from '../runs/__testUtils__/database';
import { rowOfRun } from '../runs/store/rows';

const model = (name: string) => `aimodel:default/${name}`;
const BASE = model('base');
const TUNED = model('tuned');
const OTHER = model('other');
const AGAIN = model('again');
const DATA = 'aidataset:default/data';
const MORE = 'aidataset:default/more';
const ENGINE = 'aiworkload:default/engine';

function entity(ref: string, relations: [string, string][] = []): Entity {
  const [, kind, name] = /^(\w+):default\/(.+)$/.exec(ref)!;
  const kinds: Record<string, string> = {
    aimodel: 'AiModel',
    aidataset: 'AiDataset',
    aiworkload: 'AiWorkload',
  };
  return {
    apiVersion: 'catalog.silogen.ai/v1alpha1',
    kind: kinds[kind] ?? 'Group',
    metadata: { name, title: name.toUpperCase() },
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
    spec: {},
  };
}

const catalogue = [
  entity(BASE, [
    ['hasFineTune', TUNED],
    ['hasFineTune', OTHER],
    ['ownedBy', 'group:default/g'],
  ]),
  entity(TUNED, [
    ['fineTunedFrom', BASE],
    ['trainedOn', DATA],
    ['producedBy', ENGINE],
    ['hasFineTune', AGAIN],
  ]),
  entity(OTHER, [
    ['fineTunedFrom', BASE],
    ['trainedOn', MORE],
  ]),
  entity(AGAIN, [['fineTunedFrom', TUNED]]),
  entity(DATA, [['usedToTrain', TUNED]]),
  entity(MORE, [['usedToTrain', OTHER]]),
  entity(ENGINE, [['produces', TUNED]]),
];

function run(id: string, rest: Partial<LineageRun> = {}): LineageRun {
  return {
    id,
    name: id,
    type: 'fine-tuning',
    project: 'team-a',
    state: 'succeeded',
    suspended: false,
    submittedAt: '2026-01-01T10:00:00.000Z',
    simulated: false,
    ...rest,
  };
}

const tuning = run('tuning', {
  model: BASE,
  dataset: DATA,
  workload: ENGINE,
  outputModel: TUNED,
});
const endpoint = run('endpoint', {
  type: 'inference',
  state: 'running',
  model: TUNED,
  workload: 'aiworkload:default/serving',
});

function inMemory(runs: readonly LineageRun[]): LineageRuns {
  return {
    making: async models =>
      runs.filter(({ outputModel }) => models.includes(outputModel ?? '')),
    using: async (refs, { limit }) => {
      const found = runs.filter(each =>
        [each.model, each.dataset, each.workload].some(
          ref => ref !== undefined && refs.includes(ref),
        ),
      );
      return { items: found.slice(0, limit), totalItems: found.length };
    },
  };
}

async function lineageOf(
  root: string,
  options: {
    runs?: LineageRun[];
    hidden?: string[];
    depth?: number;
    limit?: number;
    entities?: Entity[];
  } = {},
) {
  const { runs = [tuning, endpoint], hidden = [], limit = 60 } = options;
  const catalog = catalogServiceMock({
    entities: (options.entities ?? catalogue).filter(
      each =>
        !hidden.includes(
          `${each.kind.toLocaleLowerCase('en-US')}:default/${
            each.metadata.name
          }`,
        ),
    ),
  });
  const requests = jest.spyOn(catalog, 'getEntitiesByRefs');
  const found = await LineageFinder.create({
    catalog,
    runs: inMemory(runs),
  }).find({
    root,
    depth: options.depth ?? 3,
    runLimit: limit,
    filter: 'all',
    credentials: mockCredentials.user(),
  });
  const lineage = found && assembleLineage(found, { limit });
  return {
    requests: requests.mock.calls.length,
    nodes: lineage?.nodes.map(({ id }) => id).sort(),
    edges: lineage?.edges
      .map(({ from, to, relation }) => `${from} ${relation} ${to}`)
      .sort(),
    kinds: Object.fromEntries(
      (lineage?.nodes ?? []).map(({ id, kind }) => [id, kind]),
    ),
    truncated: lineage?.truncated,
  };
}

describe('lineage', () => {
  it('joins the catalog with runs: dataset → run → model → endpoint', async () => {
    const { nodes, edges, kinds, truncated } = await lineageOf(TUNED);
    expect(nodes).toEqual(
      [AGAIN, BASE, DATA, ENGINE, TUNED, 'endpoint', 'tuning'].sort(),
    );
    expect(edges).toEqual(
      [
        `${DATA} input tuning`,
        `${BASE} input tuning`,
        `${ENGINE} launches tuning`,
        `tuning output ${TUNED}`,
        `${TUNED} serves endpoint`,
        `${TUNED} fineTunedFrom ${AGAIN}`,
      ].sort(),
    );
    expect(kinds).toMatchObject({
      tuning: 'run',
      endpoint: 'endpoint',
      [DATA]: 'dataset',
      [TUNED]: 'model',
      [ENGINE]: 'workload',
    });
    expect(truncated).toBe(0);
  });

  it.each([
    [
      'a base model: all that came of it, with what went into that',
      BASE,
      [AGAIN, BASE, DATA, OTHER, TUNED, 'endpoint', 'tuning'],
    ],
    ['a dataset', DATA, [AGAIN, BASE, DATA, TUNED, 'endpoint', 'tuning']],
    [
      'a workload: what was launched from it',
      ENGINE,
      [AGAIN, BASE, DATA, ENGINE, TUNED, 'endpoint', 'tuning'],
    ],
    ['a model from the catalog alone', OTHER, [BASE, MORE, OTHER]],
  ])('shows of %s', async (_, root, wanted) => {
    expect((await lineageOf(root)).nodes).toEqual([...wanted].sort());
  });

  it('says what the catalog says where no run is seen', async () => {
    const { edges } = await lineageOf(TUNED, { runs: [] });
    expect(edges).toEqual(
      [
        `${BASE} fineTunedFrom ${TUNED}`,
        `${DATA} trainedOn ${TUNED}`,
        `${ENGINE} producedBy ${TUNED}`,
        `${TUNED} fineTunedFrom ${AGAIN}`,
      ].sort(),
    );
  });

  it('leaves out what may not be seen, and what lies behind it', async () => {
    const { nodes, truncated } = await lineageOf(BASE, {
      hidden: [TUNED],
      runs: [],
    });
    expect(nodes).toEqual([BASE, OTHER].sort());
    expect(truncated).toBe(0);
    expect((await lineageOf(TUNED, { hidden: [TUNED] })).nodes).toBeUndefined();
  });

  it('goes as far as it is asked to', async () => {
    expect((await lineageOf(BASE, { depth: 1 })).nodes).toEqual(
      [BASE, DATA, OTHER, TUNED, 'tuning'].sort(),
    );
  });

  it('asks the catalog once a generation, however wide it is', async () => {
    const many = Array.from({ length: 200 }, (_, index) => model(`m${index}`));
    const entities = [
      entity(
        BASE,
        many.map(ref => ['hasFineTune', ref]),
      ),
      ...many.map(ref => entity(ref, [['fineTunedFrom', BASE]])),
    ];
    const { requests, nodes, truncated } = await lineageOf(BASE, {
      entities,
      runs: [],
    });
    expect(requests).toBe(2);
    expect(nodes).toHaveLength(60);
    expect(nodes).toContain(BASE);
    expect(truncated).toBe(141);
  });

  it('counts the runs that it does not show', async () => {
    const runs = Array.from({ length: 30 }, (_, index) =>
      run(`run-${index}`, { model: BASE, type: 'evaluation' }),
    );
    const { nodes, edges, truncated } = await lineageOf(BASE, {
      runs,
      limit: 10,
      depth: 1,
    });
    expect(nodes).toHaveLength(10);
    expect(edges).toHaveLength(9);
    // 30 runs and two fine-tunes beside the model itself.
    expect(truncated).toBe(23);
  });

  it('ends where models were made from each other', async () => {
    const { nodes } = await lineageOf(BASE, {
      entities: [
        entity(BASE, [
          ['fineTunedFrom', OTHER],
          ['hasFineTune', OTHER],
        ]),
        entity(OTHER, [
          ['fineTunedFrom', BASE],
          ['hasFineTune', BASE],
        ]),
      ],
      runs: [],
      depth: 5,
    });
    expect(nodes).toEqual([BASE, OTHER].sort());
  });
});

describe('runs of a lineage', () => {
  const databases = TestDatabases.create({ ids: databaseIds });

  it.each(databases.eachSupportedId())(
    'are active or succeeded, of the projects of the caller, newest first, on %s',
    async id => {
      const knex = await migratedDatabase(databases, id);
      const ada = 'user:default/ada';
      await seedProjects(knex, { 'team-a': { [ada]: 'viewer' }, 'team-b': {} });
      const insert = (
        name: string,
        rest: Partial<ReturnType<typeof runRecord>>,
      ) =>
        knex('runs').insert({
          ...rowOfRun({ ...runRecord({ name }), ...rest }),
          created_by: null,
          idempotency_key: null,
          fence: 0,
          updated_at: '2026-01-01T00:00:00.000Z',
        });
      const at = (hour: number) => `2026-01-01T0${hour}:00:00.000Z`;
      await insert('old', {
        model: BASE,
        state: 'succeeded',
        outputModel: TUNED,
        submittedAt: at(1),
      });
      await insert('new', {
        dataset: DATA,
        state: 'running',
        submittedAt: at(3),
      });
      await insert('mid', {
        workload: ENGINE,
        state: 'waiting',
        submittedAt: at(2),
      });
      await insert('failed', { model: BASE, state: 'failed' });
      await insert('theirs', {
        model: BASE,
        state: 'succeeded',
        outputModel: TUNED,
        project: 'team-b',
      });

      const runs = DatabaseLineageRuns.create({ knex });
      const filter = { userRef: ada };
      const names = async (limit: number) => {
        const page = await runs.using([BASE, DATA, ENGINE], { filter, limit });
        return [page.items.map(({ name }) => name), page.totalItems];
      };
      expect(await names(10)).toEqual([['new', 'mid', 'old'], 3]);
      expect(await names(2)).toEqual([['new', 'mid'], 3]);
      expect(
        (await runs.making([TUNED], filter)).map(({ name }) => name),
      ).toEqual(['old']);
      expect(await runs.making([TUNED], 'none')).toEqual([]);
    },
  );
});
