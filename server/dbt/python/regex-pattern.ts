import { RE2JS } from "re2js";
import type { Budget } from "@/server/dbt/jinja/budget";
import { JinjaError } from "@/server/dbt/jinja/errors";

export const FLAGS = { IGNORECASE: 2, MULTILINE: 8, DOTALL: 16, VERBOSE: 64 };

const MAX_PATTERN = 2000;
const MAX_SUBJECT = 1_000_000;

export interface Found {
  groups: (string | null)[];
  names: ReadonlyMap<string, number>;
  start: number;
  end: number;
}

export type Anchor = "none" | "start" | "both";

/** A Python pattern on a matcher whose time is linear in the subject: no pattern can hang a load. */
export class RegexPattern {
  private readonly byAnchor = new Map<Anchor, RE2JS>();

  constructor(
    readonly source: string,
    readonly flags: number,
  ) {
    if (source.length > MAX_PATTERN) throw new JinjaError("a regular expression is too long");
    this.compiled("none");
  }

  /** Matches from left to right, as `re.finditer`. */
  *matches(subject: string, budget: Budget, anchor: Anchor = "none"): Generator<Found> {
    if (subject.length > MAX_SUBJECT) throw new JinjaError("the text is too long for a regular expression");
    const compiled = this.compiled(anchor);
    budget.work(subject.length * (8 + compiled.programSize()));
    const names = new Map(Object.entries(compiled.namedGroups()));
    const matcher = compiled.matcher(subject);
    while (matcher.find()) {
      budget.step();
      const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, i) => matcher.group(i) ?? null);
      yield { groups, names, start: matcher.start(), end: matcher.end() };
    }
  }

  first(subject: string, budget: Budget, anchor: Anchor = "none"): Found | null {
    return this.matches(subject, budget, anchor).next().value ?? null;
  }

  private compiled(anchor: Anchor): RE2JS {
    const cached = this.byAnchor.get(anchor);
    if (cached) return cached;
    const body = translate(this.source, this.flags);
    const anchored = anchor === "none" ? body : anchor === "start" ? `\\A(?:${body})` : `\\A(?:${body})\\z`;
    const compiled = compile(anchored, this.flags, this.source);
    this.byAnchor.set(anchor, compiled);
    return compiled;
  }
}

function compile(pattern: string, flags: number, source: string): RE2JS {
  const wanted =
    RE2JS.LOOKBEHINDS |
    (flags & FLAGS.IGNORECASE ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags & FLAGS.MULTILINE ? RE2JS.MULTILINE : 0) |
    (flags & FLAGS.DOTALL ? RE2JS.DOTALL : 0);
  try {
    return RE2JS.compile(pattern, wanted);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new JinjaError(`the regular expression '${source}' is not supported: ${reason}`);
  }
}

/** Python's spelling to RE2's: `\Z` is the very end, `$` also stands before a last newline, VERBOSE drops blanks. */
function translate(source: string, flags: number): string {
  const body = flags & FLAGS.VERBOSE ? withoutBlanks(source) : source;
  return body.replace(/\\(.)/gs, (whole, char) => (char === "Z" ? "\\z" : whole));
}

function withoutBlanks(source: string): string {
  return source.replace(/(\\.|\[(?:\\.|[^\]])*\])|#[^\n]*|\s+/gs, (_, kept?: string) => kept ?? "");
}
