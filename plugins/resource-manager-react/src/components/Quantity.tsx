import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { resourceManagerReactTranslationRef } from '../translation';
import { amountOf, formatNumber, resourceKind } from './amounts';

/** Says amounts and names of resources as people do: `8 GPUs`, `12.5 cores`, `128 GiB`. */
export function useAmountText(): {
  /** A canonical quantity with its unit. */
  amount: (value: string | number, resource: string) => string;
  /** The same without its unit, for a column whose header names it. */
  plain: (value: string | number, resource: string) => string;
  /** What the resource is called. */
  resourceName: (resource: string) => string;
} {
  const { t } = useTranslationRef(resourceManagerReactTranslationRef);
  const plain = (value: string | number, resource: string) =>
    formatNumber(amountOf(value, resource));
  return {
    plain,
    amount: (value, resource) => {
      const formatted = plain(value, resource);
      const count = amountOf(value, resource);
      switch (resourceKind(resource)) {
        case 'gpus':
          return t('amount.gpus', { count, formatted });
        case 'cores':
          return t('amount.cores', { count, formatted });
        case 'memory':
        case 'storage':
          return t('amount.gib', { formatted });
        default:
          return t('amount.plain', { formatted, resource });
      }
    },
    resourceName: resource => {
      const kind = resourceKind(resource);
      return kind === 'other' ? resource : t(`resource.${kind}`);
    },
  };
}

/** An amount with its unit. */
export function Quantity(props: { value: string | number; resource: string }) {
  const { amount } = useAmountText();
  return <>{amount(props.value, props.resource)}</>;
}
