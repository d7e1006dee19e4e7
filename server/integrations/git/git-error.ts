import type { GitResult } from "@/server/integrations/git/spawn-git";

/** A git command on our own cache that did not do what it must. The texts are git's own, for the log and the classifier. */
export class GitCommandError extends Error {
  override readonly name = "GitCommandError";
  constructor(
    readonly command: string,
    readonly result: GitResult,
  ) {
    super(`git ${command} ended with ${result.exitCode ?? result.ending}: ${result.stderr.trim().slice(0, 2000)}`);
  }

  /** The cache itself is broken: recreating it and fetching again is the cure. */
  get damaged(): boolean {
    return isDamage(this.result);
  }
}

export function failed(command: string, result: GitResult): GitCommandError {
  return new GitCommandError(command, result);
}

/** The same for what we found ourselves in git's answer, in words that `isDamage` knows. */
export function damaged(command: string, stderr: string): GitCommandError {
  const stdout = Buffer.alloc(0);
  return failed(command, { ending: "exited", exitCode: 128, stdout, stderr, stdoutTruncated: false, ms: 0 });
}

const DAMAGE = [
  /not a git repository/,
  /object file .* is empty/,
  /loose object .* is corrupt/,
  /object .* is corrupt/,
  /corrupt loose object/,
  /inflate: data stream error/,
  /unable to (?:read|find|parse) (?:tree|object|[0-9a-f]{40})/,
  /unable to unpack .* header/,
  /bad (?:object|tree object|pack header|config)/,
  /(?:missing|invalid) (?:blob|tree|commit|object|sha1 pointer)/,
  /not a (?:valid object name|commit)|Not a valid commit/,
  /pack(?:file)? .*(?:corrupt|cannot be (?:accessed|mapped)|truncated|far too short|does not match index)/,
  /could not (?:parse|read) (?:commit|object|tree)|failed to read object|Can't load tree/i,
  /detected dubious ownership/,
  /bad config line|bad numeric config/,
];

/** True when git's words say that the local repository lacks or cannot read its own data. */
export function isDamage(result: GitResult): boolean {
  return result.exitCode !== 0 && DAMAGE.some((pattern) => pattern.test(result.stderr));
}
