import type { ValueType } from './ast';

/** What a function takes and gives. */
export interface FunctionSignature {
  args: readonly ValueType[];
  /** So many of the last arguments may be left out. */
  optional?: number;
  /** The last argument may stand any number of times, also never. */
  variadic?: boolean;
  returns: ValueType;
}

const overTime: FunctionSignature = { args: ['matrix'], returns: 'vector' };
const ofVector: FunctionSignature = { args: ['vector'], returns: 'vector' };
const ofTime: FunctionSignature = {
  args: ['vector'],
  optional: 1,
  returns: 'vector',
};

/** Every function that the sandbox evaluates; any other answers 400. */
export const FUNCTIONS: Readonly<Record<string, FunctionSignature>> = {
  abs: ofVector,
  absent: ofVector,
  absent_over_time: overTime,
  avg_over_time: overTime,
  ceil: ofVector,
  changes: overTime,
  clamp: { args: ['vector', 'scalar', 'scalar'], returns: 'vector' },
  clamp_max: { args: ['vector', 'scalar'], returns: 'vector' },
  clamp_min: { args: ['vector', 'scalar'], returns: 'vector' },
  count_over_time: overTime,
  day_of_month: ofTime,
  day_of_week: ofTime,
  day_of_year: ofTime,
  days_in_month: ofTime,
  delta: overTime,
  exp: ofVector,
  first_over_time: overTime,
  floor: ofVector,
  hour: ofTime,
  idelta: overTime,
  increase: overTime,
  irate: overTime,
  label_join: {
    args: ['vector', 'string', 'string', 'string'],
    variadic: true,
    returns: 'vector',
  },
  label_replace: {
    args: ['vector', 'string', 'string', 'string', 'string'],
    returns: 'vector',
  },
  last_over_time: overTime,
  ln: ofVector,
  log10: ofVector,
  log2: ofVector,
  max_over_time: overTime,
  min_over_time: overTime,
  minute: ofTime,
  month: ofTime,
  present_over_time: overTime,
  quantile_over_time: { args: ['scalar', 'matrix'], returns: 'vector' },
  rate: overTime,
  resets: overTime,
  round: { args: ['vector', 'scalar'], optional: 1, returns: 'vector' },
  scalar: { args: ['vector'], returns: 'scalar' },
  sgn: ofVector,
  sort: ofVector,
  sort_desc: ofVector,
  sqrt: ofVector,
  stddev_over_time: overTime,
  stdvar_over_time: overTime,
  sum_over_time: overTime,
  time: { args: [], returns: 'scalar' },
  timestamp: ofVector,
  vector: { args: ['scalar'], returns: 'vector' },
  year: ofTime,
};
