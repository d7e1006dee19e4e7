import { loadRepositoryChoice } from "../../../git-connections/_parts/load-repository";
import { RepositoryStep } from "./repository-step";
import type { SetupState } from "./setup-state";

export interface RepositoryChoiceProps {
  workspace: string;
  state: SetupState;
  connectionId: string;
}

/** Fetches what the second step begins with. */
export async function RepositoryChoice({ workspace, state, connectionId }: RepositoryChoiceProps) {
  return (
    <RepositoryStep workspace={workspace} state={state} {...(await loadRepositoryChoice(workspace, connectionId))} />
  );
}
