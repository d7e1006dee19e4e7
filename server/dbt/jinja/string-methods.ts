import { braceFormat } from "@/server/dbt/jinja/brace-format";
import type { Budget } from "@/server/dbt/jinja/budget";
import { expectInt, expectText, iterate, sequenceItems, truthy, typeName } from "@/server/dbt/jinja/compare";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { pad } from "@/server/dbt/jinja/number-format";
import { type Args, type Method, type MethodTable, Tuple, type Value } from "@/server/dbt/jinja/values";

/** Whitespace as Python's `str.strip` and `str.split` see it. */
const SPACE = /^[\s\x1c-\x1f\x85]$/;
const SPACES = /[\s\x1c-\x1f\x85]+/;

export const STRING_METHODS: MethodTable<string> = new Map<string, Method<string>>([
  ["upper", (self) => self.toUpperCase()],
  ["lower", (self) => self.toLowerCase()],
  ["casefold", (self) => self.toLowerCase().replaceAll("ß", "ss")],
  ["title", (self) => titleCase(self)],
  ["capitalize", (self) => capitalize(self)],
  ["swapcase", (self) => Array.from(self, swapCase).join("")],
  ["strip", (self, args) => strip(self, args.get(0, "chars", null), "both")],
  ["lstrip", (self, args) => strip(self, args.get(0, "chars", null), "left")],
  ["rstrip", (self, args) => strip(self, args.get(0, "chars", null), "right")],
  ["split", (self, args) => split(self, args.get(0, "sep", null), expectInt(args.get(1, "maxsplit", -1)))],
  ["rsplit", (self, args) => splitRight(self, args.get(0, "sep", null), expectInt(args.get(1, "maxsplit", -1)))],
  ["splitlines", (self, args) => splitLines(self, truthy(args.get(0, "keepends", false)))],
  ["join", (self, args, { budget }) => joinTexts(self, args, budget)],
  ["replace", (self, args, { budget }) => replaceText(self, args, budget)],
  [
    "startswith",
    (self, args) => affixes(args).some((affix) => self.slice(expectInt(args.get(1, "", 0))).startsWith(affix)),
  ],
  ["endswith", (self, args) => affixes(args).some((affix) => self.endsWith(affix))],
  ["removeprefix", (self, args) => withoutPrefix(self, expectText(args.positional[0]))],
  ["removesuffix", (self, args) => withoutSuffix(self, expectText(args.positional[0]))],
  ["find", (self, args) => self.indexOf(expectText(args.positional[0]), expectInt(args.positional[1], 0))],
  ["rfind", (self, args) => self.lastIndexOf(expectText(args.positional[0]))],
  ["index", (self, args) => foundAt(self.indexOf(expectText(args.positional[0])))],
  ["rindex", (self, args) => foundAt(self.lastIndexOf(expectText(args.positional[0])))],
  ["count", (self, args) => countOf(self, expectText(args.positional[0]))],
  ["format", (self, args, runtime) => braceFormat(self, args, runtime)],
  [
    "zfill",
    (self, args, { budget }) => pad(self, { width: expectInt(args.positional[0]), align: "=", fill: "0" }, budget),
  ],
  ["ljust", (self, args, { budget }) => pad(self, padding(args, "<"), budget)],
  ["rjust", (self, args, { budget }) => pad(self, padding(args, ">"), budget)],
  ["center", (self, args, { budget }) => pad(self, padding(args, "^"), budget)],
  [
    "partition",
    (self, args) => partition(self, expectText(args.positional[0]), self.indexOf(expectText(args.positional[0]))),
  ],
  ["rpartition", (self, args) => partitionRight(self, expectText(args.positional[0]))],
  ["isdigit", (self) => /^\p{Nd}+$/u.test(self)],
  ["isdecimal", (self) => /^\p{Nd}+$/u.test(self)],
  ["isnumeric", (self) => /^\p{N}+$/u.test(self)],
  ["isalpha", (self) => /^\p{L}+$/u.test(self)],
  ["isalnum", (self) => /^[\p{L}\p{N}]+$/u.test(self)],
  ["isidentifier", (self) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(self)],
  ["isupper", (self) => self === self.toUpperCase() && self !== self.toLowerCase()],
  ["islower", (self) => self === self.toLowerCase() && self !== self.toUpperCase()],
  ["istitle", (self) => self === titleCase(self) && self !== self.toLowerCase()],
  ["isspace", (self) => self !== "" && Array.from(self).every((char) => SPACE.test(char))],
  ["expandtabs", (self, args) => self.replaceAll("\t", " ".repeat(Math.min(64, expectInt(args.get(0, "tabsize", 8)))))],
  ["encode", (self) => self],
  ["decode", (self) => self],
]);

