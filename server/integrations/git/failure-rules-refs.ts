import { type FailureRule, rule } from "@/server/integrations/git/failure-rule";

const rejected = { within: "rejected" } as const;

/** Refusals by git itself on either side: the branch moved, names clash, locks, features, and hooks without more words. */
export const refRules: readonly FailureRule[] = [
  rule("fetch-first", /^local: fetch first/im, rejected),
  rule("non-fast-forward", /: (non-fast-forward|stale info|needs force|remote ref updated since checkout)/i, rejected),
  rule("non-fast-forward", /denying non-fast-forward/i, { within: "remote" }),
  rule(
    "ref-name-conflict",
    /'[^'\n]{1,300}' exists; cannot create '|refs? still (exist|under)|directory\/file conflict/i,
  ),
  rule("ref-name-conflict", /'[^'\n]{1,300}' exists; cannot create '/i, rejected),
  rule(
    "remote-ref-locked",
    /cannot lock ref|failed to (lock|update ref)|reference already exists|TF401028|already been updated by another/i,
    rejected,
  ),
  rule("remote-ref-locked", /cannot lock ref|unable to create '[^'\n]{1,400}\.lock': file exists/i, {
    within: "remote",
  }),
  rule("fsck-rejected", /fsck error|object [0-9a-f<>sh]{4,64}: \w{4,40}: /i),
  rule("push-option-unsupported", /does not support push options/i),
  rule("atomic-unsupported", /does not support --atomic/i),
  rule("branch-not-found", /remote branch [^\n]{1,300} not found|couldn't find remote ref/i),
  rule("read-only-maintenance", /unable to create temporary|no space left on device|read-only file system/i, {
    remedy: "The host cannot write to its disk (full or read-only): its administrator has to mend that.",
  }),
];

/** A hook's refusal, when nothing more exact was found. Its own words are the explanation. */
export const hookRules: readonly FailureRule[] = [
  rule(
    "hook-rejected",
    /does not follow the pattern|contains the forbidden pattern|is not a member of team|prohibited by the pattern|only push (your own )?commits|email '[^'\n]{0,200}' is not verified|hook declined to update/i,
  ),
  rule("hook-rejected", /hook declined|currently checked out|shallow update not allowed/i, rejected),
  rule(
    "http-5xx",
    /unpacker error|unpack-objects abnormal exit|index-pack abnormal exit|internal server error|missing necessary objects/i,
    rejected,
  ),
  rule("http-5xx", /remote unpack failed/i),
];
