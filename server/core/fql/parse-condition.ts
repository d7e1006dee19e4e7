import type { Comparison, Condition, Group, Row, Scalar } from "./condition";
import { comparisons } from "./condition";
import { type FqlProblem, type Mark, type Token, tokenize } from "./tokens";

export type ParsedCondition =
  | { readonly ok: true; readonly condition: Condition }
  | { readonly ok: false; readonly problem: FqlProblem | null };

/** Thrown inside only: the text is FQL at most in a form that rows cannot show. */
class Unrepresentable extends Error {}

const deepest = 2;

class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  private peekMark(mark: Mark): boolean {
    const token = this.tokens[this.at];
    return token?.type === "mark" && token.mark === mark;
  }

  private takeMark(mark: Mark): boolean {
    if (!this.peekMark(mark)) return false;
    this.at++;
    return true;
  }

  private expectMark(mark: Mark) {
    if (!this.takeMark(mark)) throw new Unrepresentable();
  }

  private takeWord(word: string): boolean {
    const token = this.tokens[this.at];
    if (token?.type !== "word" || token.word !== word) return false;
    this.at++;
    return true;
  }

  whole(): Row | Group {
    const found = this.joined("or");
    if (this.at < this.tokens.length) throw new Unrepresentable();
    return found;
  }

  private joined(join: "and" | "or"): Row | Group {
    const operand = () => (join === "or" ? this.joined("and") : this.operand());
    const items = [operand()];
    while (this.takeWord(join)) items.push(operand());
    const [only] = items;
    if (items.length === 1 && only) return only;
    // `a and (b and c)` means the same without its parentheses.
    return {
      kind: "group",
      join,
      items: items.flatMap((item) => (item.kind === "group" && item.join === join ? item.items : [item])),
    };
  }

  private operand(): Row | Group {
    if (this.takeMark("!")) return this.negated();
    if (!this.takeMark("(")) return this.row();
    const inner = this.joined("or");
    this.expectMark(")");
    return inner;
  }

  private negated(): Row {
    const parenthesised = this.takeMark("(");
    const row = this.row();
    if (parenthesised) this.expectMark(")");
    if (row.kind === "compare" || row.kind === "exists" || row.negated) throw new Unrepresentable();
    if (row.kind === "in" && !parenthesised) throw new Unrepresentable();
    return { ...row, negated: true };
  }

  private path(): string {
    const token = this.tokens[this.at];
    if (token?.type !== "path") throw new Unrepresentable();
    this.at++;
    return token.text;
  }

  private scalar(): Scalar {
    const token = this.tokens[this.at++];
    if (token?.type === "string" || token?.type === "number") return token.value;
    if (token?.type === "word" && (token.word === "true" || token.word === "false")) return token.word === "true";
    throw new Unrepresentable();
  }

  private row(): Row {
    const field = this.path();
    if (this.peekMark("(")) return this.call(field);
    if (this.takeWord("in")) return { kind: "in", field, values: this.list(), negated: false };
    const token = this.tokens[this.at++];
    const operator = token?.type === "mark" ? comparisons.find((each) => each === token.mark) : undefined;
    if (!operator) throw new Unrepresentable();
    return this.compared(field, operator);
  }

  private compared(field: string, operator: Comparison): Row {
    if (this.takeWord("null")) {
      if (operator !== "=" && operator !== "!=") throw new Unrepresentable();
      return { kind: "exists", field, negated: operator === "=" };
    }
    return { kind: "compare", field, operator, value: this.scalar() };
  }

  private call(name: string): Row {
    if (name !== "contains" && name !== "match") throw new Unrepresentable();
    this.expectMark("(");
    const field = this.path();
    this.expectMark(",");
    const value = this.scalar();
    this.expectMark(")");
    if (typeof value !== "string") throw new Unrepresentable();
    return { kind: "call", name, field, value, negated: false };
  }

  private list(): Scalar[] {
    this.expectMark("[");
    const values: Scalar[] = [];
    while (!this.takeMark("]")) {
      if (values.length > 0) this.expectMark(",");
      values.push(this.scalar());
    }
    return values;
  }
}

const depthOf = (item: Row | Group): number =>
  item.kind === "group" ? 1 + Math.max(0, ...item.items.map(depthOf)) : 0;

/**
 * A condition as the builder's rows. Not ok: with a problem when the text is not FQL at all, with null when it may be
 * FQL that rows cannot show, which then stays text.
 */
export function parseCondition(text: string): ParsedCondition {
  if (text.trim() === "all") return { ok: true, condition: { kind: "all" } };
  if (text.trim() === "") return { ok: false, problem: { message: "The condition is empty.", at: 0 } };
  const read = tokenize(text);
  if ("problem" in read) return { ok: false, problem: read.problem };
  try {
    const found = new Parser(read.tokens).whole();
    if (depthOf(found) > deepest) return { ok: false, problem: null };
    return { ok: true, condition: found.kind === "group" ? found : { kind: "group", join: "and", items: [found] } };
  } catch (error) {
    if (error instanceof Unrepresentable) return { ok: false, problem: null };
    throw error;
  }
}
