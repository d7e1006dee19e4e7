import { WizardFrame } from "../../../_parts/wizard-frame";
import { dbtPlace } from "../../_parts/dbt-place";
import { ConnectionChoice, ProjectChoice, RepositoryChoice, SourceChoice } from "./choices";
import { type SetupState, setupHref, setupSteps, stepLabels } from "./setup-state";

/** The steps of binding a dbt project to a warehouse source, with the one that the address names on screen. */
export function Wizard({ workspace, state }: { workspace: string; state: SetupState }) {
  return (
    <WizardFrame
      title="Set up dbt model syncs"
      order={setupSteps}
      labels={stepLabels}
      current={state.step}
      href={(step) => setupHref(dbtPlace(workspace).setup, state, { step })}
    >
      <CurrentStep workspace={workspace} state={state} />
    </WizardFrame>
  );
}

function CurrentStep({ workspace, state }: { workspace: string; state: SetupState }) {
  const { step, connection, source } = state;
  if (step === "connection" || connection === null) return <ConnectionChoice workspace={workspace} state={state} />;
  if (step === "source" || source === null) return <SourceChoice workspace={workspace} state={state} />;
  if (step === "repository") return <RepositoryChoice workspace={workspace} state={state} connectionId={connection} />;
  return <ProjectChoice workspace={workspace} state={state} connectionId={connection} sourceId={source} />;
}
