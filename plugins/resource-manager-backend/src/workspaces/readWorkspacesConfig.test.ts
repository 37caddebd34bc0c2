import { mockServices } from '@backstage/backend-test-utils';
import { readWorkspacesConfig } from './readWorkspacesConfig';

const read = (
  workspaces: object | undefined,
  baseUrl = 'http://localhost:7007',
) =>
  readWorkspacesConfig(
    mockServices.rootConfig({
      data: { app: { baseUrl }, resourceManager: { workspaces } },
    }),
  );

describe('readWorkspacesConfig', () => {
  it('is nothing where nothing is configured', () => {
    expect(read(undefined)).toBeUndefined();
  });

  it('needs a domain only', () => {
    expect(read({ domain: 'workspaces.localhost' })).toEqual({
      domain: 'workspaces.localhost',
      listen: { host: '127.0.0.1', port: 7008 },
      publicScheme: 'http',
      publicPort: 7008,
      portalUrl: 'http://localhost:7007',
    });
  });

  it('takes a port out of the environment, as text', () => {
    expect(
      read({ domain: 'workspaces.localhost', listen: { port: '7099' } }),
    ).toMatchObject({ listen: { port: 7099 }, publicPort: 7099 });
  });

  it('knows the usual ports, which browsers leave out', () => {
    expect(
      read(
        {
          domain: 'workspaces.example.com',
          listen: { host: '0.0.0.0' },
          publicUrl: { port: 443 },
        },
        'https://portal.example.com/ai/',
      ),
    ).toMatchObject({
      publicScheme: 'https',
      publicPort: undefined,
      portalUrl: 'https://portal.example.com/ai',
    });
  });

  it.each([
    [{ domain: 'localhost' }, 'resourceManager.workspaces.domain'],
    [
      { domain: 'work spaces.example.com' },
      'resourceManager.workspaces.domain',
    ],
    [{ domain: 'w.localhost', listen: { port: 70000 } }, 'listen.port'],
    [{ domain: 'w.localhost', listen: { port: 0 } }, 'listen.port'],
    [{ domain: 'w.localhost', publicUrl: { scheme: 'ftp' } }, 'scheme'],
  ])('names what is wrong in %j', (workspaces, field) => {
    expect(() => read(workspaces)).toThrow(field);
  });

  it('does not put workspaces above the portal, whose cookies they would get', () => {
    expect(() =>
      read({ domain: 'example.com' }, 'https://portal.example.com'),
    ).toThrow("'example.com' holds the portal itself");
    expect(() =>
      read({ domain: 'portal.example.com' }, 'https://portal.example.com'),
    ).toThrow('holds the portal itself');
  });

  it('does not let an https portal open http workspaces', () => {
    expect(() =>
      read(
        { domain: 'w.example.com', publicUrl: { scheme: 'http' } },
        'https://portal.example.com',
      ),
    ).toThrow('serve workspaces over https as well');
  });
});
