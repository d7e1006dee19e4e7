import { columns } from "./characters";

interface Line {
  /** Everything, or what stands left of the `=` that is aligned. */
  readonly lead: string;
  /** `= value`, when the value ends on this line. */
  readonly assign: string | null;
  /** Brackets opened less brackets closed. */
  readonly net: number;
  /** Columns of the lead of an assignment. */
  readonly width: number;
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
    const text = this.#text;
    const net = this.#net;
    if (lead === null) this.#lines.push({ lead: text, assign: null, net, width: 0 });
    else if (net === this.#netAtEquals) this.#lines.push({ lead, assign: text, net, width: columns(lead) });
    else this.#lines.push({ lead: `${lead} ${text}`, assign: null, net, width: 0 });
    this.#text = "";
    this.#lead = null;
    this.#net = 0;
  }

  /** The formatted text, lines joined by line breaks, without one at the end. */
  format(): string {
    const indents = new Indents();
    const spaces = this.#lines.map(({ lead, net }) => (lead === "" ? 0 : 2 * indents.next(net)));
    let text = "";
    let widest = 0;
    this.#lines.forEach(({ lead, assign, width }, index) => {
      const indent = spaces[index] ?? 0;
      text += `${index > 0 ? "\n" : ""}${" ".repeat(indent)}${lead}`;
      if (assign === null) widest = 0;
      else {
        widest ||= this.#widestFrom(index, spaces);
        text += " ".repeat(widest - width - indent + 1) + assign;
      }
    });
    return text;
  }

  /** Columns up to the widest name among the neighbouring assignments that begin here. */
  #widestFrom(start: number, spaces: readonly number[]): number {
    let widest = 0;
    for (let index = start; ; index++) {
      const line = this.#lines[index];
      if (!line || line.assign === null) return widest;
      widest = Math.max(widest, line.width + (spaces[index] ?? 0));
    }
  }
}

/** Remembers how many brackets each level of indentation opened. */
class Indents {
  readonly #levels: number[] = [];

  /** Level of a line with this net of brackets. */
  next(net: number): number {
    if (net < 0) this.#close(-net);
    const level = this.#levels.length;
    if (net > 0) this.#levels.push(net);
    return level;
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
