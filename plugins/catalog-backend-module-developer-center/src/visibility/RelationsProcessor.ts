import {
  type CompoundEntityRef,
  DEFAULT_NAMESPACE,
  type Entity,
  getCompoundEntityRef,
  parseEntityRef,
} from '@backstage/catalog-model';
import {
  type CatalogProcessor,
  type CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import {
  aiRelationFields,
  DEFAULT_AI_VISIBILITY,
  visibilityOf,
  type AiRelationField,
} from '@silogen/backstage-plugin-developer-center-common';

/**
 * Emits the relations of our kinds.
 *
 * @remarks
 * A relation back stands on the other entity, which may be visible to everyone: the name of a model would be read there
 * by people who may not see the model. So it is emitted only for what is visible to the organisation. Whoever looks
 * for the others asks the catalog for entities with the relation forth, and is answered what they may see.
 */
export class RelationsProcessor implements CatalogProcessor {
  static create(): RelationsProcessor {
    return new RelationsProcessor();
  }

  getProcessorName(): string {
    return 'DeveloperCenterRelationsProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: unknown,
    emit: CatalogProcessorEmit,
  ): Promise<Entity> {
    const self = getCompoundEntityRef(entity);
    for (const field of aiRelationFields) {
      for (const target of targetsOf(entity, field)) {
        emit(
          processingResult.relation({
            source: self,
            type: field.forward,
            target,
          }),
        );
        if (visibilityOf(entity) === DEFAULT_AI_VISIBILITY) {
          emit(
            processingResult.relation({
              source: target,
              type: field.reverse,
              target: self,
            }),
          );
        }
      }
    }
    return entity;
  }
}

/** Short refs such as `ai-platform-team` mean the default namespace, wherever the entity is. */
function targetsOf(
  entity: Entity,
  { kinds, field, targets }: AiRelationField,
): CompoundEntityRef[] {
  if (!kinds.some(kind => sameKind(kind, entity.kind))) return [];
  return [entity.spec?.[field]]
    .flat()
    .filter((ref): ref is string => typeof ref === 'string' && ref !== '')
    .map(ref =>
      parseEntityRef(ref, {
        defaultKind: targets[0],
        defaultNamespace: DEFAULT_NAMESPACE,
      }),
    )
    .filter(ref => targets.some(kind => sameKind(kind, ref.kind)));
}

function sameKind(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en-US') === other.toLocaleLowerCase('en-US');
}
