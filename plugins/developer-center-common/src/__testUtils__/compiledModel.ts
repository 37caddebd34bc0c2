import { Entity } from '@backstage/catalog-model';
import {
  CatalogModelLayer,
  compileCatalogModel,
  defaultCatalogEntityModel,
} from '@backstage/catalog-model/alpha';
import Ajv from 'ajv';
import { developerCenterModelLayer } from '../kinds/model';

/**
 * The kind Template. Taken from the workspace's node_modules at run time since
 * only this test needs it.
 */
const { scaffolderCatalogModelLayer } = jest.requireActual<{
  scaffolderCatalogModelLayer: CatalogModelLayer;
}>('@backstage/plugin-scaffolder-common/alpha');

export const compiledModel = compileCatalogModel([
  defaultCatalogEntityModel,
  scaffolderCatalogModelLayer,
  developerCenterModelLayer,
]);

// The options of catalog-backend's own SchemaValidator.
const ajv = new Ajv({ allowUnionTypes: true, allErrors: true });

/** What the catalog would complain about in an entity. */
export function schemaProblems(entity: Entity): string[] {
  const kind = compiledModel.getKind(entity as Entity & { spec?: {} });
  if (!kind) {
    return [`kind ${entity.kind} is not known`];
  }
  const validate = ajv.compile(kind.jsonSchema);
  return validate(entity)
    ? []
    : validate.errors!.map(
        error =>
          `${error.instancePath} ${error.message} ${JSON.stringify(
            error.params,
          )}`,
      );
}
