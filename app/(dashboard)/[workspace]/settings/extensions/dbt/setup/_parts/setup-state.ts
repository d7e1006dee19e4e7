import { hrefWith, type SearchParams, valuesOf } from "@/app/_ui/url-state";

export const setupSteps = ["connection", "source", "repository", "project"] as const;
export type SetupStep = (typeof setupSteps)[number];

export const stepLabels: { readonly [S in SetupStep]: string } = {
  connection: "Configure service credentials",
  source: "Connect source",
  repository: "Repository",
  project: "dbt project",
};

/** What the set-up's address says: the step on screen and what the steps before it settled. Never a secret. */
export interface SetupState {
  readonly step: SetupStep;
  readonly connection: string | null;
  readonly source: string | null;
  readonly url: string;
  readonly branch: string;
  /** The repository of this address could be read. */
  readonly tested: boolean;
}

/** Reads the address; a step whose conditions are not met falls back to the one that is missing. */
export function readSetup(query: SearchParams): SetupState {
  const one = (key: string) => valuesOf(query, key)[0] ?? "";
  const url = one("url");
  const state = {
    connection: one("connection") || null,
    source: one("source") || null,
    url,
    branch: one("branch") || "main",
    tested: one("tested") === "yes" && url !== "",
  };
  const settled = [state.connection !== null, state.source !== null, state.tested];
  const missing = settled.indexOf(false);
  const reachable = missing === -1 ? setupSteps.length - 1 : missing;
  const at = (setupSteps as readonly string[]).indexOf(one("step"));
  return { ...state, step: setupSteps[Math.min(Math.max(at, 0), reachable)] ?? "connection" };
}

/** The address of the set-up with some of its state changed. Another connection or repository has to be read anew. */
export function setupHref(path: string, state: SetupState, patch: Partial<SetupState>): string {
  const next = { ...state, ...patch };
  const same = next.connection === state.connection && next.url === state.url && next.branch === state.branch;
  const tested = patch.tested ?? (same && next.tested);
  return hrefWith(
    path,
    {},
    {
      step: next.step,
      connection: next.connection,
      source: next.source,
      url: next.url,
      branch: next.url === "" && next.branch === "main" ? null : next.branch,
      tested: tested ? "yes" : null,
    },
  );
}
