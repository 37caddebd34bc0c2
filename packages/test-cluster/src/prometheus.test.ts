import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPrometheus } from '../components/prometheus/prometheus';

describe('findPrometheus', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'find-prometheus-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes the first program of that name', () => {
    const file = join(folder, 'prometheus');
    writeFileSync(file, '');
    chmodSync(file, 0o755);
    expect(findPrometheus(`/nonexistent:${folder}`)).toBe(file);
  });

  it('says how to get it where it is missing', () => {
    const file = join(folder, 'prometheus');
    writeFileSync(file, '', { mode: 0o644 });
    expect(() => findPrometheus(folder)).toThrow(
      'there is no prometheus on the PATH: install it (Debian: apt-get install prometheus)',
    );
  });
});
