import { parseExpression } from "@/server/core/fql/parse-expression";
import type { FieldProblem } from "./types";

/**
 * What is wrong with an FQL text, and at which character; null when nothing is. A function that is not known here may
 * still be one of Segment's: an import keeps it.
 */
export function findFqlProblem(text: string): Omit<FieldProblem, "path"> | null {
  const parsed = parseExpression(text);
  if (parsed.ok) return null;
  const { message, at, unknownFunction } = parsed.problem;
  const placed = `${message} (At character ${at + 1}.)`;
  return unknownFunction ? { message: placed, tolerated: true } : { message: placed };
}
