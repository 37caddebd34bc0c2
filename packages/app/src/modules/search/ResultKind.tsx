import {
  RiDatabase2Line,
  RiFileTextLine,
  RiFolderLine,
  RiPlayCircleLine,
  RiRobot2Line,
  RiRocketLine,
  RiStackLine,
  RiTeamLine,
  RiUserLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { StatusChip } from '@silogen/backstage-plugin-resource-manager-react';

const ICONS: Record<string, RemixiconComponentType> = {
  Model: RiRobot2Line,
  Dataset: RiDatabase2Line,
  Workload: RiStackLine,
  Run: RiPlayCircleLine,
  Project: RiFolderLine,
  Person: RiUserLine,
  Group: RiTeamLine,
  'Launch form': RiRocketLine,
};

/** Tells what was found, so that a run and the model that it made are told apart. */
export function ResultKind({ word }: { word: string }) {
  const Icon = ICONS[word] ?? RiFileTextLine;
  return (
    <StatusChip
      tone="neutral"
      icon={<Icon size={16} aria-hidden />}
      label={word}
    />
  );
}
