import { comparisons } from "./condition";
import { type Expression, namesOf } from "./expression";
import { functionArities } from "./functions";
import { type FqlProblem, type Mark, type Token, tokenize } from "./tokens";

export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly problem: FqlProblem };

/** Thrown inside only. */
class Refused extends Error {
  constructor(readonly problem: FqlProblem) {
    super(problem.message);
  }
}

export const mostFqlCharacters = 20_000;
const deepest = 64;

class Parser {
  private at = 0;
  private depth = 0;
  /** Said last: what has not even the form of FQL comes first. */
  private unknown: FqlProblem | null = null;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly length: number,
  ) {}

  whole(): Expression {
    const first = this.joined("or");
    const items = [first];
    // Presets of Segment's own catalog list statements with commas, which its delivery takes for “and”.
    while (this.takeMark(",")) items.push(this.joined("or"));
    if (this.at < this.tokens.length) throw this.refused("Join statements with “and” or “or”.");
    if (this.unknown) throw new Refused(this.unknown);
    return items.length === 1 ? first : { kind: "joined", join: "and", items };
  }

  private refused(message: string, at = this.tokens[this.at]?.at ?? this.length): Refused {
    return new Refused({ message, at });
  }

  private takeMark(mark: Mark): boolean {
    const token = this.tokens[this.at];
    if (token?.type !== "mark" || token.mark !== mark) return false;
    this.at++;
    return true;
  }

  private expectMark(mark: Mark) {
    if (!this.takeMark(mark)) throw this.refused(`“${mark}” is missing here.`);
  }

  private takeWord(word: string): boolean {
    const token = this.tokens[this.at];
    if (token?.type !== "word" || token.word !== word) return false;
    this.at++;
    return true;
  }

  private joined(join: "and" | "or"): Expression {
    const operand = () => (join === "or" ? this.joined("and") : this.comparison());
    const first = operand();
    const items = [first];
    while (this.takeWord(join)) items.push(operand());
    return items.length === 1 ? first : { kind: "joined", join, items };
  }

  private comparison(): Expression {
    const left = this.operand();
    const token = this.tokens[this.at];
    const operator = token?.type === "mark" ? comparisons.find((each) => each === token.mark) : undefined;
    if (operator) this.at++;
    else if (!this.takeWord("in")) return left;
    return { kind: "compare", operator: operator ?? "in", left, right: this.operand() };
  }

  /** Everything that can hold something of its own kind goes through here, which keeps the stack bounded. */
  private operand(): Expression {
    if (++this.depth > deepest) throw this.refused(`Statements nest at most ${deepest} deep.`);
    const found = this.deeper();
    this.depth--;
    return found;
  }

  private deeper(): Expression {
    if (this.takeMark("!")) return { kind: "not", of: this.operand() };
    if (this.takeMark("[")) return { kind: "list", items: this.until("]") };
    if (!this.takeMark("(")) return this.value();
    const inner = this.joined("or");
    this.expectMark(")");
    return inner;
  }

  private value(): Expression {
    const token = this.tokens[this.at];
    if (!token || token.type === "mark") throw this.refused("A field, a value or a function is missing here.");
    if (token.type === "word") return this.word(token.word);
    this.at++;
    if (token.type !== "path") return { kind: "literal", value: token.value };
    if (!this.takeMark("(")) return { kind: "path", names: namesOf(token.text) };
    this.at--;
    return this.call(token.text, token.at);
  }

  private word(word: string): Expression {
    if (word !== "true" && word !== "false" && word !== "null") throw this.refused(`“${word}” does not belong here.`);
    this.at++;
    return { kind: "literal", value: word === "null" ? null : word === "true" };
  }

  private call(name: string, at: number): Expression {
    const arity = Object.hasOwn(functionArities, name) ? functionArities[name] : undefined;
    if (arity === undefined) {
      this.unknown ??= { message: `There is no function “${name.slice(0, 60)}”.`, at, unknownFunction: true };
    }
    this.expectMark("(");
    const given = this.until(")");
    if (arity !== undefined && given.length !== arity)
      throw this.refused(`${name} takes ${arity === 1 ? "one value" : `${arity} values`}.`, at);
    return { kind: "call", name, given };
  }

  private until(end: ")" | "]"): Expression[] {
    const items: Expression[] = [];
    while (!this.takeMark(end)) {
      if (items.length > 0) this.expectMark(",");
      items.push(this.joined("or"));
    }
    return items;
  }
}

/** Reads a statement of FQL, or says what is wrong with it and where; `all` is true for every event. */
export function parseExpression(text: string): ParsedExpression {
  if (text.trim() === "") return { ok: false, problem: { message: "The statement is empty.", at: 0 } };
  if (text.trim() === "all") return { ok: true, expression: { kind: "literal", value: true } };
  if (text.length > mostFqlCharacters) {
    const message = `A statement has at most ${mostFqlCharacters} characters.`;
    return { ok: false, problem: { message, at: mostFqlCharacters } };
  }
  const read = tokenize(text);
  if ("problem" in read) return { ok: false, problem: read.problem };
  try {
    return { ok: true, expression: new Parser(read.tokens, text.length).whole() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    throw error;
  }
}
