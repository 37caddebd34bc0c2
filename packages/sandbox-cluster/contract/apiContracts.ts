import { randomBytes } from 'node:crypto';
import { accessContracts } from './access.contract';
import {
  typeOf,
  type Abilities,
  type ContractContext,
  type ContractTarget,
} from './context';
import { deletionContracts } from './deletion.contract';
import { listContracts } from './lists.contract';
import { logContracts } from './logs.contract';
import { objectContracts } from './objects.contract';
import { watchContracts } from './watches.contract';

/** What every API server promises, registered as jest tests on the target. */
export function apiContracts(
  target: () => ContractTarget,
  abilities: Abilities,
): void {
  const namespace = `contract-${randomBytes(3).toString('hex')}`;
  const context = (): ContractContext => ({ ...target(), namespace });

  // In a block of its own, so that its clean-up runs before that of the target.
  describe('API server', () => {
    beforeAll(async () => {
      const { client } = target();
      const namespaces = await typeOf(client, { group: '', kind: 'Namespace' });
      const metadata = { name: namespace };
      await client.create(namespaces, {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata,
      });
    });

    afterAll(async () => {
      const { client } = target();
      await client.delete(
        await typeOf(client, { group: '', kind: 'Namespace' }),
        namespace,
      );
    });

    accessContracts(context, abilities);
    objectContracts(context);
    deletionContracts(context);
    listContracts(context, abilities);
    watchContracts(context, abilities);
    logContracts(context, abilities);
  });
}
