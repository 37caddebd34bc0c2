import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cachedFile, cacheFolder, contentKey } from './cache';

describe('cache', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'test-cluster-cache-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  it('has a key that depends on names, contents and texts', () => {
    const file = join(folder, 'go.mod');
    writeFileSync(file, 'module a');
    const key = contentKey(folder, [file], ['go1']);
    expect(contentKey(folder, [file], ['go1'])).toBe(key);
    expect(contentKey(folder, [file], ['go2'])).not.toBe(key);
    writeFileSync(file, 'module b');
    expect(contentKey(folder, [file], ['go1'])).not.toBe(key);
  });

  it('makes a file once', async () => {
    const make = jest.fn(async (file: string) => writeFileSync(file, 'built'));
    const options = { folder, name: 'tool', key: 'k', now: Date.now(), make };
    const file = await cachedFile(options);
    expect(await cachedFile(options)).toBe(file);
    expect(make).toHaveBeenCalledTimes(1);
    expect(readFileSync(file, 'utf8')).toBe('built');
  });

  it('keeps nothing of what could not be made', async () => {
    const make = async (file: string) => {
      writeFileSync(file, 'half');
      throw new Error('no');
    };
    await expect(
      cachedFile({ folder, name: 'tool', key: 'k', now: Date.now(), make }),
    ).rejects.toThrow('no');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('removes what nobody has used for two weeks when something new is made', async () => {
    const now = Date.now();
    const make = async (file: string) => writeFileSync(file, '');
    for (const key of ['old', 'young']) {
      await cachedFile({ folder, name: 'tool', key, now, make });
    }
    const longAgo = new Date(now - 15 * 24 * 3600 * 1000);
    utimesSync(join(folder, 'tool-old'), longAgo, longAgo);
    await cachedFile({ folder, name: 'tool', key: 'new', now, make });
    expect(readdirSync(folder).sort()).toEqual(['tool-new', 'tool-young']);
  });

  it.each([
    [{ TEST_CLUSTER_CACHE: '/c' }, '/c'],
    [{ XDG_CACHE_HOME: '/x' }, '/x/silogen-test-cluster'],
  ])('stands outside the tree: %j', (environment, expected) => {
    expect(cacheFolder(environment as NodeJS.ProcessEnv)).toBe(expected);
  });
});
