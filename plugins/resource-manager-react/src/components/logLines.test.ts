import { appendChunk, closeLog, EMPTY_LOG, lineMatches } from './logLines';

function read(chunks: string[], limit = 100) {
  const log = chunks.reduce(
    (all, chunk) => appendChunk(all, chunk, limit),
    EMPTY_LOG,
  );
  return closeLog(log, limit);
}

describe('log lines', () => {
  it.each([
    ['whole lines', ['a\nb\n'], ['a', 'b']],
    ['a line in pieces', ['he', 'll', 'o\nx'], ['hello', 'x']],
    ['blank lines', ['a\n\nb\n'], ['a', '', 'b']],
    ['colours', ['\u001b[31mred\u001b[0m\n'], ['red']],
    ['a progress bar', ['10%\r50%\r100%\n'], ['100%']],
    ['Windows line ends', ['a\r\nb\r\n'], ['a', 'b']],
    ['nothing', [''], []],
  ])('%s', (_, chunks, lines) => {
    expect(read(chunks).lines).toEqual(lines);
  });

  it('keeps the newest lines and counts those it dropped', () => {
    const log = read(['1\n2\n3\n', '4\n5\n'], 2);
    expect(log.lines).toEqual(['4', '5']);
    expect(log.first).toBe(3);
  });

  it('matches without regard to case, and never on an empty search', () => {
    expect(lineMatches('CUDA Error', 'error')).toBe(true);
    expect(lineMatches('fine', 'error')).toBe(false);
    expect(lineMatches('fine', '')).toBe(false);
  });
});
