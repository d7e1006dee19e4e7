import { columns } from "./characters";

interface Line {
  /** Everything, or what stands left of the `=` that is aligned. */
  readonly lead: string;
  /** `= value`, when the value ends on this line. */
  readonly assign: string | null;
  /** Brackets opened less brackets closed. */
  readonly net: number;
}

/**
 * Collects unformatted lines and lays them out as `terraform fmt` does: indentation grows by one for a line that
 * opens brackets however many they are, and `=` lines up over neighbouring lines whose values end where they began.
 */
export class Lines {
  readonly #lines: Line[] = [];
  #text = "";
  #lead: string | null = null;
  #net = 0;
  #netAtEquals = 0;

  add(text: string): void {
    this.#text += text;
  }

  open(bracket: string): void {
    this.#text += bracket;
    this.#net++;
  }

  close(bracket: string): void {
    this.#text += bracket;
    this.#net--;
  }

  /** The `=` between a name and its value. */
  equals(): void {
    if (this.#lead !== null) {
      this.#text += " = ";
      return;
    }
    this.#lead = this.#text;
    this.#text = "= ";
    this.#netAtEquals = this.#net;
  }

  endLine(): void {
    const lead = this.#lead;
    if (lead === null) this.#lines.push({ lead: this.#text, assign: null, net: this.#net });
    else if (this.#net === this.#netAtEquals) this.#lines.push({ lead, assign: this.#text, net: this.#net });
    else this.#lines.push({ lead: `${lead} ${this.#text}`, assign: null, net: this.#net });
    this.#text = "";
    this.#lead = null;
    this.#net = 0;
  }

  /** The formatted text, lines joined by line breaks, without one at the end. */
  format(): string {
    const done: string[] = [];
    const indents = new Indents();
    let chain: { lead: string; assign: string; width: number }[] = [];
    const closeChain = () => {
      const widest = chain.reduce((most, { width }) => Math.max(most, width), 0);
      for (const { lead, assign, width } of chain) done.push(`${lead}${" ".repeat(widest - width + 1)}${assign}`);
      chain = [];
    };
    for (const line of this.#lines) {
      const indent = line.lead === "" ? "" : indents.next(line.net);
      const lead = indent + line.lead;
      if (line.assign === null) {
        closeChain();
        done.push(lead);
      } else chain.push({ lead, assign: line.assign, width: indent.length + columns(line.lead) });
    }
    closeChain();
    return done.join("\n");
  }
}

/** Remembers how many brackets each level of indentation opened. */
class Indents {
  readonly #levels: number[] = [];

  /** Spaces before a line with this net of brackets. */
  next(net: number): string {
    if (net < 0) this.#close(-net);
    const spaces = "  ".repeat(this.#levels.length);
    if (net > 0) this.#levels.push(net);
    return spaces;
  }

  #close(count: number): void {
    let closed = count;
    for (let level = this.#levels.pop(); level !== undefined; level = this.#levels.pop()) {
      if (closed < level) {
        this.#levels.push(level - closed);
        return;
      }
      closed -= level;
      if (closed === 0) return;
    }
  }
}
