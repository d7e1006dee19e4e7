import { place } from "../../../_parts/place";
import { WizardFrame } from "../../../_parts/wizard-frame";
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
  return (
    <WizardFrame
      title={title}
      order={stepsOf(state.flow)}
      labels={stepLabels}
      current={state.step}
      href={(step) => setupHref(place(workspace).wizard(state.flow), state, { step })}
    >
      <CurrentStep workspace={workspace} state={state} />
    </WizardFrame>
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
