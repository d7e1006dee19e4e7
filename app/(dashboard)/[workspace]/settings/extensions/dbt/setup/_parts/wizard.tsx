import { Suspense } from "react";
import { PageHeader } from "@/app/_ui/page-header";
import { SkeletonBar } from "@/app/_ui/skeletons";
import { Steps } from "@/app/_ui/steps";
import { dbtPlace } from "../../_parts/dbt-place";
import { ConnectionChoice, ProjectChoice, RepositoryChoice, SourceChoice } from "./choices";
import { type SetupState, setupHref, setupSteps, stepLabels } from "./setup-state";

const title = "Set up dbt model syncs";

/** The steps of binding a dbt project to a warehouse source, with the one that the address names on screen. */
export function Wizard({ workspace, state }: { workspace: string; state: SetupState }) {
  const current = setupSteps.indexOf(state.step);
  const steps = setupSteps.map((step, index) => ({
    label: stepLabels[step],
    ...(index < current ? { href: setupHref(dbtPlace(workspace).setup, state, { step }) } : {}),
  }));
  return (
    <>
      <PageHeader title={title} />
      <div className="grid gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <Steps label={title} steps={steps} current={current} />
        <section aria-labelledby="step-title" className="min-w-0">
          <h2 id="step-title" className="mb-3 text-lg font-semibold">
            {stepLabels[state.step]}
          </h2>
          <Suspense key={state.step} fallback={<SkeletonBar className="h-64 w-full max-w-3xl" />}>
            <CurrentStep workspace={workspace} state={state} />
          </Suspense>
        </section>
      </div>
    </>
  );
}

function CurrentStep({ workspace, state }: { workspace: string; state: SetupState }) {
  const { step, connection, source } = state;
  if (step === "connection" || connection === null) return <ConnectionChoice workspace={workspace} state={state} />;
  if (step === "source" || source === null) return <SourceChoice workspace={workspace} state={state} />;
  if (step === "repository") return <RepositoryChoice workspace={workspace} state={state} connectionId={connection} />;
  return <ProjectChoice workspace={workspace} state={state} connectionId={connection} sourceId={source} />;
}
