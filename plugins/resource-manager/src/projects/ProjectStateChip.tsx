import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiDeleteBinLine,
  RiLoader4Line,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { Project } from '@silogen/backstage-plugin-resource-manager-common';
import {
  StatusChip,
  type Tone,
} from '@silogen/backstage-plugin-resource-manager-react';
import { resourceManagerTranslationRef } from '../translation';

const LOOKS: Record<
  Project['state'],
  { tone: Tone; Icon: RemixiconComponentType }
> = {
  pending: { tone: 'announcement', Icon: RiLoader4Line },
  ready: { tone: 'positive', Icon: RiCheckboxCircleLine },
  'partially-ready': { tone: 'warning', Icon: RiAlertLine },
  failed: { tone: 'negative', Icon: RiCloseCircleLine },
  deleting: { tone: 'neutral', Icon: RiDeleteBinLine },
};

/** Whether a project's namespace and queues stand, on one cluster or over all. */
export function ProjectStateChip(props: {
  state: Project['state'];
  message?: string;
}) {
  const { t } = useTranslationRef(resourceManagerTranslationRef);
  const { tone, Icon } = LOOKS[props.state];
  return (
    <StatusChip
      tone={tone}
      icon={<Icon size={16} aria-hidden />}
      label={t(`projects.state.${props.state}`)}
      explanation={props.message}
    />
  );
}
