import { PodLogRegistry } from './podLogs';

const REF = { namespace: 'lab', pod: 'p', container: 'c' };

function lines(...written: string[]) {
  return written.map((text, at) => ({ timeMs: at, text }));
}

function texts(registry: PodLogRegistry, previous = false) {
  return registry.open({ ...REF, previous })?.lines.map(line => line.text);
}

describe('PodLogRegistry', () => {
  it('hands new lines to followers until the container ends', () => {
    const registry = PodLogRegistry.create();
    registry.append(REF, lines('one'));
    const seen: string[] = [];
    const log = registry.open(REF)!;
    log.subscribe(
      line => seen.push(line.text),
      () => seen.push('<end>'),
    );
    registry.append(REF, lines('two', 'three'));
    registry.end(REF);
    registry.end(REF);
    expect(log.lines.map(line => line.text)).toEqual(['one']);
    expect(seen).toEqual(['two', 'three', '<end>']);
    expect(registry.open(REF)?.ended).toBe(true);
    expect(texts(registry)).toEqual(['one', 'two', 'three']);
  });

  it('keeps the log of the instance before', () => {
    const registry = PodLogRegistry.create();
    expect(texts(registry, true)).toBeUndefined();
    registry.start(REF);
    registry.append(REF, lines('first life'));
    registry.start(REF);
    registry.append(REF, lines('second life'));
    expect(texts(registry)).toEqual(['second life']);
    expect(texts(registry, true)).toEqual(['first life']);
  });

  it('drops the oldest lines of a container that writes too much', () => {
    const registry = PodLogRegistry.create({ maxBytesPerContainer: 100 });
    for (let at = 0; at < 50; at += 1) {
      registry.append(REF, lines(`line ${String(at).padStart(4, '0')}`));
    }
    const kept = texts(registry)!;
    expect(kept.length).toBeLessThanOrEqual(10);
    expect(kept[kept.length - 1]).toBe('line 0049');
  });

  it('forgets a pod with all its containers, and ends who follows', () => {
    const registry = PodLogRegistry.create();
    registry.append(REF, lines('x'));
    registry.append({ ...REF, pod: 'p2' }, lines('y'));
    const ended = jest.fn();
    registry.open(REF)!.subscribe(() => {}, ended);
    registry.removePod('lab', 'p');
    expect(ended).toHaveBeenCalledTimes(1);
    expect(registry.open(REF)).toBeUndefined();
    expect(registry.open({ ...REF, pod: 'p2' })).toBeDefined();
  });
});
