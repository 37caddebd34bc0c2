// For whoever type-checks only what imports this.
/// <reference path="./snappyjs.d.ts" />
import { Writer } from 'protobufjs/minimal';
import { compress } from 'snappyjs';

/** Time in milliseconds since the epoch; no value ends the series at that time, as when its target is gone. */
export type WrittenSample = readonly [
  timeMs: number,
  value: number | undefined,
];

export interface WrittenSeries {
  /** Its name is the label `__name__`. */
  labels: Readonly<Record<string, string>>;
  /** Oldest first. */
  samples: readonly WrittenSample[];
}

const SERIES_PER_REQUEST = 500;
/** Of one request; a store that is held up does not hold up whoever writes for ever. */
const TIMEOUT_MS = 30_000;

/** Wire types of protocol buffers. */
const VARINT = 0;
const FIXED_64 = 1;
const LENGTH_DELIMITED = 2;

/** The one NaN that ends a series: 0x7ff0000000000002. */
const STALE = { low: 2, high: 0x7ff00000 };

/**
 * Writes series by Prometheus remote write 1.0, the one protocol that Mimir and every Prometheus take.
 *
 * @throws Error with the words of the store when it refuses
 */
export async function remoteWrite(options: {
  url: string;
  /** Sent as X-Scope-OrgID. */
  tenant?: string;
  series: readonly WrittenSeries[];
}): Promise<void> {
  const { url, tenant, series } = options;
  for (let start = 0; start < series.length; start += SERIES_PER_REQUEST) {
    const part = series.slice(start, start + SERIES_PER_REQUEST);
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-protobuf',
        'content-encoding': 'snappy',
        'x-prometheus-remote-write-version': '0.1.0',
        ...(tenant && { 'x-scope-orgid': tenant }),
      },
      body: Buffer.from(compress(encodeWriteRequest(part))),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${url} refused (${response.status}): ${text.trim()}`);
    }
  }
}

/** The message `prometheus.WriteRequest`: `timeseries = 1`, in each `labels = 1` and `samples = 2`. */
export function encodeWriteRequest(
  series: readonly WrittenSeries[],
): Uint8Array {
  const request = Writer.create();
  for (const { labels, samples } of series) {
    request.uint32(tag(1, LENGTH_DELIMITED)).fork();
    // Stores take labels only in the order of their names.
    for (const name of Object.keys(labels).sort()) {
      request
        .uint32(tag(1, LENGTH_DELIMITED))
        .fork()
        .uint32(tag(1, LENGTH_DELIMITED))
        .string(name)
        .uint32(tag(2, LENGTH_DELIMITED))
        .string(labels[name])
        .ldelim();
    }
    samples.forEach(sample => encodeSample(request, sample));
    request.ldelim();
  }
  return request.finish();
}

/** `value = 1`, a double; `timestamp = 2`, an int64. */
function encodeSample(request: Writer, [timeMs, value]: WrittenSample): void {
  request.uint32(tag(2, LENGTH_DELIMITED)).fork().uint32(tag(1, FIXED_64));
  if (value === undefined) {
    // As two halves: NaN as a number would lose its bits.
    request.fixed32(STALE.low).fixed32(STALE.high);
  } else {
    request.double(value);
  }
  request.uint32(tag(2, VARINT)).int64(timeMs).ldelim();
}

function tag(field: number, wireType: number): number {
  // eslint-disable-next-line no-bitwise
  return (field << 3) | wireType;
}
