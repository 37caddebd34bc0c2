import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useQuery } from '@tanstack/react-query';
import {
  aiWorkloadCategories,
  isAiWorkloadEntity,
  type AiWorkloadCategory,
  type AiWorkloadEntity,
} from '@silogen/backstage-plugin-developer-center-common';

/** Templates and workloads are registered by people: far fewer than this. */
const MOST = 200;

/** A form, and what it launches. */
export interface Launchable {
  template: Entity;
  /** What the form launches, where a workload says that it is launched by it. */
  workload?: AiWorkloadEntity;
}

/** Forms of one category. */
export interface LaunchGroup {
  category: AiWorkloadCategory;
  items: Launchable[];
}

const typeOf = ({ spec }: Entity) =>
  typeof spec?.type === 'string' ? spec.type : undefined;

/** Templates by category, in the order of the categories; each with a workload that names it. */
export function groupLaunchables(
  templates: readonly Entity[],
  workloads: readonly Entity[],
): LaunchGroup[] {
  return aiWorkloadCategories
    .map(category => ({
      category,
      items: templates
        .filter(template => typeOf(template) === category)
        .map(template => ({
          template,
          workload: workloads
            .filter(isAiWorkloadEntity)
            .find(({ spec }) => spec.template === stringifyEntityRef(template)),
        })),
    }))
    .filter(({ items }) => items.length > 0);
}

/** What can be launched by a form. */
export function useLaunchGroups() {
  const catalog = useApi(catalogApiRef);
  return useQuery({
    queryKey: ['developer-center', 'launch-groups'],
    queryFn: async () => {
      const [templates, workloads] = await Promise.all([
        catalog.queryEntities({
          filter: { kind: 'Template', 'spec.type': [...aiWorkloadCategories] },
          orderFields: [{ field: 'metadata.title', order: 'asc' }],
          limit: MOST,
        }),
        catalog.queryEntities({ filter: { kind: 'AiWorkload' }, limit: MOST }),
      ]);
      return groupLaunchables(templates.items, workloads.items);
    },
  });
}
