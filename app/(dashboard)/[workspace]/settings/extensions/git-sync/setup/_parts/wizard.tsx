import { Suspense } from "react";
import { PageHeader } from "@/app/_ui/page-header";
import { SkeletonBar } from "@/app/_ui/skeletons";
import { Steps } from "@/app/_ui/steps";
import { place } from "../../../_parts/place";
import { ChangeSummary } from "./change-summary";
import { ConnectionChoice } from "./connection-choice";
import { PreviewStep } from "./preview-step";
import { RepositoryChoice } from "./repository-choice";
import { type SetupState, setupHref, stepLabels, stepsOf } from "./setup-state";
import { SummaryStep } from "./summary-step";

export interface WizardProps {
  workspace: string;
  title: string;
  state: SetupState;
}

/** The steps of setting Git Sync up or changing it, with the one that the address names on screen. */
export function Wizard({ workspace, title, state }: WizardProps) {
  const path = place(workspace).wizard(state.flow);
  const order = stepsOf(state.flow);
  const current = order.indexOf(state.step);
  const steps = order.map((step, index) => ({
    label: stepLabels[step],
    ...(index < current ? { href: setupHref(path, state, { step }) } : {}),
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

function CurrentStep({ workspace, state }: Pick<WizardProps, "workspace" | "state">) {
  const { connection } = state;
  if (state.step === "connection" || connection === null)
    return <ConnectionChoice workspace={workspace} state={state} />;
  switch (state.step) {
    case "repository":
      return <RepositoryChoice workspace={workspace} state={state} connectionId={connection} />;
    case "preview":
      return <PreviewStep workspace={workspace} state={state} />;
    case "summary": {
      const Summary = state.flow === "setup" ? SummaryStep : ChangeSummary;
      return <Summary workspace={workspace} state={state} connectionId={connection} />;
    }
  }
}
