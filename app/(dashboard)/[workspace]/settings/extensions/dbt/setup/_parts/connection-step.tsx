"use client";

import { useRouter } from "next/navigation";
import { ConnectionPicker } from "../../../git-connections/_parts/connection-picker";
import type { ConnectionChoices } from "../../../git-connections/_parts/load-choice";
import { dbtPlace } from "../../_parts/dbt-place";
import { useDrafts } from "./drafts";
import { type SetupState, setupHref } from "./setup-state";

export interface ConnectionStepProps extends ConnectionChoices {
  workspace: string;
  state: SetupState;
}

/** First step: whose credentials read the repository. Reading is all they need to be allowed. */
export function ConnectionStep({ workspace, state, ...choices }: ConnectionStepProps) {
  const router = useRouter();
  const { connection: draft, setConnection, setRepository } = useDrafts();
  const at = dbtPlace(workspace);
  const goOn = (id: string, isPractice: boolean) => {
    const own = isPractice && choices.practice ? { url: choices.practice.url } : {};
    if (isPractice) setRepository(null);
    router.push(setupHref(at.setup, state, { step: "source", connection: id, ...own }));
  };
  return (
    <div className="space-y-4">
      <p className="max-w-3xl text-ink-muted">
        Credentials for the host of the dbt repository. Read access is enough, and Git Sync is not needed.
      </p>
      <ConnectionPicker
        {...choices}
        workspace={workspace}
        selected={state.connection}
        draft={draft}
        onDraft={setConnection}
        onChosen={goOn}
        cancelHref={at.list}
      />
    </div>
  );
}
