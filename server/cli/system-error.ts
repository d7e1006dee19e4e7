type SystemError = Error & { readonly code: string; readonly path?: string };

/** What a file or folder answered to the process, as Node tells it. */
export const isSystemError = (cause: unknown): cause is SystemError =>
  cause instanceof Error && "code" in cause && "syscall" in cause;

const words: { readonly [code: string]: string } = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of its path is no folder",
  EISDIR: "it is a folder",
  EEXIST: "a file stands there",
  EACCES: "it is not permitted to this user",
  EPERM: "it is not permitted to this user",
  EROFS: "its file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "this user's disk quota is used up",
};

/** Says it in words, with the code to look for. */
export function reasonOf({ code }: SystemError): string {
  const said = words[code];
  return said === undefined ? code : `${said} (${code})`;
}
