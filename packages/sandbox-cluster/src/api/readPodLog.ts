import type { KubeObject } from '@silogen/cluster-client';
import { ApiError } from './ApiError';
import type { LogLine, PodLogSource } from './podLogs';

export interface PodLogRequest {
  container?: string;
  follow: boolean;
  previous: boolean;
  timestamps: boolean;
  tailLines?: number;
  sinceMs?: number;
  limitBytes?: number;
}

interface PodShape {
  spec?: {
    containers?: { name: string }[];
    initContainers?: { name: string }[];
  };
  status?: {
    containerStatuses?: {
      name: string;
      state?: {
        waiting?: { reason?: string };
        running?: object;
        terminated?: object;
      };
    }[];
  };
}

/** Writes a container's log; `write` gets whole lines, `end` is called once. */
export function servePodLog(options: {
  pod: KubeObject;
  request: PodLogRequest;
  logs: PodLogSource;
  write: (text: string | Buffer) => void;
  end: () => void;
}): { close(): void } {
  const { pod, request, logs, write, end } = options;
  const container = chooseContainer(pod, request.container);
  const { name, namespace } = pod.metadata;
  const log = logs.open({
    namespace: namespace ?? '',
    pod: name,
    container,
    previous: request.previous,
  });
  if (!log) {
    throw missingLog(pod, container, request.previous);
  }
  let left = request.limitBytes ?? Infinity;
  let unsubscribe = () => {};
  let closed = false;
  const close = () => {
    if (!closed) {
      closed = true;
      unsubscribe();
      end();
    }
  };
  const send = (line: LogLine) => {
    if (closed) {
      return;
    }
    const text = Buffer.from(
      `${request.timestamps ? `${nanoTime(line.timeMs)} ` : ''}${line.text}\n`,
    );
    write(text.length > left ? text.subarray(0, left) : text);
    left -= text.length;
    if (left <= 0) {
      close();
    }
  };
  const recent = log.lines.filter(
    line => line.timeMs >= (request.sinceMs ?? -Infinity),
  );
  const tail =
    request.tailLines === undefined
      ? 0
      : Math.max(0, recent.length - request.tailLines);
  recent.slice(tail).forEach(send);
  if (!request.follow || log.ended) {
    close();
  } else if (!closed) {
    unsubscribe = log.subscribe(send, close);
  }
  return { close };
}

function chooseContainer(pod: KubeObject, wanted: string | undefined): string {
  const { spec } = pod as unknown as PodShape;
  const names = [
    ...(spec?.containers ?? []),
    ...(spec?.initContainers ?? []),
  ].map(container => container.name);
  if (wanted !== undefined) {
    if (!names.includes(wanted)) {
      throw ApiError.badRequest(
        `container ${wanted} is not valid for pod ${pod.metadata.name}`,
      );
    }
    return wanted;
  }
  const fallback =
    pod.metadata.annotations?.['kubectl.kubernetes.io/default-container'];
  if (fallback && names.includes(fallback)) {
    return fallback;
  }
  if (names.length !== 1) {
    throw ApiError.badRequest(
      `a container name must be specified for pod ${
        pod.metadata.name
      }, choose one of: [${names.join(' ')}]`,
    );
  }
  return names[0];
}

function missingLog(
  pod: KubeObject,
  container: string,
  previous: boolean,
): ApiError {
  const { name } = pod.metadata;
  if (previous) {
    return ApiError.badRequest(
      `previous terminated container "${container}" in pod "${name}" not found`,
    );
  }
  const { status } = pod as unknown as PodShape;
  const state = status?.containerStatuses?.find(
    entry => entry.name === container,
  )?.state;
  return ApiError.badRequest(
    `container "${container}" in pod "${name}" is waiting to start: ${
      state?.waiting?.reason ?? 'ContainerCreating'
    }`,
  );
}

function nanoTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000000Z');
}
