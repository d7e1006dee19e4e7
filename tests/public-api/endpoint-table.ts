import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createMatcher } from "@/server/public-api/match";
import { publicApiRoutes } from "@/server/public-api/table";
import type { RecordedCall } from "./replay";

/** An endpoint, who calls it, and what shows that it works. */
export interface Endpoint {
  readonly operation: string;
  readonly call: string;
  /** Terraform's provider, in its recorded calls or in a test of its own. */
  readonly byTerraform: boolean;
  /** A class of the npm SDK has it. */
  readonly inSdk: boolean;
  /** Test files, relative to `tests/public-api`. */
  readonly provenBy: readonly string[];
}

const here = fileURLToPath(new URL(".", import.meta.url));
const sdk = fileURLToPath(new URL("../../node_modules/@segment/public-api-sdk-typescript/dist/api", import.meta.url));
const textsIn = (dir: string, ending: string) =>
  readdirSync(dir)
    .filter((name) => name.endsWith(ending))
    .map((name) => ({ name, text: readFileSync(join(dir, name), "utf8") }));

/** Every endpoint of the route table, with the tests that call it: through the SDK's methods, or as the provider does. */
export function endpointTable(): Endpoint[] {
  const tests = textsIn(here, ".test.ts");
  const methods = new Set(
    textsIn(sdk, ".d.ts").flatMap(({ text }) => [...text.matchAll(/^ {4}(\w+)\(/gm)].map(([, name]) => name)),
  );
  const replayed = replayedBy(tests);
  return publicApiRoutes.map(({ operation, method, path }) => {
    const called = new RegExp(`\\.${operation}\\(`);
    const recorded = replayed.get(operation) ?? [];
    const own = tests.filter(({ text }) => called.test(text)).map(({ name }) => name);
    return {
      ...{ operation, call: `${method} ${path}` },
      byTerraform: recorded.length > 0,
      inSdk: methods.has(operation),
      provenBy: [...new Set([...own, ...recorded])],
    };
  });
}

/** Names of tests that replay what the provider was recorded to send, by operation. */
function replayedBy(tests: readonly { name: string; text: string }[]): ReadonlyMap<string, string[]> {
  const match = createMatcher(publicApiRoutes);
  const found = new Map<string, string[]>();
  for (const { name, text } of textsIn(join(here, "fixtures"), ".json")) {
    const recording = name.replace(/\.json$/, "");
    const by = tests.filter((test) => new RegExp(`["']${recording}["']`).test(test.text)).map((test) => test.name);
    for (const { method, path } of JSON.parse(text) as RecordedCall[]) {
      const hit = match(method, path.split("?")[0] ?? "");
      if (hit.kind !== "found") throw new Error(`${recording}: nothing serves ${method} ${path}.`);
      const { operation } = hit.route;
      found.set(operation, [
        ...new Set([...(found.get(operation) ?? []), ...by.filter((test) => /^provider-/.test(test))]),
      ]);
    }
  }
  return found;
}

/** The same as a Markdown table. */
export function markdownOf(endpoints: readonly Endpoint[]): string {
  const rows = endpoints.map(({ call, operation, byTerraform, inSdk, provenBy }) => {
    const callers = [byTerraform ? "T" : "", inSdk ? "S" : ""].filter(Boolean).join(" ");
    return `| \`${call}\` | ${operation} | ${callers} | ${provenBy.join(", ")} |`;
  });
  return ["| Endpoint | Operation | Called by | Proven by |", "|---|---|---|---|", ...rows, ""].join("\n");
}
