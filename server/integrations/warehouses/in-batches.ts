/** Cuts a list into parts of at most so many. */
export function inBatches<T>(list: readonly T[], most: number): T[][] {
  const batches: T[][] = [];
  for (let at = 0; at < list.length; at += most) batches.push(list.slice(at, at + most));
  return batches;
}
