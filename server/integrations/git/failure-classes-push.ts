import { again, stop } from "@/server/integrations/git/failure-facts";

/** What the host makes of a push. */
export const pushClasses = {
  "branch-protected": stop(
    "The branch is protected",
    "Let this connection's account push to it (bypass or allow list), or sync to another branch.",
  ),
  "bypassed-rules": stop(
    "Rules were bypassed",
    "Nothing to do: the host accepted the push because this account may bypass them.",
  ),
  "hook-rejected": stop(
    "A rule of the host refused the commits",
    "Meet the rule that the host names, or exempt this account from it.",
  ),
  "commits-unsigned": stop("The host takes signed commits only", "Exempt this connection's account from that rule."),
  "secret-scanning-block": stop(
    "The host found a secret in the commits",
    "Remove it from the resource and run Full Sync, which leaves out the commits that hold it. Replace that secret: it may be known. Lifting the block is for a person to decide at the host.",
  ),
  "large-file": stop(
    "A file is larger than the host allows",
    "Make the resource of that file smaller and run Full Sync, which leaves out the commits that hold the large one.",
  ),
  "large-push": again(
    5,
    "The push is larger than the host allows",
    "Raise the size that the host allows for one push, or ask its administrator to, then press Retry.",
  ),
  "repository-quota": stop("The repository is full", "Make it smaller, or have its limit raised, then press Retry."),
  "email-privacy": stop(
    "The host protects the author's private e-mail",
    "Use the no-reply address of that account as author, or lift the protection at the host.",
  ),
  "ref-name-rejected": stop("The host refuses this branch name", "Choose another name."),
  "ref-name-conflict": stop(
    "A branch with part of this name exists",
    "Choose a name that is no folder of another, nor below another.",
  ),
  "hidden-ref": stop("The host keeps this name to itself", "Choose a plain branch."),
  "delete-refused": stop("The host refuses to delete the branch", "Delete it at the host, or leave it."),
  "ref-already-gone": stop("The branch was gone already", "Nothing to do."),
  "fetch-first": again(1, "The branch has moved", "We fetch it and put our commits on top."),
  "non-fast-forward": again(1, "The branch has moved", "We fetch it and put our commits on top."),
  "remote-ref-locked": again(
    10,
    "Somebody else is writing the branch",
    "We try again. If it lasts, the host's administrator removes the lock.",
  ),
  "unborn-default-branch": stop(
    "The empty project may not get its first branch from us",
    "Somebody with more rights makes the first commit.",
  ),
  archived: stop("The repository is archived", "Unarchive it, or connect another one."),
  "read-only-maintenance": again(300, "The host takes no changes at the moment", "We try again later."),
  "push-option-unsupported": stop("The host takes no push options", "We push again without them."),
  "atomic-unsupported": stop("The host has no atomic pushes", "We push one branch at a time."),
  "fsck-rejected": stop(
    "The host refuses a malformed object",
    "Run a full sync; if it lasts, report it with these words.",
  ),
  lfs: stop("Git LFS stands in the way", "Keep LFS away from our folders, or give this account access and space."),
} as const;

/** What is wrong on this side, or not there yet. */
export const localClasses = {
  "branch-not-found": stop("The branch does not exist", "Choose an existing branch, or let us create it."),
  "empty-repository": stop("The repository is empty", "Nothing to do: the first sync makes its first commit."),
  "wrong-default-branch": stop(
    "The repository's default branch does not exist",
    "Choose a branch, or correct the default at the host.",
  ),
  "unborn-branch": stop("There is no commit to push yet", "Run a full sync."),
  "refspec-invalid": stop("The branch name is not complete", "Choose a plain branch name."),
  "remote-missing": stop("No repository is set", "Enter the repository's address."),
  "client-broken": stop("A program is missing on this server", "Install git and the OpenSSH client."),
  "local-ownership": stop("The cache belongs to another user", "Start the product as the owner of its data folder."),
  "local-lock": again(5, "Another git works in the cache", "We try again; a left-over lock is removed."),
  "local-identity": stop("No author is set", "Report this: the product sets an author itself."),
  "local-not-a-repository": again(1, "The cache is missing", "We make it again."),
  unknown: again(60, "The host refused, in words we do not know", "Read its words below. We try again a few times."),
} as const;
