/** Who submits in which project; all are users of the catalogue and members by the portal's seed. */
export const SUBMITTERS = {
  'research-llm': 'user:default/nadia.llm',
  'research-vision': 'user:default/viktor.vision',
  'products-assistant': 'user:default/pia.assistant',
  'products-documents': 'user:default/dario.documents',
  'operations-forecast': 'user:default/omar.forecast',
} as const;

export type WorldProject = keyof typeof SUBMITTERS;
export const WORLD_PROJECTS = Object.keys(SUBMITTERS) as WorldProject[];
