"use client";

import { useRouter } from "next/navigation";
import { place } from "../../../_parts/place";
import { useRepositoryTest } from "../../../git-connections/_parts/use-repository-test";
import { type RepositoryDraft, useDrafts } from "./drafts";
import { type SetupState, setupHref, stepAfter } from "./setup-state";

/** What the second step does: keeps the draft, and on Next really tests that it may read and write there. */
export function useRepositoryStep(workspace: string, state: SetupState, connectionId: string) {
  const router = useRouter();
  const drafts = useDrafts();
  const draft: RepositoryDraft = drafts.repository ?? { url: state.url, branch: state.branch, folder: state.folder };
  return useRepositoryTest({
    workspace,
    connectionId,
    draft,
    setDraft: drafts.setRepository,
    folder: draft.folder,
    purpose: "write",
    onPassed: (tested) => {
      const folder = draft.folder.trim().replace(/^\.?\/+|\/+$/g, "");
      const step = stepAfter(state.flow, "repository");
      // The address of this step does not say it: the browser's Back finds it here.
      drafts.setRepository({ ...tested, folder });
      const patch = { step, ...tested, folder, tested: true };
      router.push(setupHref(place(workspace).wizard(state.flow), state, patch));
    },
  });
}
