import { readLines } from './readLines';

async function read(chunks: Uint8Array[], maxLineBytes?: number) {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      chunks.forEach(chunk => controller.enqueue(chunk));
      controller.close();
    },
  });
  const lines = [];
  for await (const line of readLines(stream, { maxLineBytes })) {
    lines.push(line);
  }
  return lines;
}

const bytes = (text: string) => new Uint8Array(Buffer.from(text));

describe('readLines', () => {
  it('is the same for every way to cut the stream', async () => {
    const whole = bytes('{"a":"größe"}\n\n{"b":"日本"}\r\n{"c":1}\n');
    const expected = ['{"a":"größe"}', '{"b":"日本"}', '{"c":1}'];
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const lines = await read([whole.slice(0, cut), whole.slice(cut)]);
      expect(lines.map(line => line.text)).toEqual(expected);
      expect(lines.every(line => line.complete)).toBe(true);
    }
    const single = await read([...whole].map(byte => new Uint8Array([byte])));
    expect(single.map(line => line.text)).toEqual(expected);
  });

  it('marks a last line without a newline', async () => {
    expect(await read([bytes('a\nb')])).toEqual([
      { text: 'a', complete: true },
      { text: 'b', complete: false },
    ]);
  });

  it.each([
    ['with a newline', [bytes('123456\n')]],
    ['spread over chunks', [bytes('123'), bytes('456'), bytes('\n')]],
    ['without an end', [bytes('123'), bytes('456')]],
  ])('refuses a line beyond the bound, %s', async (_, chunks) => {
    await expect(read(chunks, 5)).rejects.toThrow('longer than 5 bytes');
  });

  it('takes a line of exactly the bound', async () => {
    expect(await read([bytes('12345\n')], 5)).toEqual([
      { text: '12345', complete: true },
    ]);
  });

  it('closes the stream when its reader leaves early', async () => {
    const cancelled = jest.fn();
    const stream = new ReadableStream<Uint8Array>({
      start: controller => controller.enqueue(bytes('a\nb\n')),
      cancel: cancelled,
    });
    for await (const line of readLines(stream)) {
      expect(line.text).toBe('a');
      break;
    }
    expect(cancelled).toHaveBeenCalledTimes(1);
  });
});
