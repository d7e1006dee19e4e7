"use client";

import { useRouter } from "next/navigation";
import { place } from "../../../_parts/place";
import { ConnectionPicker } from "../../../git-connections/_parts/connection-picker";
import type { ConnectionChoices } from "../../../git-connections/_parts/load-choice";
import { useDrafts } from "./drafts";
import { type SetupState, setupHref } from "./setup-state";

export interface ConnectionStepProps extends ConnectionChoices {
  workspace: string;
  state: SetupState;
}

/** First step: a connection that is there, or a new one made on the spot. */
export function ConnectionStep({ workspace, state, ...choices }: ConnectionStepProps) {
  const router = useRouter();
  const { connection: draft, setConnection, setRepository } = useDrafts();
  const goOn = (id: string, isPractice: boolean) => {
    const own = isPractice && choices.practice ? { url: choices.practice.url } : {};
    if (isPractice) setRepository(null);
    router.push(setupHref(place(workspace).wizard(state.flow), state, { step: "repository", connection: id, ...own }));
  };
  return (
    <ConnectionPicker
      {...choices}
      workspace={workspace}
      selected={state.connection}
      draft={draft}
      onDraft={setConnection}
      onChosen={goOn}
      cancelHref={place(workspace).gitSync}
    />
  );
}
