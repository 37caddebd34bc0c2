import { parseQuantity } from '@silogen/backstage-plugin-resource-manager-common';
import { expect, test } from './fixtures';
import { launchLong, untilState } from './longRuns';
import { curlGet, curlName, kubectlGet, kubectlName } from './readers';
import type { KubeItem } from './stack';

const DEVELOPER = 'developer-llm';
const GPU = 'amd.com/gpu';
/** Only hall-a runs Kaiwo. What no project is guaranteed is lent from the catch-all queue, which is no project's. */
const clusters = [
  {
    name: 'hall-a',
    kinds: ['clusterqueues', 'workloads', 'kaiwojobs'],
    catchAll: 'kaiwo',
  },
  {
    name: 'hall-b',
    kinds: ['clusterqueues', 'workloads'],
    catchAll: 'unassigned',
  },
] as const;

type Numbers = Record<
  string,
  { guaranteed: bigint; used: bigint; borrowed: bigint }
>;

/** A quantity of a cluster may be a number; one that is not there counts as 0. */
const milli = (quantity: string | number | undefined) =>
  parseQuantity(String(quantity ?? 0));

/** What ClusterQueues say, by `queue/flavor/resource`. */
function numbersOfQueues(objects: readonly KubeItem[]): Numbers {
  const numbers: Numbers = {};
  for (const queue of objects.filter(({ kind }) => kind === 'ClusterQueue')) {
    for (const flavor of queue.spec.resourceGroups.flatMap(
      (group: any) => group.flavors,
    )) {
      const reserved =
        queue.status?.flavorsReservation?.find(
          ({ name }: any) => name === flavor.name,
        )?.resources ?? [];
      for (const { name, nominalQuota } of flavor.resources) {
        const use = reserved.find((resource: any) => resource.name === name);
        numbers[`${queue.metadata.name}/${flavor.name}/${name}`] = {
          guaranteed: milli(nominalQuota),
          used: milli(use?.total),
          borrowed: milli(use?.borrowed),
        };
      }
    }
  }
  return numbers;
}

/** The same of the portal's rows. */
function numbersOfRows(rows: readonly any[]): Numbers {
  return Object.fromEntries(
    rows.map(({ project, pool, resource, guaranteed, used, borrowed }) => [
      `${project}/${pool}/${resource}`,
      {
        guaranteed: milli(guaranteed),
        used: milli(used),
        borrowed: milli(borrowed),
      },
    ]),
  );
}

const isTrue = (object: KubeItem, type: string) =>
  object.status?.conditions?.find((condition: any) => condition.type === type)
    ?.status === 'True';

