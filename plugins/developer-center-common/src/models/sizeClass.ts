/** Size classes by total parameters, smallest first; each upper bound is inclusive. @public */
export const sizeClasses = [
  { id: 'up-to-3b', title: '≤3B', upToBillions: 3 },
  { id: '3b-15b', title: '3–15B', upToBillions: 15 },
  { id: '15b-40b', title: '15–40B', upToBillions: 40 },
  { id: '40b-100b', title: '40–100B', upToBillions: 100 },
  { id: 'over-100b', title: '>100B', upToBillions: Infinity },
] as const;

/** @public */
export type SizeClass = (typeof sizeClasses)[number]['id'];

/**
 * The size class of a model.
 *
 * @param billions - all parameters, in 10⁹.
 * @throws RangeError where this is not a positive number.
 * @public
 */
export function sizeClassOf(billions: number): SizeClass {
  const found = sizeClasses.find(c => billions <= c.upToBillions);
  if (!found || billions <= 0) {
    throw new RangeError(
      `parameters.totalBillions must be a positive number of 10⁹ parameters, not ${billions}`,
    );
  }
  return found.id;
}

/** What people call a size class; the id itself where it is unknown. @public */
export function sizeClassTitle(id: string): string {
  return sizeClasses.find(c => c.id === id)?.title ?? id;
}
