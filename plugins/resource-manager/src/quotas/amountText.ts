import {
  amountOf,
  resourceKind,
} from '@silogen/backstage-plugin-resource-manager-react';

/** What is wrong with a number that was typed. */
export type AmountProblem = 'not-a-number' | 'negative' | 'not-whole';

const NUMBER = /^\d+([.,]\d+)?$/;
const MAX_DECIMALS = 1_000;

/** A quantity as it is typed: plain digits in GPUs, cores or GiB, at most three decimals. */
export function textOfQuantity(quantity: string, resource: string): string {
  return String(
    Math.round(amountOf(quantity, resource) * MAX_DECIMALS) / MAX_DECIMALS,
  );
}

/**
 * The quantity that was typed. GPUs are whole; cores go to milli-cores; memory and storage are GiB, kept as whole MiB.
 */
export function quantityOfText(
  text: string,
  resource: string,
): { quantity: string } | { problem: AmountProblem } {
  const trimmed = text.trim();
  if (trimmed.startsWith('-')) {
    return { problem: 'negative' };
  }
  if (!NUMBER.test(trimmed)) {
    return { problem: 'not-a-number' };
  }
  const value = Number(trimmed.replace(',', '.'));
  switch (resourceKind(resource)) {
    case 'cores':
      return {
        quantity: Number.isInteger(value)
          ? String(value)
          : `${Math.round(value * 1000)}m`,
      };
    case 'memory':
    case 'storage':
      return {
        quantity: Number.isInteger(value)
          ? `${value}Gi`
          : `${Math.round(value * 1024)}Mi`,
      };
    default:
      return Number.isInteger(value)
        ? { quantity: String(value) }
        : { problem: 'not-whole' };
  }
}
