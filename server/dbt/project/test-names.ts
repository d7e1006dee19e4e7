import { createHash } from "node:crypto";
import type { GenericTestFacts, TestTarget } from "@/server/dbt/data-test";
import { fromPlain } from "@/server/dbt/jinja/convert";
import { repr, str } from "@/server/dbt/jinja/text";
import { isMap, own, type Plain, type PlainMap } from "@/server/dbt/plain";

/** Names as long as this, or longer, are cut: warehouses allow 63 characters. */
const TOO_LONG = 64;

export interface TestNames {
  /** In full, for the unique id. */
  full: string;
  /** Cut and marked with a fingerprint when it is too long. */
  short: string;
}

/** dbt's name for a generic test: what it is, what it is on, and the values of its arguments in order of their names. */
export function generatedNames(name: string, namespace: string | null, target: TestTarget, args: PlainMap): TestNames {
  const kind = target.kind === "source" ? `source_${name}` : name;
  const identifier = `${namespace === null ? kind : `${namespace}_${kind}`}_${targetName(target)}`;
  const values = Object.keys(args)
    .filter((key) => key !== "model")
    .sort()
    .flatMap((key) => partsOf(own(args, key) ?? null))
    .map((value) => str(fromPlain(value)).replace(/[^0-9a-zA-Z_]+/g, "_"));
  const full = `${identifier}_${values.join("__")}`;
  if (characters(full) < TOO_LONG) return { full, short: full };
  return { full, short: `${Array.from(identifier).slice(0, 30).join("")}_${md5(full)}` };
}

const characters = (text: string): number => Array.from(text).length;

function partsOf(value: Plain): Plain[] {
  if (Array.isArray(value)) return value;
  return isMap(value) ? Object.values(value) : [value];
}

function targetName(target: TestTarget): string {
  if (target.kind === "source") return `${target.source}_${target.table}`;
  return target.version === null ? target.name : `${target.name}_v${target.version}`;
}

/** How the test's macro is told what it tests. */
export function modelArgument(target: TestTarget): string {
  const version = target.kind === "source" || target.version === null ? "" : `, version='${target.version}'`;
  const reference =
    target.kind === "source" ? `source('${target.source}', '${target.table}')` : `ref('${target.name}'${version})`;
  return `{{ get_where_subquery(${reference}) }}`;
}

/** Tells tests of one name apart: the last ten digits of a fingerprint over the name and what makes the test. */
export function testHash(fullName: string, { name, namespace, kwargs }: GenericTestFacts): string {
  return md5(`${fullName}${literal({ namespace, name, kwargs })}`).slice(-10);
}

/** Python's literal of a value whose maps are sorted and whose single values are all texts. */
function literal(value: Plain): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (!isMap(value)) return repr(str(fromPlain(value)));
  const entries = Object.keys(value).sort();
  return `{${entries.map((key) => `${repr(key)}: ${literal(own(value, key) ?? null)}`).join(", ")}}`;
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
