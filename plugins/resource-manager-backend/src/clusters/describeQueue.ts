import type { Queue } from '@silogen/backstage-plugin-resource-manager-common';
import { isEnforceable } from '../quotas/queueDiff';
import { maxAmount, quantityText, readAmount } from './amounts';
import { findCondition, type ClusterQueueObject } from './kubeTypes';

/** A ClusterQueue as its cluster reports it. */
export function describeQueue(
  queue: ClusterQueueObject,
  options: { managed: boolean },
): Queue {
  const active = findCondition(queue, 'Active');
  // Reserved, not only admitted, quota is what others cannot have.
  const usage = new Map(
    (queue.status?.flavorsReservation ?? []).flatMap(flavor =>
      (flavor.resources ?? []).map(
        resource => [`${flavor.name}/${resource.name}`, resource] as const,
      ),
    ),
  );
  return {
    name: queue.metadata.name,
    cohort: queue.spec?.cohortName || queue.spec?.cohort || undefined,
    active: active?.status === 'True',
    message: active?.status === 'True' ? undefined : active?.message,
    managed: options.managed,
    enforceable: isEnforceable(queue.spec),
    pending: queue.status?.pendingWorkloads ?? 0,
    admitted: queue.status?.admittedWorkloads ?? 0,
    flavors: (queue.spec?.resourceGroups ?? []).flatMap(group =>
      group.flavors.flatMap(flavor =>
        flavor.resources.map(
          ({ name, nominalQuota, borrowingLimit, lendingLimit }) => {
            const seen = usage.get(`${flavor.name}/${name}`);
            const text = (quantity: string | number | undefined) =>
              quantityText(name, readAmount(quantity));
            const used = readAmount(seen?.total);
            return {
              flavor: flavor.name,
              resource: name,
              nominal: text(nominalQuota),
              borrowingLimit:
                borrowingLimit === undefined ? undefined : text(borrowingLimit),
              lendingLimit:
                lendingLimit === undefined ? undefined : text(lendingLimit),
              used: quantityText(name, used),
              borrowed: text(
                seen?.borrowed ??
                  quantityText(
                    name,
                    maxAmount(0n, used - readAmount(nominalQuota)),
                  ),
              ),
            };
          },
        ),
      ),
    ),
  };
}
