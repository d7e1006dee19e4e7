import { loadConnectionChoice } from "../../../git-connections/_parts/load-choice";
import { ConnectionStep } from "./connection-step";
import type { SetupState } from "./setup-state";

/** Fetches what the first step chooses from. */
export async function ConnectionChoice({ workspace, state }: { workspace: string; state: SetupState }) {
  return <ConnectionStep workspace={workspace} state={state} {...(await loadConnectionChoice(workspace))} />;
}