export function titleCase(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => capitalize(word));
}

export function capitalize(text: string): string {
  const [first = "", ...rest] = Array.from(text);
  return first.toUpperCase() + rest.join("").toLowerCase();
}

function swapCase(char: string): string {
  return char === char.toUpperCase() ? char.toLowerCase() : char.toUpperCase();
}

export function strip(text: string, chars: Value, side: "left" | "right" | "both"): string {
  const set = chars === null ? undefined : new Set(expectText(chars));
  const drops = (char: string | undefined) => char !== undefined && (set ? set.has(char) : SPACE.test(char));
  let start = 0;
  let end = text.length;
  if (side !== "right") while (start < end && drops(text[start])) start++;
  if (side !== "left") while (end > start && drops(text[end - 1])) end--;
  return text.slice(start, end);
}

function split(text: string, separator: Value, limit: number): Value {
  if (separator === null) return splitSpaces(text, limit);
  const parts = text.split(nonEmpty(separator));
  if (limit < 0 || parts.length <= limit + 1) return parts;
  return [...parts.slice(0, limit), parts.slice(limit).join(expectText(separator))];
}

function splitSpaces(text: string, limit: number): Value {
  const out: string[] = [];
  let rest = strip(text, null, "left");
  while (rest && (limit < 0 || out.length < limit)) {
    const gap = SPACES.exec(rest);
    if (!gap) break;
    out.push(rest.slice(0, gap.index));
    rest = rest.slice(gap.index + gap[0].length);
  }
  if (rest) out.push(limit < 0 ? rest : strip(rest, null, "right"));
  return out;
}

function splitRight(text: string, separator: Value, limit: number): Value {
  if (separator === null) return splitSpaces(text, -1);
  const parts = text.split(nonEmpty(separator));
  if (limit < 0 || parts.length <= limit + 1) return parts;
  const kept = parts.length - limit;
  return [parts.slice(0, kept).join(expectText(separator)), ...parts.slice(kept)];
}

function nonEmpty(separator: Value): string {
  const text = expectText(separator);
  if (text === "") throw new JinjaError("empty separator");
  return text;
}

function splitLines(text: string, keepEnds: boolean): Value {
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  return keepEnds ? [...lines] : lines.map((line) => line.replace(/(?:\r\n|\r|\n)$/, ""));
}

function joinTexts(separator: string, args: Args, budget: Budget): string {
  const items = iterate(args.get(0, "iterable", null));
  let length = 0;
  items.forEach((item, i) => {
    if (typeof item !== "string")
      throw new JinjaError(`sequence item ${i}: expected str instance, ${typeName(item)} found`);
    length += item.length + separator.length;
  });
  budget.text(length);
  return items.join(separator);
}

export function replaceText(text: string, args: Args, budget: Budget): string {
  const from = expectText(args.get(0, "old", null));
  const to = expectText(args.get(1, "new", null));
  const limit = expectInt(args.get(2, "count", -1), -1);
  const found = from === "" ? text.length + 1 : countOf(text, from);
  budget.text(text.length + Math.max(0, to.length - from.length) * found);
  const parts = from === "" ? ["", ...text, ""] : text.split(from);
  const replaced = limit < 0 ? parts.length - 1 : Math.min(limit, parts.length - 1);
  return (
    parts.slice(0, replaced + 1).join(to) +
    parts
      .slice(replaced + 1)
      .map((part) => from + part)
      .join("")
  );
}

function countOf(text: string, part: string): number {
  return part === "" ? text.length + 1 : text.split(part).length - 1;
}

function affixes(args: Args): string[] {
  const given = args.positional[0] ?? null;
  return (sequenceItems(given) ?? [given]).map(expectText);
}

function withoutPrefix(text: string, prefix: string): string {
  return prefix && text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

function withoutSuffix(text: string, suffix: string): string {
  return suffix && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

function foundAt(index: number): number {
  if (index < 0) throw new JinjaError("substring not found");
  return index;
}

function padding(args: Args, align: string) {
  return { width: expectInt(args.positional[0]), align, fill: expectText(args.get(1, "fillchar", " ")) };
}

function partition(text: string, separator: string, at: number): Tuple {
  if (at < 0) return new Tuple([text, "", ""]);
  return new Tuple([text.slice(0, at), separator, text.slice(at + separator.length)]);
}

function partitionRight(text: string, separator: string): Tuple {
  const at = text.lastIndexOf(separator);
  return at < 0 ? new Tuple(["", "", text]) : partition(text, separator, at);
}
