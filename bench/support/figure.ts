import type { Figure } from "@/server/cli/bench";

/** One line of a benchmark's table; `against` says what the other side is. */
export function figure(name: string, unit: Figure["unit"], ours: number, against: string, theirs: number): Figure {
  return { name, unit, ours: rounded(ours), against, theirs: rounded(theirs), ratio: rounded(ours / theirs) };
}

/** The same for the medians of times in milliseconds. */
export const compared = (name: string, ours: readonly number[], against: string, theirs: readonly number[]): Figure =>
  figure(name, "ms", median(ours), against, median(theirs));

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const rounded = (value: number) => Math.round(value * 1000) / 1000;
