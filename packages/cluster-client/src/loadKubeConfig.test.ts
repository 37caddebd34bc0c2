import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClusterClient } from './createClusterClient';
import { loadKubeConfig, type KubeConfigSource } from './loadKubeConfig';

const GOOD = `
apiVersion: v1
kind: Config
current-context: hall-a
clusters:
  - { name: a, cluster: { server: 'https://127.0.0.1:6443', certificate-authority: ca.pem } }
  - { name: b, cluster: { server: 'http://127.0.0.1:8001' } }
users:
  - { name: admin, user: { token: secret } }
  - { name: robot, user: { tokenFile: token.txt } }
contexts:
  - { name: hall-a, context: { cluster: a, user: admin } }
  - { name: hall-a-robot, context: { cluster: a, user: robot } }
  - { name: plain, context: { cluster: b, user: admin } }
  - { name: lost, context: { cluster: c, user: admin } }
  - { name: nobody, context: { cluster: a, user: ghost } }
`;

describe('loadKubeConfig', () => {
  let directory: string;
  let file: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'kubeconfig-'));
    file = join(directory, 'config');
    writeFileSync(file, GOOD);
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  it('loads the current context, with paths relative to the file', () => {
    const kubeConfig = loadKubeConfig({ file });
    expect(kubeConfig.getCurrentCluster()).toMatchObject({
      server: 'https://127.0.0.1:6443',
      caFile: join(directory, 'ca.pem'),
    });
    expect(kubeConfig.getCurrentUser()).toMatchObject({ token: 'secret' });
  });

  it.each([
    [
      'a context that does not exist',
      'nope',
      /context 'nope' does not exist; choose one of: hall-a, hall-a-robot, plain/,
    ],
    [
      'a cluster that is not listed',
      'lost',
      /context 'lost' names cluster 'c', which clusters does not list/,
    ],
    [
      'a user that is not listed',
      'nobody',
      /context 'nobody' names user 'ghost', which users does not list/,
    ],
    [
      'http without consent',
      'plain',
      /clusters 'b' server: 'http:.* would send credentials in clear/,
    ],
  ])('refuses %s', (_, context, message) => {
    expect(() => loadKubeConfig({ file, context })).toThrow(message);
  });

  it('says where a file is not YAML, without quoting it', () => {
    writeFileSync(
      file,
      'users: [{ name: a, user: { token: hunter2 } }]\n  clusters: [\n',
    );
    const load = () => loadKubeConfig({ file });
    expect(load).toThrow(
      /config: is not YAML: .+ in line 2, column \d+; correct the file/,
    );
    expect(load).not.toThrow(/hunter2/);
  });

  it.each([
    ['broken YAML', 'clusters: [', /config: /],
    ['an empty file', '', /config: .*empty/],
    ['a list', '- a', /config: it is not a mapping/],
    [
      'a cluster without a server',
      'clusters: [{ name: a, cluster: {} }]',
      /clusters\[0\].cluster.server is missing/,
    ],
    [
      'no current context',
      GOOD.replace('current-context: hall-a', ''),
      /current-context is not set; choose one of: hall-a/,
    ],
    [
      'a wrong current context',
      GOOD.replace('current-context: hall-a', 'current-context: x'),
      /current-context 'x' does not exist/,
    ],
  ])('refuses %s and names the file', (_, text, message) => {
    writeFileSync(file, text);
    expect(() => loadKubeConfig({ file })).toThrow(message);
    expect(() => loadKubeConfig({ file })).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
    expect(() => loadKubeConfig({ file })).toThrow(`kubeconfig ${file}`);
  });

  it('names a file that is not there', () => {
    expect(() => loadKubeConfig({ file: '/nowhere/config' })).toThrow(
      /kubeconfig \/nowhere\/config: cannot be read: ENOENT/,
    );
  });

  it.each<[string, KubeConfigSource, RegExp]>([
    ['a url that is none', { url: 'cluster' }, /url: 'cluster' is not a URL/],
    [
      'http without consent',
      { url: 'http://cluster.test' },
      /url: .* in clear/,
    ],
    [
      'two tokens',
      { url: 'https://c.test', token: 'a', tokenFile: 'b' },
      /token: give either/,
    ],
    [
      'a CA that is missing',
      { url: 'https://c.test', caFile: '/nowhere.pem' },
      /caFile: \/nowhere.pem/,
    ],
    [
      'inCluster outside a pod',
      { inCluster: true },
      /inCluster: this process does not run in a pod/,
    ],
  ])('refuses %s', (_, source, message) => {
    expect(() => loadKubeConfig(source)).toThrow(message);
  });

  it.each<[string, () => KubeConfigSource]>([
    [
      'a url',
      () => ({
        url: 'https://c.test',
        tokenFile: join(directory, 'token.txt'),
      }),
    ],
    ['a kubeconfig', () => ({ file, context: 'hall-a-robot' })],
  ])('reads the token file of %s again when it changes', async (_, source) => {
    writeFileSync(join(directory, 'ca.pem'), '');
    const seen: string[] = [];
    const client = createClusterClient({
      kubeConfig: loadKubeConfig(source()),
      fetch: async (__, init) => {
        seen.push(init.headers.Authorization);
        return Response.json({ gitVersion: 'v1' });
      },
    });
    writeFileSync(join(directory, 'token.txt'), 'first\n');
    await client.version();
    writeFileSync(join(directory, 'token.txt'), 'second-token\n');
    await client.version();
    expect(seen).toEqual(['Bearer first', 'Bearer second-token']);
    rmSync(join(directory, 'token.txt'));
    await expect(client.version()).rejects.toThrow(
      /tokenFile: cannot read a token from .*token.txt/,
    );
  });

  describe('that was sent as text', () => {
    const sent = (cluster: string, user: string) => `
apiVersion: v1
kind: Config
current-context: hall-a
clusters:
  - { name: a, cluster: { server: 'https://127.0.0.1:6443', ${cluster} } }
users:
  - { name: admin, user: { ${user} } }
contexts:
  - { name: hall-a, context: { cluster: a, user: admin } }
`;

    it('is taken with data and a token', () => {
      const kubeConfig = loadKubeConfig({
        text: sent('certificate-authority-data: aGk=', 'token: secret'),
      });
      expect(kubeConfig.getCurrentUser()).toMatchObject({ token: 'secret' });
      expect(kubeConfig.getCurrentCluster()).toMatchObject({ caData: 'aGk=' });
    });

    it.each([
      ['certificate-authority', 'certificate-authority: /etc/passwd', ''],
      ['exec', '', 'exec: { command: touch, args: [/tmp/owned] }'],
      ['auth-provider', '', 'auth-provider: { name: gcp }'],
      ['tokenFile', '', 'tokenFile: /etc/passwd'],
      ['client-certificate', '', 'client-certificate: /etc/passwd'],
      ['client-key', '', 'client-key: /etc/passwd'],
    ])('may not reach outside through %s', (field, cluster, user) => {
      expect(() => loadKubeConfig({ text: sent(cluster, user) })).toThrow(
        new RegExp(`${field} of .* names a file or a command`),
      );
    });

    it.each([
      ['no mapping', 'just words', /is not a mapping/],
      ['an unknown context', sent('', ''), /context 'other' does not exist/],
    ])('says what is wrong with %s', (_name, text, message) => {
      expect(() => loadKubeConfig({ text, context: 'other' })).toThrow(message);
    });
  });
});
