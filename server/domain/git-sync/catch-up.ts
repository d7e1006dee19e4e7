import type { Db } from "@/server/core/ctx";
import type { SeenCommit, SyncRemote, Tip } from "./ports";
import type { SyncState } from "./push-pending";
import { type Recovered, recogniseCommits } from "./recognise-commits";
import { couldBeOurs } from "./repository-files";
import type { RunRecorder } from "./run-recorder";

const mostCommits = 2000;

export interface CaughtUp {
  readonly tip: string | null;
  readonly cursorSeq: bigint;
  /** Commits of ours that the remote has and we had not recorded: a crash came between push and bookkeeping. */
  readonly recovered: readonly Recovered[];
  /** What we had pushed may not be in the branch any more: only a full sync brings the state back. */
  readonly needsFullSync: boolean;
}

/**
 * Compares the remote branch with what we last knew of it: finds our own unrecorded commits, and says what other people
 * changed in our files.
 */
export async function catchUp(
  db: Db,
  remote: SyncRemote,
  state: SyncState,
  found: Tip,
  run: RunRecorder,
): Promise<CaughtUp> {
  if (found.kind === "none") return branchGone(state, run);
  if (found.commit === state.tip) return { ...unchanged(state), tip: found.commit };
  const parted = state.tip !== null && (found.relation === "rewritten" || found.relation === "unknown");
  const commits = await remote.commitsSince(parted ? null : state.tip, found.commit, mostCommits);
  const { recovered, foreign } = await recogniseCommits(db, state, commits);
  if (!parted && state.tip !== null) noteForeign(foreign, state, run);
  if (recovered.length > 0) {
    const text = `${recovered.length} commits of an interrupted run were found on the remote and recorded.`;
    run.note({ kind: "recovered", text });
  }
  if (parted) run.note(partedNotes[found.relation === "unknown" ? "unknown" : "rewritten"]);
  const cursorSeq = recovered.reduce((most, { through }) => (through > most ? through : most), state.cursorSeq);
  return { tip: found.commit, cursorSeq, recovered, needsFullSync: parted };
}

const partedNotes = {
  rewritten: {
    kind: "history-rewritten",
    text: "The branch's history was rewritten since the last sync, so everything was compared and written again.",
  },
  unknown: {
    kind: "history-rewritten",
    text: "The branch went on too far since the last sync to be followed, so everything was compared and written again.",
  },
} as const;

const unchanged = (state: SyncState): CaughtUp => ({
  tip: state.tip,
  cursorSeq: state.cursorSeq,
  recovered: [],
  needsFullSync: false,
});

function branchGone(state: SyncState, run: RunRecorder): CaughtUp {
  if (state.tip === null) return unchanged(state);
  run.note({
    kind: "branch-recreated",
    text: "The branch was gone on the remote; it was made again with the workspace's state.",
  });
  return { tip: null, cursorSeq: state.cursorSeq, recovered: [], needsFullSync: true };
}

const mostNamed = 10;

/** The other person's version stays in history; our next commit to the file stands on top of it. */
function noteForeign(foreign: readonly SeenCommit[], state: SyncState, run: RunRecorder): void {
  if (foreign.length === 0) return;
  run.note({
    kind: "remote-moved",
    text: `${foreign.length} commits of others came in between; ours stand on top of them.`,
  });
  for (const commit of foreign) {
    const touched = commit.paths.filter((path) => couldBeOurs(state.folder, path));
    if (touched.length === 0) continue;
    const named = touched.slice(0, mostNamed).join(", ");
    const more = touched.length > mostNamed ? ` and ${touched.length - mostNamed} more` : "";
    run.note({
      kind: "edited-by-others",
      text: `${commit.authorName} edited ${named}${more} in commit ${commit.id.slice(0, 7)}. That version stays in the history; a change here or a Full Sync writes the workspace's state again.`,
    });
  }
}
