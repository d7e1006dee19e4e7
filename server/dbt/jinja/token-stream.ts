import { JinjaError } from "@/server/dbt/jinja/errors";
import type { Token } from "@/server/dbt/jinja/lexer";

const MAX_DEPTH = 200;

/** A cursor over tokens with the few questions a recursive-descent parser asks. */
export class TokenStream {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: Token[]) {}

  get current(): Token {
    return this.tokens[this.at] ?? { type: "end", value: "", line: this.tokens.at(-1)?.line ?? 1 };
  }

  get line(): number {
    return this.current.line;
  }

  peek(distance = 1): Token {
    return this.tokens[this.at + distance] ?? { type: "end", value: "", line: this.line };
  }

  next(): Token {
    const token = this.current;
    this.at++;
    return token;
  }

  isOperator(value: string): boolean {
    return this.current.type === "operator" && this.current.value === value;
  }

  isName(...values: string[]): boolean {
    const { current } = this;
    return current.type === "name" && (values.length === 0 || values.includes(current.value));
  }

  takeOperator(value: string): boolean {
    return this.isOperator(value) && !!this.next();
  }

  takeName(value: string): boolean {
    return this.isName(value) && !!this.next();
  }

  expectOperator(value: string): void {
    if (!this.takeOperator(value)) this.fail(`expected '${value}', got ${this.describe()}`);
  }

  expectName(value?: string): string {
    const { current } = this;
    if (current.type !== "name" || (value !== undefined && current.value !== value))
      return this.fail(`expected ${value ?? "a name"}, got ${this.describe()}`);
    this.at++;
    return current.value;
  }

  expectEnd(type: "outputEnd" | "blockEnd"): void {
    // `{% if x: %}` is legal.
    if (type === "blockEnd") this.takeOperator(":");
    if (this.current.type !== type) this.fail(`expected the end of the tag, got ${this.describe()}`);
    this.at++;
  }

  describe(): string {
    const { current } = this;
    if (current.type === "end") return "the end of the template";
    return current.value === "" ? "the end of the tag" : `'${String(current.value)}'`;
  }

  fail(message: string): never {
    throw new JinjaError(message, this.line);
  }

  /** Runs a rule that may contain itself; hostile nesting ends in an error, not in a stack overflow. */
  nested<T>(rule: () => T): T {
    if (++this.depth > MAX_DEPTH) this.fail("the template nests too deep");
    const result = rule();
    this.depth--;
    return result;
  }
}
