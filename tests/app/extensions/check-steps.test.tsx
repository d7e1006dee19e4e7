import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { CheckSteps } from "@/app/(dashboard)/[workspace]/settings/extensions/_parts/check-steps";
import type { CheckResult } from "@/server/domain/git-connections/ports";

const step = (name: CheckResult["step"], ms: number, status: CheckResult["status"] = "ok"): CheckResult => ({
  step: name,
  status,
  ms,
  detail: "Seen.",
  remedy: null,
  failure: null,
  shownKeys: [],
});

const times = (steps: readonly CheckResult[]) =>
  [
    ...renderToStaticMarkup(<CheckSteps steps={steps} />).matchAll(/<p class="text-sm text-ink-muted">([^<]*)<\/p>/g),
  ].map(([, text]) => text);

it("every step that was tried says how long it took, also one that took no time or was told by the step before", () => {
  const tried = [step("resolve", 0), step("reach", 3), step("authenticate", 41, "failed"), step("read", 0)];
  expect(times([...tried, step("write", 0, "skipped")])).toEqual([
    "Passed, under 1 ms",
    "Passed, 3 ms",
    "Failed, 41 ms",
    "Passed, together with signing in",
    "Not tried",
  ]);
});
