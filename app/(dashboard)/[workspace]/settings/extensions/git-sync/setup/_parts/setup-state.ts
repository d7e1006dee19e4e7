import { hrefWith, type SearchParams, valuesOf } from "@/app/_ui/url-state";

const setupSteps = ["connection", "repository", "preview", "summary"] as const;
export type SetupStep = (typeof setupSteps)[number];

/** Setting Git Sync up, or giving the one that is there another connection or place. */
export type Flow = "setup" | "change";

const steps: { readonly [F in Flow]: readonly SetupStep[] } = {
  setup: setupSteps,
  change: ["connection", "repository", "summary"],
};

export const stepsOf = (flow: Flow): readonly SetupStep[] => steps[flow];

/** The step after another one; the last one stays. */
export const stepAfter = (flow: Flow, step: SetupStep): SetupStep => steps[flow][steps[flow].indexOf(step) + 1] ?? step;

export const stepLabels: { readonly [S in SetupStep]: string } = {
  connection: "Configure service credentials",
  repository: "Repository",
  preview: "What will be written",
  summary: "Save",
};

/** What the set-up's address says: the step on screen and what the steps before it settled. Never a secret. */
export interface SetupState {
  readonly flow: Flow;
  readonly step: SetupStep;
  readonly connection: string | null;
  readonly url: string;
  readonly branch: string;
  readonly folder: string;
  /** The repository of this address has passed the test. */
  readonly tested: boolean;
  /** Path of the file shown as preview. */
  readonly file: string | null;
}

/** Reads the address; a step whose conditions are not met falls back to the one that is missing. */
export function readSetup(query: SearchParams, flow: Flow = "setup"): SetupState {
  const one = (key: string) => valuesOf(query, key)[0] ?? "";
  const connection = one("connection") || null;
  const state = {
    flow,
    connection,
    url: one("url"),
    branch: one("branch") || "main",
    folder: one("folder"),
    tested: one("tested") === "yes" && one("url") !== "",
    file: one("file") || null,
  };
  const asked = steps[flow].find((step) => step === one("step")) ?? "connection";
  if (asked === "connection" || connection === null) return { ...state, step: "connection" };
  if (asked === "repository" || !state.tested) return { ...state, step: "repository" };
  return { ...state, step: asked };
}

/** The address of the set-up with some of its state changed. Another connection or repository has to be tested anew. */
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
      url: next.url,
      branch: next.url === "" && next.branch === "main" ? null : next.branch,
      folder: next.folder,
      tested: tested ? "yes" : null,
      file: next.step === "preview" ? next.file : null,
    },
  );
}
