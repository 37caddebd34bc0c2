import { isRecord } from './formData';

/** A property of a form's schema, as far as a review reads it. */
interface Property {
  title?: string;
  enum?: readonly unknown[];
  enumNames?: readonly string[];
  'ui:enumNames'?: readonly string[];
  'ui:field'?: string;
  'ui:widget'?: string;
  'ui:backstage'?: {
    review?: { show?: boolean; mask?: string; name?: string };
  };
}

/** One line of a review. `field` says which of our fields it came from, for those that are read in their own way. */
export interface ReviewItem {
  key: string;
  label: string;
  value: unknown;
  field?: string;
}

export interface ReviewSection {
  title?: string;
  items: ReviewItem[];
}

type Schema = Record<string, unknown>;

function branchesOf(dependency: Schema): Schema[] {
  const { oneOf } = dependency;
  return Array.isArray(oneOf) ? oneOf.filter(isRecord) : [dependency];
}

/** Whether a branch of a dependency is the one that the form's value chose. */
function isChosen(branch: Schema, key: string, value: unknown): boolean {
  const property = isRecord(branch.properties)
    ? branch.properties[key]
    : undefined;
  if (!isRecord(property)) return true;
  if ('const' in property) return property.const === value;
  return Array.isArray(property.enum) ? property.enum.includes(value) : true;
}

/** Properties that a form shows for these values, in order. */
function propertiesOf(
  schema: Schema,
  formData: Record<string, unknown>,
): [string, Property][] {
  const own = Object.entries(
    isRecord(schema.properties) ? schema.properties : {},
  );
  const dependencies = Object.entries(
    isRecord(schema.dependencies) ? schema.dependencies : {},
  );
  const conditional = dependencies.flatMap(([key, dependency]) =>
    isRecord(dependency) && formData[key] !== undefined
      ? branchesOf(dependency)
          .filter(branch => isChosen(branch, key, formData[key]))
          .flatMap(branch => propertiesOf(branch, formData))
          .filter(([name]) => name !== key)
      : [],
  );
  return [...own, ...conditional].filter((entry): entry is [string, Property] =>
    isRecord(entry[1]),
  );
}

function nameOfValue(property: Property, value: unknown): unknown {
  const names = property.enumNames ?? property['ui:enumNames'];
  return names?.[property.enum?.indexOf(value) ?? -1] ?? value;
}

function itemOf(key: string, property: Property, value: unknown): ReviewItem {
  const review = property['ui:backstage']?.review;
  const isSecret =
    property['ui:widget'] === 'password' || property['ui:field'] === 'Secret';
  return {
    key,
    label: review?.name ?? property.title ?? key,
    value: review?.mask ?? (isSecret ? '******' : nameOfValue(property, value)),
    field: property['ui:field'],
  };
}

/** What was filled in, by step, with the labels of the form; empty fields and those that a template hides are left out. */
export function reviewSections(
  steps: readonly { mergedSchema: Schema }[],
  formData: Record<string, unknown>,
): ReviewSection[] {
  return steps.map(({ mergedSchema }) => ({
    title:
      typeof mergedSchema.title === 'string' ? mergedSchema.title : undefined,
    items: propertiesOf(mergedSchema, formData)
      .filter(([key, property]) => {
        const value = formData[key];
        const isEmpty = value === undefined || value === null || value === '';
        return !isEmpty && property['ui:backstage']?.review?.show !== false;
      })
      .map(([key, property]) => itemOf(key, property, formData[key])),
  }));
}
