import { HclError, type Position } from "./error";

export interface Limits {
  /** UTF-16 units of one file. */
  readonly length: number;
  /** Brackets, blocks and calls inside one another. */
  readonly depth: number;
  /** Values, attributes and blocks of one file: bounds memory and, reading being linear, time. */
  readonly nodes: number;
}

/** Far beyond any real export: the largest tracking plan, 2,000 rules, stays below all three. */
export const defaultLimits: Limits = { length: 32 * 1024 * 1024, depth: 200, nodes: 2_000_000 };

/** Levels of a JSON document inside an attribute: leaves room for the blocks and brackets around it. */
export const maxJsonDepth = 180;

export function tooDeep(depth: number, file: string, position: Position | null): HclError {
  return new HclError(
    "too_large",
    `Values are nested more than ${depth} levels deep.`,
    "Flatten the value.",
    file,
    position,
  );
}
