import type { JsonValue } from "@/server/hcl/schema";
import type { Route } from "../route";
import { writtenExamples } from "./collection";
import { type Example, variableOf } from "./example";

/** Values of variables, such as `SOURCE_ID`; the others stay variables of the shell. */
export type Values = { readonly [variable: string]: string };

/** The example of a route; one that says no more than the route does, where none was written. */
export const exampleOf = (route: Route): Example =>
  writtenExamples.get(route.operation) ?? { operation: route.operation, ...(route.body ? { body: {} } : {}) };

const variable = /\$([A-Z][A-Z_]*)(?![A-Za-z_])/g;

/** A request as shell words for curl, without its token: `-X POST "…" -d '…'`. */
export function curlWords(route: Route, example: Example, url: string, values: Values = {}): string[] {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encoded(example.path?.[name] ?? `$${variableOf(name)}`, values),
  );
  const query = Object.entries(example.query ?? {}).map(
    ([name, value]) => `${name.replace(/\[(\w+)\]/g, ".$1")}=${encoded(value, values)}`,
  );
  const address = doubleQuoted(url + path + (query.length > 0 ? `?${query.join("&")}` : ""));
  const method = route.method === "GET" ? [] : [`-X ${route.method}`];
  if (example.body === undefined) return [...method, address];
  const text = JSON.stringify(filled(example.body, values), null, 2);
  return [...method, address, '-H "Content-Type: application/json"', `-d ${singleQuoted(text)}`];
}

/** A command that can be pasted into a shell where TOKEN is set. */
export function curlOf(route: Route, url: string, values: Values = {}): string {
  const [first = "", ...rest] = splitMethod(curlWords(route, exampleOf(route), url, values));
  return [`curl -sS ${first}`, '-H "Authorization: Bearer $TOKEN"', ...rest].join(" \\\n  ");
}

/** Method and address stand in one line. */
const splitMethod = (words: readonly string[]): string[] => {
  const [first = "", second = "", ...rest] = words;
  return first.startsWith("-X") ? [`${first} ${second}`, ...rest] : [...words];
};

function encoded(text: string, values: Values): string {
  const name = /^\$([A-Z][A-Z_]*)$/.exec(text)?.[1];
  const known = name === undefined ? text : values[name];
  return known === undefined ? text : encodeURIComponent(known);
}

function filled(value: JsonValue, values: Values): JsonValue {
  if (typeof value === "string") return value.replace(variable, (whole, name: string) => values[name] ?? whole);
  if (Array.isArray(value)) return value.map((item: JsonValue) => filled(item, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, values)]));
}

/** Single quotes keep everything; variables stand between them. */
const singleQuoted = (text: string) => `'${text.replaceAll("'", "'\\''").replace(variable, `'"$$$1"'`)}'`;

/** Double quotes keep everything but variables, once the shell's own characters are escaped. */
const doubleQuoted = (text: string) =>
  `"${text.replace(/[\\"`]/g, "\\$&").replace(/\$(?![A-Z][A-Z_]*(?![A-Za-z_]))/g, "\\$")}"`;
