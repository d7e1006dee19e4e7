import { functionNamed, member, OPERATORS } from "./operators";
import { ExpressionError, type Token, tokens } from "./tokens";

/** What an expression can see: the trigger event, and for waits and cancellations the new one as `async`. */
export type Scope = { event: unknown; async?: unknown };
export type Expression = (scope: Scope) => unknown;

const LITERALS: Record<string, unknown> = { true: true, false: false, null: null };
const ROOTS: Record<string, Expression> = { event: (scope) => scope.event, async: (scope) => scope.async ?? null };
const MAX_DEPTH = 100;

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly source: Token[]) {}

  whole(): Expression {
    const expression = this.choice();
    if (this.peek().kind !== "end") this.fail();
    return expression;
  }

  private peek(): Token {
    return this.source[this.at] ?? { kind: "end", value: "", at: 0 };
  }

  private fail(): never {
    const token = this.peek();
    const what = token.kind === "end" ? "end" : JSON.stringify(token.value);
    throw new ExpressionError(`unexpected ${what} at position ${token.at}`);
  }

  private takes(sign: string): boolean {
    const token = this.peek();
    if (token.kind !== "sign" || token.value !== sign) return false;
    this.at++;
    return true;
  }

  private expect(sign: string): void {
    if (!this.takes(sign)) this.fail();
  }

  private choice(): Expression {
    if (++this.depth > MAX_DEPTH) throw new ExpressionError("the expression is nested too deeply");
    const test = this.either();
    this.depth--;
    if (!this.takes("?")) return test;
    const yes = this.choice();
    this.expect(":");
    const no = this.choice();
    return (scope) => (test(scope) === true ? yes(scope) : no(scope));
  }

  private either(): Expression {
    let left = this.both();
    while (this.takes("||")) {
      const [first, second] = [left, this.both()];
      left = (scope) => first(scope) === true || second(scope) === true;
    }
    return left;
  }

  private both(): Expression {
    let left = this.binary(3);
    while (this.takes("&&")) {
      const [first, second] = [left, this.binary(3)];
      left = (scope) => first(scope) === true && second(scope) === true;
    }
    return left;
  }

  private binary(binds: number): Expression {
    if (binds > 5) return this.unary();
    let left = this.binary(binds + 1);
    for (;;) {
      const token = this.peek();
      const operator = token.kind === "sign" || token.value === "in" ? OPERATORS[token.value] : undefined;
      if (operator?.binds !== binds) return left;
      this.at++;
      const [first, second] = [left, this.binary(binds + 1)];
      left = (scope) => operator.apply(first(scope), second(scope));
    }
  }

  private unary(): Expression {
    if (this.takes("!")) {
      const inner = this.unary();
      return (scope) => inner(scope) !== true;
    }
    if (this.takes("-")) {
      const inner = this.unary();
      return (scope) => -Number(inner(scope));
    }
    return this.path(this.primary());
  }

  private path(start: Expression): Expression {
    let value = start;
    for (;;) {
      const owner = value;
      if (this.takes("[")) {
        const key = this.choice();
        this.expect("]");
        value = (scope) => member(owner(scope), key(scope));
      } else if (this.takes(".")) {
        const token = this.peek();
        if (token.kind !== "name") this.fail();
        this.at++;
        value = this.takes("(") ? this.call(token.value, [owner]) : (scope) => member(owner(scope), token.value);
      } else return value;
    }
  }

  private items(close: string): Expression[] {
    const found: Expression[] = [];
    if (this.takes(close)) return found;
    do found.push(this.choice());
    while (this.takes(","));
    this.expect(close);
    return found;
  }

  private call(name: string, owner: Expression[]): Expression {
    const given = [...owner, ...this.items(")")];
    const apply = functionNamed(name, given.length);
    return (scope) => apply(given[0]?.(scope), given[1]?.(scope));
  }

  private primary(): Expression {
    const token = this.peek();
    if (token.kind === "number" || token.kind === "string") {
      this.at++;
      return () => token.value;
    }
    if (this.takes("(")) {
      const inner = this.choice();
      this.expect(")");
      return inner;
    }
    if (this.takes("[")) {
      const list = this.items("]");
      return (scope) => list.map((item) => item(scope));
    }
    return this.named(token);
  }

  private named(token: Token): Expression {
    if (token.kind !== "name") this.fail();
    this.at++;
    if (Object.hasOwn(LITERALS, token.value)) return () => LITERALS[token.value];
    if (this.takes("(")) return this.call(token.value, []);
    const root = Object.hasOwn(ROOTS, token.value) ? ROOTS[token.value] : undefined;
    if (!root) throw new ExpressionError(`unknown name ${token.value} at position ${token.at}: use event or async`);
    return root;
  }
}

/**
 * Reads the subset of CEL that functions here may use: literals, paths on `event` and `async`, comparisons,
 * arithmetic, `in`, `&&`, `||`, `!`, `a ? b : c` and a few functions. Throws `ExpressionError` for anything else.
 */
export function compileExpression(text: string): Expression {
  return new Reader(tokens(text)).whole();
}
