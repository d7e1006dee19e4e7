import { changeOf } from "./commit-message";
import type { SeenCommit, SyncRemote, Tip } from "./ports";
import type { SyncState } from "./push-pending";
import { couldBeOurs } from "./repository-files";
import type { RecordedCommit, RunRecorder } from "./run-recorder";

const mostCommits = 2000;

export interface CaughtUp {
  readonly tip: string | null;
  readonly cursorSeq: bigint;
  /** Commits of ours that the remote has and we had not recorded: a crash came between push and bookkeeping. */
  readonly recovered: readonly RecordedCommit[];
  /** Changes that we had pushed are no longer in the branch: only a full sync brings the state back. */
  readonly needsFullSync: boolean;
}

/**
 * Compares the remote branch with what we last knew of it: finds our own unrecorded commits by their trailers, and says
 * what other people changed in our files.
 */
export async function catchUp(remote: SyncRemote, state: SyncState, found: Tip, run: RunRecorder): Promise<CaughtUp> {
  if (found.kind === "none") return branchGone(state, run);
  const rewritten = state.tip !== null && (found.relation === "rewritten" || found.relation === "unknown");
  if (found.relation === "same" && found.commit === state.tip) return { ...unchanged(state), tip: found.commit };
  const commits = await remote.commitsSince(rewritten ? null : state.tip, found.commit, mostCommits);
  const ours = commits.flatMap((commit) => {
    const seq = changeOf(state.workspaceId, commit.trailers);
    return seq === null ? [] : [{ commit, seq }];
  });
  const newest = largest(ours.map(({ seq }) => seq));
  noteForeign(
    commits.filter((commit) => changeOf(state.workspaceId, commit.trailers) === null),
    state,
    rewritten,
    run,
  );
  const recovered = ours
    .filter(({ seq }) => seq > state.cursorSeq)
    .map(recordedCommit)
    .reverse();
  if (recovered.length > 0)
    run.note({
      kind: "recovered",
      text: `${recovered.length} commits of an interrupted run were found on the remote and recorded.`,
    });
  if (rewritten)
    run.note({ kind: "history-rewritten", text: "The branch's history was rewritten since the last sync." });
  const cursorSeq = largest([newest, state.cursorSeq]);
  return { tip: found.commit, cursorSeq, recovered, needsFullSync: rewritten && newest < state.cursorSeq };
}

/** `Math.max` for big integers. */
const largest = (values: readonly bigint[]) => values.reduce((most, each) => (each > most ? each : most), 0n);

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

function recordedCommit({ commit, seq }: { commit: SeenCommit; seq: bigint }): RecordedCommit {
  const isFull = commit.trailers.some(({ key }) => key === "Tributary-Through");
  return { sha: commit.id, subject: commit.subject, seq: isFull ? null : seq, files: commit.paths.length };
}

const mostNamed = 10;

/** The other person's version stays in history; our next commit to the file stands on top of it. */
function noteForeign(foreign: readonly SeenCommit[], state: SyncState, rewritten: boolean, run: RunRecorder): void {
  if (foreign.length === 0 || rewritten || state.tip === null) return;
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
