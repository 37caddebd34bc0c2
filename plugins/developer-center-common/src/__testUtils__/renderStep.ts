interface TemplateRenderer {
  renderValue(value: string, context: unknown): unknown;
}

/** The expression engine of scaffolder-backend, from the workspace's node_modules. */
const { createTemplateRenderer } = jest.requireActual<{
  createTemplateRenderer(options: object): TemplateRenderer;
}>('nunjitsu');

/**
 * A template step's input with its expressions evaluated, in the way in which
 * scaffolder-backend does it: whole-string expressions keep their type, and
 * what is undefined is left out.
 */
export function renderStep<T>(input: T, context: object): T {
  const renderer = createTemplateRenderer({ filters: {}, globals: {} });
  return JSON.parse(JSON.stringify(input), (_key, value) =>
    typeof value === 'string' ? renderer.renderValue(value, context) : value,
  );
}
