import { TestDatabases } from '@backstage/backend-test-utils';
import { databaseIds, migratedDatabase } from '../runs/__testUtils__/database';
import { WorkspaceStore } from './WorkspaceStore';

const databases = TestDatabases.create({ ids: databaseIds });
const pass = { run: 'run-1', userRef: 'user:default/ada', expiresAtMs: 1_000 };

describe.each(databases.eachSupportedId())('WorkspaceStore on %s', id => {
  let store: WorkspaceStore;
  beforeEach(async () => {
    store = WorkspaceStore.create({
      knex: await migratedDatabase(databases, id),
    });
  });

  it('gives a ticket to one of those that ask at once', async () => {
    await store.addTicket('t', pass);
    const used = await Promise.all(
      Array.from({ length: 8 }, () => store.useTicket('t', 500)),
    );
    expect(used.filter(Boolean)).toEqual([pass]);
    expect(await store.useTicket('t', 501)).toBeUndefined();
    expect(await store.useTicket('unknown', 1)).toBeUndefined();
  });

  it('keeps sessions until they are removed, with their cookies', async () => {
    await store.addSession('s', pass);
    await store.addCookie('s', 'c', 1);
    expect(await store.findSession('s')).toEqual(pass);
    await store.removeSession('s');
    expect(await store.findSession('s')).toBeUndefined();
    expect(await store.cookiesOf('s')).toEqual([]);
  });

  it('forgets what has expired, and nothing else', async () => {
    await store.addTicket('old', pass);
    await store.addSession('old', pass);
    await store.addCookie('old', 'c', 1);
    const later = { ...pass, expiresAtMs: 3_000 };
    await store.addTicket('new', later);
    await store.addSession('new', later);
    await store.clean(2_000);
    expect(await store.findSession('old')).toBeUndefined();
    expect(await store.useTicket('old', 2_000)).toBeUndefined();
    expect(await store.findSession('new')).toEqual(later);
    expect(await store.useTicket('new', 2_000)).toEqual(later);
  });

  it('remembers the newest cookies of a session', async () => {
    await store.addSession('s', pass);
    for (let at = 0; at < 70; at += 1) await store.addCookie('s', `c${at}`, at);
    await store.addCookie('s', 'c6', 100);
    const known = await store.cookiesOf('s');
    expect(known).toHaveLength(64);
    expect(known).toContain('c6');
    expect(known).not.toContain('c5');
  });
});
