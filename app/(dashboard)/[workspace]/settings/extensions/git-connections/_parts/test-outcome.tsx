import type { Failure } from "@/app/_trpc/failure";
import { Notice } from "@/app/_ui/notice";
import type { TestedConnection } from "@/server/domain/git-connections/test-git-connection";

export interface TestOutcomeProps {
  pending: boolean;
  result: TestedConnection | null;
  /** Why the test could not be made at all. */
  failure: Failure | null;
}

/** One sentence about a test, announced when it changes. */
export function TestOutcome({ pending, result, failure }: TestOutcomeProps) {
  if (failure && failure.fields.length === 0) {
    return (
      <Notice kind="danger" title={failure.message} live>
        {failure.next}
      </Notice>
    );
  }
  return (
    <div role="status">
      {pending ? <p className="text-ink-muted">Asking the host, step by step.</p> : null}
      {!pending && result ? <Verdict result={result} /> : null}
    </div>
  );
}

function Verdict({ result }: { result: TestedConnection }) {
  const failed = result.steps.find((step) => step.status === "failed");
  if (failed) return <Notice kind="danger" title={`The test failed: ${failed.failure?.title ?? failed.detail}`} />;
  const remarks = result.steps.filter((step) => step.status === "warning" || step.status === "inconclusive").length;
  if (remarks > 0) return <Notice kind="success" title="The connection works. Read the remarks below." />;
  return <Notice kind="success" title="The connection works." />;
}
