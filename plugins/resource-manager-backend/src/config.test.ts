import { mockServices } from '@backstage/backend-test-utils';
import { readResourceManagerConfig } from './config';

const read = (resourceManager: object) =>
  readResourceManagerConfig(
    mockServices.rootConfig({ data: { resourceManager } }),
  );

describe('readResourceManagerConfig', () => {
  it('has no clusters when nothing is configured', () => {
    expect(readResourceManagerConfig(mockServices.rootConfig())).toMatchObject({
      clusters: [],
    });
  });

  it('reads the three ways to connect', () => {
    const { clusters } = read({
      clusters: [
        {
          name: 'a',
          title: 'Hall A',
          connect: { kubeconfig: { file: '/k', context: 'x' } },
          takeOver: true,
          drift: 'report',
        },
        {
          name: 'b',
          connect: {
            url: 'https://10.0.0.1:6443',
            tokenFile: '/t',
            caData: 'Y2E=',
          },
        },
        { name: 'c', connect: { inCluster: true } },
      ],
    });
    expect(clusters).toEqual([
      {
        name: 'a',
        title: 'Hall A',
        connect: { file: '/k', context: 'x' },
        takeOver: true,
        drift: 'report',
      },
      {
        name: 'b',
        title: 'b',
        connect: expect.objectContaining({
          url: 'https://10.0.0.1:6443',
          tokenFile: '/t',
          skipTlsVerify: false,
        }),
        takeOver: false,
        drift: 'correct',
      },
      {
        name: 'c',
        title: 'c',
        connect: { inCluster: true },
        takeOver: false,
        drift: 'correct',
      },
    ]);
  });

  const a = { name: 'a', connect: { inCluster: true } };
  it.each([
    [
      'no way to connect',
      { clusters: [{ name: 'a' }] },
      'resourceManager.clusters[0].connect must have exactly one',
    ],
    [
      'two ways to connect',
      {
        clusters: [
          a,
          { name: 'b', connect: { inCluster: true, url: 'https://x' } },
        ],
      },
      'resourceManager.clusters[1].connect must have exactly one of kubeconfig, url or inCluster, but has url and inCluster',
    ],
    [
      'no URL',
      { clusters: [{ name: 'a', connect: { url: '10.0.0.1' } }] },
      "resourceManager.clusters[0].connect.url '10.0.0.1'",
    ],
    [
      'two tokens',
      {
        clusters: [
          {
            name: 'a',
            connect: { url: 'https://x', token: 't', tokenFile: 'f' },
          },
        ],
      },
      'connect.token and',
    ],
    [
      'a name twice',
      { clusters: [a, a] },
      "resourceManager.clusters[1].name 'a' is used twice",
    ],
    [
      'an unknown way with drift',
      { clusters: [{ ...a, drift: 'ignore' }] },
      "resourceManager.clusters[0].drift 'ignore' must be correct",
    ],
    [
      'a bad name',
      { clusters: [{ ...a, name: 'Hall A' }] },
      "resourceManager.clusters[0].name 'Hall A'",
    ],
    [
      'a bad role',
      {
        seed: {
          projects: [
            {
              name: 'team-a',
              title: 'A',
              department: 'd',
              members: [{ user: 'user:default/a', role: 'boss' }],
            },
          ],
        },
      },
      "resourceManager.seed.projects[0].members[0].role 'boss' must be one of admin, member, viewer",
    ],
    [
      'a reserved name',
      { seed: { departments: [{ name: 'kube-x', title: 'X' }] } },
      "seed.departments[0].name 'kube-x' is reserved",
    ],
    [
      'an unknown cluster',
      {
        clusters: [a],
        seed: {
          pools: [{ cluster: 'z', name: 'p', title: 'P', selector: {} }],
        },
      },
      "seed.pools[0].cluster 'z'",
    ],
  ])('refuses %s and names the key', (_, data, message) => {
    expect(() => read(data)).toThrow(message);
  });
});
