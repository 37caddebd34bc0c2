import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Flex, Text } from '@backstage/ui';
import { resourceManagerTranslationRef } from '../translation';

/** Previous and next page, with how many there are in all; nothing where one page holds them. */
export function Pager(props: {
  totalItems?: number;
  shown: number;
  nextCursor?: string;
  hasPrevious: boolean;
  onNext: (cursor: string) => void;
  onPrevious: () => void;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { nextCursor } = props;
  if (!nextCursor && !props.hasPrevious) {
    return null;
  }
  return (
    <Flex align="center" gap="3" justify="end">
      {props.totalItems !== undefined && (
        <Text color="secondary" variant="body-small">
          {t('pager.shown', {
            shown: String(props.shown),
            total: String(props.totalItems),
          })}
        </Text>
      )}
      <Button
        variant="secondary"
        size="small"
        isDisabled={!props.hasPrevious}
        onPress={props.onPrevious}
      >
        {t('pager.previous')}
      </Button>
      <Button
        variant="secondary"
        size="small"
        isDisabled={!nextCursor}
        onPress={() => nextCursor && props.onNext(nextCursor)}
      >
        {t('pager.next')}
      </Button>
    </Flex>
  );
}