test.describe
  .serial('the pages, the API and the clusters tell the same', () => {
  const ids: Record<'own' | 'borrower' | 'waiting', string> = {
    own: '',
    borrower: '',
    waiting: '',
  };

  test(`${curlName} and ${kubectlName} show the same quotas and use`, async ({
    portal: { stack },
  }) => {
    ids.own = await launchLong(stack, DEVELOPER, 'research-llm', 'Parity own');
    await untilState(stack, DEVELOPER, ids.own, 'running');
    ids.borrower = await launchLong(stack, DEVELOPER, 'research-llm', 'Parity borrower');
    await untilState(stack, DEVELOPER, ids.borrower, 'running');
    ids.waiting = await launchLong(stack, DEVELOPER, 'research-llm', 'Parity waiting');
    await untilState(stack, DEVELOPER, ids.waiting, 'waiting');

    for (const { name, kinds, catchAll } of clusters) {
      for (const resource of ['', 'cpu', 'memory', 'ephemeral-storage']) {
        await test.step(`quotas of ${name} in ${
          resource || 'GPUs'
        }`, async () => {
          const query = `?cluster=${name}&limit=500${
            resource && `&resource=${resource}`
          }`;
          await expect(async () => {
            const { items } = await curlGet(
              stack,
              'resource-manager',
              `/quotas${query}`,
            );
            const onCluster = numbersOfQueues(
              await kubectlGet(stack, name, kinds),
            );
            const rows = numbersOfRows(items);
            expect(Object.keys(rows).length).toBeGreaterThan(0);
            for (const [key, row] of Object.entries(rows)) {
              // A project without access to a pool has a row, and its queue has no such flavor or nothing in it.
              expect(row, key).toEqual(
                onCluster[key] ?? { guaranteed: 0n, used: 0n, borrowed: 0n },
              );
            }
            const others = Object.keys(onCluster).filter(
              key =>
                key.endsWith(`/${resource || GPU}`) &&
                onCluster[key].guaranteed > 0n &&
                !(key in rows),
            );
            expect(
              others.filter(key => !key.startsWith(`${catchAll}/`)),
            ).toEqual([]);
          }).toPass({ timeout: 30_000 });
        });
      }
      await test.step(`queues of ${name}`, async () => {
        await expect(async () => {
          const { items } = await curlGet(
            stack,
            'administrator',
            `/clusters/${name}/queues?limit=500`,
          );
          const objects = await kubectlGet(stack, name, kinds);
          const queues = objects.filter(({ kind }) => kind === 'ClusterQueue');
          expect(
            items.map((queue: any) => [
              queue.name,
              queue.pending,
              queue.admitted,
              queue.active,
            ]),
          ).toEqual(
            queues.map(queue => [
              queue.metadata.name,
              queue.status?.pendingWorkloads ?? 0,
              queue.status?.admittedWorkloads ?? 0,
              isTrue(queue, 'Active'),
            ]),
          );
          const rows = items.flatMap((queue: any) =>
            queue.flavors.map((flavor: any) => ({
              ...flavor,
              project: queue.name,
              pool: flavor.flavor,
              guaranteed: flavor.nominal,
            })),
          );
          expect(numbersOfRows(rows)).toEqual(numbersOfQueues(objects));
        }).toPass({ timeout: 30_000 });
      });
    }
    const own = numbersOfQueues(
      await kubectlGet(stack, 'hall-a', ['clusterqueues']),
    )[`research-llm/mi325x/${GPU}`];
    expect(own).toEqual({
      guaranteed: 8_000n,
      used: 16_000n,
      borrowed: 8_000n,
    });
  });

  test(`${curlName} and ${kubectlName} show the same runs`, async ({
    page,
    portal,
  }) => {
    const { stack } = portal;
    const objects = await kubectlGet(stack, 'hall-a', [
      'clusterqueues',
      'workloads',
      'kaiwojobs',
    ]);
    const kaiwoJobOf = (id: string) => {
      const jobs = objects.filter(
        ({ kind, metadata }) =>
          kind === 'KaiwoJob' &&
          metadata.labels?.['airm.silogen.ai/workload-id'] === id,
      );
      expect(jobs).toHaveLength(1);
      return jobs[0];
    };
    const workloadOf = ({ metadata: job }: KubeItem) =>
      objects.find(
        ({ kind, metadata }) =>
          kind === 'Workload' &&
          metadata.namespace === job.namespace &&
          metadata.ownerReferences?.some(({ name }) => name === job.name),
      )!;
    for (const [key, id] of Object.entries(ids)) {
      await test.step(key, async () => {
        const run = await curlGet(stack, DEVELOPER, `/runs/${id}`);
        const job = kaiwoJobOf(id);
        const workload = workloadOf(job);
        expect(job.metadata.namespace).toBe(run.project);
        expect(workload.spec.queueName).toBe(run.project);
        expect(run.objects).toContainEqual(
          expect.objectContaining({
            kind: 'KaiwoJob',
            name: job.metadata.name,
          }),
        );
        const gpus = workload.spec.podSets.map(
          (set: any) =>
            Number(set.count) *
            set.template.spec.containers.reduce(
              (sum: number, { resources }: any) =>
                sum + Number(resources?.requests?.[GPU] ?? 0),
              0,
            ),
        );
        expect(
          gpus.reduce((sum: number, count: number) => sum + count, 0),
        ).toBe(run.gpus);
        if (key === 'waiting') {
          expect(run.state).toBe('waiting');
          expect(job.status.status).toBe('PENDING');
          expect(isTrue(workload, 'QuotaReserved')).toBe(false);
          const { message } = workload.status.conditions.find(
            ({ type }: any) => type === 'QuotaReserved',
          );
          expect(run.reason.message).toBe(message);
        } else {
          expect(run.state).toBe('running');
          expect(job.status.status).toBe('RUNNING');
          expect(isTrue(workload, 'Admitted')).toBe(true);
          expect(workload.status.admission.clusterQueue).toBe(run.project);
          expect(
            workload.status.admission.podSetAssignments.map(
              ({ flavors }: any) => flavors[GPU],
            ),
          ).toEqual([run.pool]);
        }
      });
    }
    // No KaiwoJob without its run, and no run that is not over without its KaiwoJob.
    const { items } = await curlGet(
      stack,
      'administrator',
      '/runs?cluster=hall-a&limit=500',
    );
    const over = ['succeeded', 'failed', 'stopped', 'deleted'];
    const live = items
      .filter((run: any) => !over.includes(run.state))
      .map((run: any) => run.id);
    const jobs = objects
      .filter(
        ({ kind, status }) =>
          kind === 'KaiwoJob' &&
          !['COMPLETE', 'FAILED', 'TERMINATED'].includes(status?.status),
      )
      .map(({ metadata }) => metadata.labels?.['airm.silogen.ai/workload-id']);
    expect(jobs.sort()).toEqual(live.sort());

    await portal.signIn('llm');
    await portal.open('/runs');
    for (const [name, state] of [
      ['Parity own', 'Running'],
      ['Parity borrower', 'Running'],
      ['Parity waiting', 'Waiting'],
    ]) {
      await expect(
        page.getByRole('row').filter({ hasText: name }).first(),
      ).toContainText(state);
    }
  });

  test(`the page of quotas shows what ${kubectlName} shows`, async ({
    page,
    portal,
  }) => {
    const { stack } = portal;
    await portal.signIn('manager');
    for (const { name, kinds } of clusters) {
      const onCluster = numbersOfQueues(await kubectlGet(stack, name, kinds));
      const { items } = await curlGet(
        stack,
        'resource-manager',
        `/quotas?cluster=${name}&limit=500`,
      );
      await portal.open(`/resources/quotas?cluster=${name}`);
      for (const row of items) {
        const { guaranteed, used, borrowed } = onCluster[
          `${row.project}/${row.pool}/${row.resource}`
        ] ?? {
          guaranteed: 0n,
          used: 0n,
          borrowed: 0n,
        };
        const gpus = (amount: bigint) => String(amount / 1000n);
        const use = borrowed
          ? `${gpus(used)} used = ${gpus(used - borrowed)} + ${gpus(
              borrowed,
            )} borrowed`
          : `${gpus(used)} used`;
        await test.step(`${row.projectTitle} in ${row.poolTitle} of ${name}`, async () => {
          const shown = page
            .getByRole('region', {
              name: `${row.poolTitle} on ${row.clusterTitle}`,
            })
            .getByRole('row')
            .filter({
              has: page.getByRole('rowheader', {
                name: row.projectTitle,
                exact: true,
              }),
            });
          await expect(shown).toContainText(use);
          await expect(
            shown.getByRole('textbox', {
              name: `Guaranteed to ${row.projectTitle} in ${row.poolTitle}`,
            }),
          ).toHaveValue(gpus(guaranteed));
          await expect(
            shown.getByRole('img', {
              name: `${row.projectTitle} in ${row.poolTitle}: guaranteed ${gpus(
                guaranteed,
              )} ${guaranteed === 1_000n ? 'GPU' : 'GPUs'} · ${use}`,
            }),
          ).toBeVisible();
        });
      }
    }
  });

  test.afterAll(async ({ stack }) => {
    for (const id of Object.values(ids).filter(Boolean))
      await stack.api(DEVELOPER, 'POST', `/runs/${id}/stop`);
  });
});
