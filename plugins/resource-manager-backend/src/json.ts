/** JSON columns are text on every database; what is in them was written by this plugin. */
export function parseJson<T>(text: string): T {
  return JSON.parse(text) as T;
}
