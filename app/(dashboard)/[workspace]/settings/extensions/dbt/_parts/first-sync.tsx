"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_trpc/client";
import { PhaseList } from "@/app/_ui/phase-list";
import { FailureBlock } from "../../_parts/failure-block";
import { isActive } from "../../_parts/words";
import { runPhases } from "./run-phases";
import { runSentence } from "./run-sentence";

const pollMs = 700;
const waiting = { status: "queued", phases: [] };

/** The initial model sync while it works, and how it ended. */
export function FirstSync({ workspace, runId }: { workspace: string; runId: string }) {
  const trpc = useTRPC();
  const { data: run } = useQuery(
    trpc.dbtModels.run.queryOptions(
      { workspace, id: runId },
      { staleTime: 0, refetchInterval: ({ state }) => (isActive(state.data?.status ?? "queued") ? pollMs : false) },
    ),
  );
  return (
    <div className="space-y-3">
      <p role="status" className="font-medium">
        {run ? runSentence(run) : "The model sync waits to begin."}
      </p>
      {run?.failure ? <FailureBlock failure={run.failure} /> : null}
      <PhaseList phases={runPhases(run ?? waiting)} />
    </div>
  );
}
