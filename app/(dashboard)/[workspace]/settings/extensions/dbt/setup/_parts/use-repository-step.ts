"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/app/_trpc/client";
import { useRepositoryTest } from "../../../git-connections/_parts/use-repository-test";
import { dbtPlace } from "../../_parts/dbt-place";
import { useDrafts } from "./drafts";
import { type SetupState, setupHref } from "./setup-state";

/** What the third step does: really reads the repository on Next, and looks for dbt projects in it. */
export function useRepositoryStep(workspace: string, state: SetupState, connectionId: string) {
  const router = useRouter();
  const trpc = useTRPC();
  const drafts = useDrafts();
  const look = useMutation(trpc.dbtModels.candidates.mutationOptions());
  return useRepositoryTest({
    workspace,
    connectionId,
    draft: drafts.repository ?? { url: state.url, branch: state.branch },
    setDraft: drafts.setRepository,
    purpose: "read",
    onPassed: async (place) => {
      const { paths } = await look.mutateAsync({ workspace, connectionId, ...place });
      drafts.setRepository(place);
      drafts.setFound({ ...place, paths });
      router.push(setupHref(dbtPlace(workspace).setup, state, { step: "project", ...place, tested: true }));
    },
  });
}
