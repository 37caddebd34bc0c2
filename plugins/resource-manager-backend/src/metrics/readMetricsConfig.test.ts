import { ConfigReader } from '@backstage/config';
import { readMetricsConfig } from './readMetricsConfig';

const clusters = [{ name: 'hall-a' }, { name: 'hall-b' }];
const read = (data: object) =>
  readMetricsConfig(
    new ConfigReader({ baseUrl: 'http://10.0.0.1:9009', ...data } as never),
    clusters,
  );

describe('readMetricsConfig', () => {
  it('is undefined where nothing is configured', () => {
    expect(readMetricsConfig(undefined, clusters)).toBeUndefined();
  });

  it('has defaults', () => {
    expect(read({ baseUrl: 'https://mimir.example.com/' })).toEqual({
      baseUrl: 'https://mimir.example.com',
      pathPrefix: '',
      tenants: new Map(),
      authorization: undefined,
      clusterLabel: 'k8s_cluster_name',
      clusterValues: new Map(),
      amdPrefix: '',
      timeoutMs: 10_000,
    });
  });

  it('reads everything', () => {
    expect(
      read({
        pathPrefix: '/prometheus/',
        tenant: { 'hall-a': 'a', 'hall-b': 'b|c' },
        auth: { type: 'basic', username: 'ada', password: 'p:w' },
        clusterLabel: '',
        clusterValues: { 'hall-b': 'demo-cluster' },
        amdPrefix: 'amd_',
        timeout: '3s',
      }),
    ).toEqual({
      baseUrl: 'http://10.0.0.1:9009',
      pathPrefix: '/prometheus',
      tenants: new Map([
        ['hall-a', 'a'],
        ['hall-b', 'b|c'],
      ]),
      authorization: `Basic ${Buffer.from('ada:p:w').toString('base64')}`,
      clusterLabel: '',
      clusterValues: new Map([['hall-b', 'demo-cluster']]),
      amdPrefix: 'amd_',
      timeoutMs: 3_000,
    });
  });

  it('reads one tenant for all, and a token', () => {
    expect(
      read({ tenant: 'sandbox', auth: { type: 'bearer', token: 't' } }),
    ).toMatchObject({
      tenants: new Map([['*', 'sandbox']]),
      authorization: 'Bearer t',
    });
  });

  it.each([
    [{ baseUrl: 'mimir:9009' }, 'resourceManager.metrics.baseUrl'],
    [{ baseUrl: 'ftp://mimir' }, 'is not an http or https URL'],
    [{ baseUrl: 'http://u:p@mimir' }, 'resourceManager.metrics.auth'],
    [{ baseUrl: 'http://mimir?x=1' }, 'a query'],
    [{ pathPrefix: 'prometheus' }, 'write it like /prometheus'],
    [{ tenant: 'a b' }, "tenant 'a b'"],
    [
      { tenant: { 'hall-c': 'x' } },
      'tenant.hall-c is not one of resourceManager.clusters: use hall-a, hall-b',
    ],
    [{ clusterLabel: 'a-b' }, "clusterLabel 'a-b'"],
    [{ clusterValues: { nowhere: 'x' } }, 'clusterValues.nowhere'],
    [{ amdPrefix: '1_' }, "amdPrefix '1_'"],
    [{ timeout: '0s' }, 'timeout is not above 0'],
    [{ auth: { type: 'digest' } }, "auth.type 'digest' is not known"],
    [{ auth: { type: 'bearer' } }, "'auth.token'"],
  ])('refuses %j', (data, message) => {
    expect(() => read(data)).toThrow(message);
  });
});
