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
import { profileName, servedModel } from '../profiles';
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
      const env = Object.fromEntries(
        (container.env ?? []).map(({ name, value }) => [name, value ?? '']),
      );
      const title = servedModel({
        env,
        command: container.command ?? [],
        args: container.args ?? [],
      });
      return { kind: 'inference', title };
    }
    if (profile === 'workspace') {
      return { kind: 'workspace', title: pod.metadata.name };
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
    server.withdraw(namespace, name);
    const service = services.get(key);
    const selector = service?.spec?.selector;
    if (!service || !selector) {
      return;
    }
    const ready = pods
      .list()
      .find(
        pod =>
          pod.metadata.namespace === namespace &&
          !pod.metadata.deletionTimestamp &&
          matchesPairs(pod.metadata.labels, selector) &&
          isTrue(pod.status?.conditions, 'Ready'),
      );
    const served = ready && servedBy(ready);
    if (served) {
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
