import type { Matcher } from '../promql/ast';
import { PromqlEngine } from '../promql/engine';
import { BadQueryError } from '../promql/errors';
import { labelsKey, type Labels } from '../promql/labels';
import { parseQuery } from '../promql/parse';
import type { SandboxSeries } from '../series/SandboxSeries';
import {
  durationParameter,
  requiredParameter,
  timeParameter,
} from './parameters';
import { renderResult } from './render';

/** Where a tenant has series and where it has none. */
export type SeriesOfTenant = Pick<SandboxSeries, 'select' | 'metadata'>;

export const NO_SERIES: SeriesOfTenant = {
  select: () => [],
  metadata: () => [],
};

const LABEL_VALUES = /^\/api\/v1\/label\/([^/]+)\/values$/;

/** The part of the Prometheus HTTP API that reads series. */
export class QueryApi {
  readonly #series: SeriesOfTenant;
  readonly #engine: PromqlEngine;
  readonly #now: () => number;

  static create(options: {
    series: SeriesOfTenant;
    now: () => number;
    maxSamples?: number;
  }): QueryApi {
    return new QueryApi(options);
  }

  private constructor(options: Parameters<typeof QueryApi.create>[0]) {
    const { series, maxSamples } = options;
    this.#series = series;
    this.#now = options.now;
    this.#engine = PromqlEngine.create({
      source: series,
      ...(maxSamples === undefined ? {} : { maxSamples }),
    });
  }

  /** `data` of the answer, or `undefined` for a path that there is not. */
  answer(path: string, parameters: URLSearchParams): unknown {
    switch (path) {
      case '/api/v1/query':
        return renderResult(
          this.#engine.instant(
            requiredParameter(parameters, 'query'),
            timeParameter(parameters, 'time', this.#now()),
          ),
        );
      case '/api/v1/query_range':
        return renderResult(
          this.#engine.range(requiredParameter(parameters, 'query'), {
            startMs: timeParameter(parameters, 'start'),
            endMs: timeParameter(parameters, 'end'),
            stepMs: durationParameter(parameters, 'step'),
          }),
        );
      case '/api/v1/series':
        if (!parameters.has('match[]')) {
          throw new BadQueryError('no match[] parameter provided');
        }
        return this.#labelSets(parameters);
      case '/api/v1/labels':
        return unique(
          this.#labelSets(parameters).flatMap(labels => Object.keys(labels)),
        );
      case '/api/v1/metadata':
        return this.#metadata(parameters);
      default: {
        const name = LABEL_VALUES.exec(path)?.[1];
        return name === undefined
          ? undefined
          : unique(
              this.#labelSets(parameters).flatMap(
                labels => labels[decodeURIComponent(name)] ?? [],
              ),
            );
      }
    }
  }

  /** Label sets of the series that match any of `match[]`, all series where there is none. */
  #labelSets(parameters: URLSearchParams): Labels[] {
    const endMs = timeParameter(parameters, 'end', this.#now());
    const startMs = timeParameter(parameters, 'start', endMs - 12 * 3_600_000);
    const selectors = parameters.getAll('match[]').map(selectorOf);
    const found = new Map<string, Labels>();
    for (const matchers of selectors.length > 0 ? selectors : [[]]) {
      for (const { labels } of this.#series.select(matchers, startMs, endMs)) {
        found.set(labelsKey(labels), labels);
      }
    }
    return [...found.values()];
  }

  #metadata(parameters: URLSearchParams): Record<string, unknown> {
    const wanted = parameters.get('metric');
    const limit = Number(parameters.get('limit') ?? -1);
    const metrics = this.#series
      .metadata()
      .filter(({ name }) => wanted === null || name === wanted)
      .slice(0, limit >= 0 ? limit : undefined);
    return Object.fromEntries(
      metrics.map(({ name, type, help, unit = '' }) => [
        name,
        [{ type, help, unit }],
      ]),
    );
  }
}

function selectorOf(text: string): readonly Matcher[] {
  const expression = parseQuery(text);
  if (expression.type !== 'selector') {
    throw new BadQueryError(
      `invalid parameter "match[]": '${text}' is no series selector`,
    );
  }
  return expression.matchers;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
