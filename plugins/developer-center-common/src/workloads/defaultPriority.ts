import { AiWorkloadCategory } from '../kinds/AiWorkloadEntity';

/** Priority of a run that asks for none. @public */
export type AiWorkloadPriority = 'low' | 'medium' | 'high';

const priorities: Record<AiWorkloadCategory, AiWorkloadPriority> = {
  'fine-tuning': 'medium',
  inference: 'high',
  evaluation: 'low',
  workspace: 'high',
  'pre-training': 'medium',
  'data-preparation': 'low',
  benchmark: 'low',
  'chat-ui': 'high',
  utility: 'low',
};

/**
 * The priority with which a workload starts where the launch names none: what
 * people wait at is high, training medium, everything in batches low.
 *
 * @public
 */
export function defaultPriorityOf(
  category: AiWorkloadCategory,
): AiWorkloadPriority {
  return priorities[category];
}
