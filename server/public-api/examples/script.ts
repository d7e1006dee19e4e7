import type { Route } from "../route";
import { collection } from "./collection";
import { curlWords } from "./curl";
import type { Example } from "./example";

const head = `#!/bin/sh
# Calls the Public API of one workspace with curl, from making things to deleting them again.
# Run it with a token of the workspace: TOKEN=... sh examples.sh
set -eu
: "\${TOKEN:?Set TOKEN to a Public API token of the workspace.}"

call() {
  echo "$1"
  shift
  answer=$(curl -sS --fail-with-body -H "Authorization: Bearer $TOKEN" "$@") || { echo "$answer" >&2; exit 1; }
}

# The value that stands behind a text in the last answer.
kept() {
  printf '%s' "$answer" | grep -o "$1[^\\"]*" | head -n 1 | sed 's/.*"//'
}
`;

/** The whole collection as one script of the shell, for the API at `url`; it needs nothing but curl. */
export function exampleScript(routes: readonly Route[], url: string): string {
  const byOperation = new Map(routes.map((route) => [route.operation, route]));
  const calls = collection.flatMap((example) => {
    const route = byOperation.get(example.operation);
    return route ? [callOf(route, example, url)] : [];
  });
  return `${head}\n${calls.join("\n")}\necho "All ${calls.length} calls were answered."\n`;
}

function callOf(route: Route, example: Example, url: string): string {
  const words = [`call ${route.operation}`, ...curlWords(route, example, url)];
  const keeps = Object.entries(example.keeps ?? {}).map(
    ([name, before]) => `${name}=$(kept '${before.replaceAll("[", "\\[")}')`,
  );
  const sets = Object.entries(example.sets ?? {}).map(([name, value]) => `${name}=${value}`);
  return [`# ${route.summary}`, ...sets, words.join(" "), ...keeps, ""].join("\n");
}
