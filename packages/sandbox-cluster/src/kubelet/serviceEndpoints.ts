import type { ServiceRegistry } from '../api/serviceRegistry';
import { matchesPairs } from '../controllers/kueue/selectors';
import { isTrue } from '../controllers/runtime/conditions';
import type { ControllerContext } from '../controllers/runtime/context';
import { keyOf } from '../controllers/runtime/informer';
import {
  KINDS,
  type Pod,
  type Service,
} from '../controllers/runtime/kubeTypes';
import { profileName } from '../profiles';
import { describeEndpoint } from './endpoint/describeEndpoint';
import { describeWorkspace } from './workspace/describeWorkspace';
import { SimulatedServer, type SimulatedService } from './simulatedServer';

/** What a pod's containers offer to others; `undefined` for programs that serve nothing. */
export function servedBy(pod: Pod): SimulatedService | undefined {
  const labels = pod.metadata.labels ?? {};
  const annotations = pod.metadata.annotations ?? {};
  for (const container of pod.spec.containers) {
    const profile = profileName({
      image: container.image,
      labels,
      annotations,
    });
    if (profile === 'inference') {
      return { kind: 'inference', description: describeEndpoint(container) };
    }
    if (profile === 'workspace') {
      const description = describeWorkspace(pod, container);
      return { kind: 'workspace', pod: pod.metadata.uid ?? '', description };
    }
  }
  return undefined;
}

/** Lets `services/proxy` reach what the ready pods of a Service serve, and nothing while none is ready. */
export async function addServiceEndpoints(
  context: ControllerContext,
  registry: ServiceRegistry,
): Promise<void> {
  const services = await context.findInformer<Service>(KINDS.service);
  if (!services) {
    return;
  }
  const pods = await context.informer<Pod>(KINDS.pod);
  const server = await SimulatedServer.start({
    now: () => context.clock.now(),
  });
  context.onStop(() => server.stop());
  const registered = new Map<string, () => void>();

  const queue = context.queue('service-endpoints', async key => {
    registered.get(key)?.();
    registered.delete(key);
    const [namespace, name] = key.split('/');
    const selector = services.get(key)?.spec?.selector;
    const ready =
      selector &&
      pods
        .list()
        .find(
          pod =>
            pod.metadata.namespace === namespace &&
            !pod.metadata.deletionTimestamp &&
            matchesPairs(pod.metadata.labels, selector) &&
            isTrue(pod.status?.conditions, 'Ready'),
        );
    const served = ready && servedBy(ready);
    if (!served) {
      server.withdraw(namespace, name);
    } else {
      const basePath = server.offer(namespace, name, served);
      registered.set(
        key,
        registry.register({ namespace, name }, { port: server.port, basePath }),
      );
    }
  });

  services.onChange(service => queue.add(keyOf(service)));
  pods.onChange((pod, previous, deleted) => {
    const before = isTrue(previous?.status?.conditions, 'Ready');
    const after = isTrue(pod.status?.conditions, 'Ready');
    if (!deleted && before === after && !pod.metadata.deletionTimestamp) {
      return;
    }
    services
      .list()
      .filter(service => service.metadata.namespace === pod.metadata.namespace)
      .filter(
        service =>
          service.spec?.selector &&
          matchesPairs(pod.metadata.labels, service.spec.selector),
      )
      .forEach(service => queue.add(keyOf(service)));
  });
}
