import { expectInt, expectText, isInt } from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { str } from "@/server/dbt/jinja/text";
import { Args, Callable, Dict, HostObject, Module, type Runtime, Tuple, type Value } from "@/server/dbt/jinja/values";
import { FLAGS, type Found, RegexPattern } from "@/server/dbt/python/regex-pattern";

/** `re.Match`. */
class Match extends HostObject {
  readonly typeName = "re.Match";
  constructor(readonly found: Found) {
    super();
  }
  group(key: Value): string | null {
    const index = isInt(key) ? Number(key) : (this.found.names.get(str(key)) ?? -1);
    const value = this.found.groups[index];
    if (value === undefined) throw new JinjaError("no such group");
    return value;
  }
  override item(key: Value): Value | undefined {
    return this.group(key);
  }
  override attribute(name: string): Value | undefined {
    const { groups, names, start, end } = this.found;
    switch (name) {
      case "group":
        return new Callable(name, ({ positional }) =>
          positional.length > 1 ? new Tuple(positional.map((key) => this.group(key))) : this.group(positional[0] ?? 0),
        );
      case "groups":
        return new Callable(
          name,
          (args) => new Tuple(groups.slice(1).map((group) => group ?? args.get(0, "default", null))),
        );
      case "groupdict":
        return new Callable(name, () => new Dict(Array.from(names, ([key, i]) => [key, groups[i] ?? null] as const)));
      case "start":
        return new Callable(name, () => start);
      case "end":
        return new Callable(name, () => end);
      case "span":
        return new Callable(name, () => new Tuple([start, end]));
      default:
        return undefined;
    }
  }
}

type Operation = (pattern: RegexPattern, args: Args, runtime: Runtime) => Value;

const OPERATIONS: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ["match", (pattern, args, { budget }) => asMatch(pattern.first(subject(args), budget, "start"))],
  ["search", (pattern, args, { budget }) => asMatch(pattern.first(subject(args), budget))],
  ["fullmatch", (pattern, args, { budget }) => asMatch(pattern.first(subject(args), budget, "both"))],
  ["findall", (pattern, args, { budget }) => Array.from(pattern.matches(subject(args), budget), listed)],
  [
    "finditer",
    (pattern, args, { budget }) => Array.from(pattern.matches(subject(args), budget), (found) => new Match(found)),
  ],
  ["split", split],
  ["sub", (pattern, args, runtime) => substitute(pattern, args, runtime).text],
  [
    "subn",
    (pattern, args, runtime) => {
      const { text, count } = substitute(pattern, args, runtime);
      return new Tuple([text, count]);
    },
  ],
]);

const FLAG_INDEX: Record<string, number> = { sub: 4, subn: 4, split: 3 };

/** Python's `re`. */
export function regexModule(): Module {
  const functions = Array.from(OPERATIONS, ([name, operation]) => {
    const call = (args: Args, runtime: Runtime): Value => {
      const [first = null, ...rest] = args.positional;
      const flags = args.find(FLAG_INDEX[name] ?? 2, "flags") ?? 0;
      return operation(patternOf(args.named.get("pattern") ?? first, flags), new Args(rest, args.named), runtime);
    };
    return [name, new Callable(name, call)] as const;
  });
  const flags = Object.entries(FLAGS).flatMap(
    ([name, bit]) =>
      [
        [name, bit],
        [name.slice(0, 1), bit],
      ] as const,
  );
  const compile = new Callable(
    "compile",
    (args) => new Compiled(patternOf(args.get(0, "pattern", ""), args.get(1, "flags", 0))),
  );
  const escapeText = new Callable("escape", (args) =>
    expectText(args.positional[0]).replace(/[^A-Za-z0-9_\s!"%',/:;<=>@`]/g, "\\$&"),
  );
  return new Module(
    "re",
    new Map<string, Value>([
      ...functions,
      ...flags,
      ["S", FLAGS.DOTALL],
      ["X", FLAGS.VERBOSE],
      ["compile", compile],
      ["escape", escapeText],
    ]),
  );
}

class Compiled extends HostObject {
  readonly typeName = "re.Pattern";
  constructor(readonly pattern: RegexPattern) {
    super();
  }
  override attribute(name: string): Value | undefined {
    if (name === "pattern") return this.pattern.source;
    const operation = OPERATIONS.get(name);
    return operation && new Callable(name, (args, runtime) => operation(this.pattern, args, runtime));
  }
}

function patternOf(source: Value, flags: Value): RegexPattern {
  return source instanceof Compiled ? source.pattern : new RegexPattern(expectText(source), expectInt(flags, 0));
}

function subject(args: Args): string {
  return expectText(args.get(0, "string", null));
}

function asMatch(found: Found | null): Value {
  return found && new Match(found);
}

function listed({ groups }: Found): Value {
  if (groups.length === 1) return groups[0] ?? "";
  return groups.length === 2 ? (groups[1] ?? "") : new Tuple(groups.slice(1).map((group) => group ?? ""));
}

function split(pattern: RegexPattern, args: Args, { budget }: Runtime): Value {
  const text = subject(args);
  const limit = expectInt(args.get(1, "maxsplit", 0), 0);
  const out: Value[] = [];
  let from = 0;
  for (const { groups, start, end } of pattern.matches(text, budget)) {
    out.push(text.slice(from, start), ...groups.slice(1));
    from = end;
    if (limit > 0 && out.length >= limit * groups.length) break;
  }
  return [...out, text.slice(from)];
}

function substitute(pattern: RegexPattern, args: Args, runtime: Runtime): { text: string; count: number } {
  const replacement = args.get(0, "repl", "");
  const text = expectText(args.get(1, "string", null));
  const limit = expectInt(args.get(2, "count", 0), 0);
  let [out, from, count] = ["", 0, 0];
  for (const found of pattern.matches(text, runtime.budget)) {
    const inserted =
      typeof replacement === "string"
        ? expand(replacement, new Match(found))
        : str(runtime.call(replacement, Args.of(new Match(found))));
    out += text.slice(from, found.start) + inserted;
    runtime.budget.text(out.length);
    from = found.end;
    if (++count === limit) break;
  }
  return { text: out + text.slice(from), count };
}

function expand(template: string, match: Match): string {
  return template.replace(/\\(?:g<(\w+)>|(\d{1,2})|([nrt\\]))/g, (whole, name, number, letter) => {
    if (letter !== undefined) return { n: "\n", r: "\r", t: "\t", "\\": "\\" }[letter as "n"] ?? whole;
    const key: string = name ?? number;
    return match.group(/^\d+$/.test(key) ? Number(key) : key) ?? "";
  });
}
