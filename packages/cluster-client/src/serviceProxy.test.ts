import http from 'node:http';
import { createClusterClient } from './createClusterClient';
import { loadKubeConfig } from './loadKubeConfig';

describe('serviceProxy', () => {
  const client = createClusterClient({
    kubeConfig: loadKubeConfig({
      url: 'https://10.0.0.1:6443/',
      token: 'secret',
    }),
  });

  it('tells where a Service is behind the API server, with credentials and an agent', async () => {
    const address = await client.serviceProxy({
      namespace: 'team-a',
      name: 'notebook-1a2b3c',
      port: 'http',
    });
    expect(address.url).toBe(
      'https://10.0.0.1:6443/api/v1/namespaces/team-a/services/notebook-1a2b3c:http/proxy',
    );
    expect(address.headers).toEqual({ Authorization: 'Bearer secret' });
    expect(address.agent).toBeInstanceOf(http.Agent);
  });

  it.each([
    { namespace: '..', name: 'x', port: 80 },
    { namespace: 'team-a', name: 'a/../b', port: 80 },
    { namespace: 'team-a', name: '', port: 80 },
    { namespace: 'team-a', name: 'x', port: '80/proxy' },
  ])('refuses what is no name: %j', async service => {
    await expect(client.serviceProxy(service)).rejects.toThrow(
      'cannot name a Kubernetes object',
    );
  });
});
