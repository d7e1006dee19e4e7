import { formatDuration } from "@/app/_ui/format";
import { StateIcon } from "@/app/_ui/state-icon";
import type { State } from "@/app/_ui/state-look";
import type { CheckResult, CheckStep } from "@/server/domain/git-connections/ports";
import { HostWords } from "./host-words-block";

const labels: { readonly [S in CheckStep]: string } = {
  resolve: "Find the host",
  reach: "Reach it",
  "host-key": "Check its host key",
  certificate: "Check its certificate",
  authenticate: "Sign in",
  read: "Read the repository",
  write: "Write to it",
  "branch-protection": "Look at branch rules",
};

const looks: { readonly [S in CheckResult["status"]]: { state: State; word: string } } = {
  ok: { state: "succeeded", word: "Passed" },
  warning: { state: "warning", word: "Passed, with a remark" },
  failed: { state: "failed", word: "Failed" },
  skipped: { state: "skipped", word: "Not tried" },
  inconclusive: { state: "unknown", word: "Cannot be told" },
};

/** Steps whose failure is told in the host's words; before them the words are those of this machine's network. */
const hostSpeaks: ReadonlySet<CheckStep> = new Set(["authenticate", "read", "write", "branch-protection"]);

/** Reading is told by the answer to signing in: it has no time of its own. */
function tookOf({ step, ms }: CheckResult): string {
  if (ms > 0) return formatDuration(ms);
  return step === "read" ? "together with signing in" : "under 1 ms";
}

/** The steps of a connection test with what each found, how long it took and what to do. */
export function CheckSteps({ steps }: { steps: readonly CheckResult[] }) {
  return (
    <ol className="divide-y divide-line rounded-md border border-line">
      {steps.map((step) => (
        <li key={step.step} className="flex gap-3 px-3 py-2">
          <StateIcon state={looks[step.status].state} className="mt-0.5 size-4" />
          <div className="min-w-0 grow">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <p className="font-medium">{labels[step.step]}</p>
              <p className="text-sm text-ink-muted">
                {looks[step.status].word}
                {step.status === "skipped" ? null : `, ${tookOf(step)}`}
              </p>
            </div>
            <p className="text-sm wrap-anywhere text-ink-muted">{step.detail}</p>
            {step.failure && hostSpeaks.has(step.step) ? <HostWords words={step.failure.hostWords} /> : null}
            {step.remedy ? <p className="mt-1 text-sm wrap-anywhere">{step.remedy}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
