import { join } from "node:path";

/** One setting of a git config file: the section as written between brackets, the key, the value. */
export type GitSetting = readonly [section: string, key: string, value: string];

/** Settings under which a hostile repository, remote or machine configuration cannot run anything or reach anywhere else. */
const HARDENED: readonly GitSetting[] = [
  ["core", "hooksPath", "/dev/null"],
  ["core", "fsmonitor", "false"],
  ["core", "symlinks", "false"],
  ["core", "protectNTFS", "true"],
  ["core", "protectHFS", "true"],
  ["core", "logAllRefUpdates", "false"],
  ["core", "quotePath", "false"],
  ["core", "abbrev", "40"],
  ["core", "pager", "cat"],
  ["protocol", "allow", "never"],
  ["protocol", "version", "2"],
  ["http", "followRedirects", "false"],
  ["http", "lowSpeedLimit", "1000"],
  ["http", "lowSpeedTime", "60"],
  ["http", "sslVerify", "true"],
  ["transfer", "bundleURI", "false"],
  ["transfer", "fsckObjects", "true"],
  ["fetch", "recurseSubmodules", "false"],
  ["fetch", "writeCommitGraph", "false"],
  ["push", "recurseSubmodules", "no"],
  ["push", "followTags", "false"],
  ["push", "gpgSign", "false"],
  ["submodule", "recurse", "false"],
  ["credential", "helper", ""],
  ["commit", "gpgSign", "false"],
  ["gc", "auto", "0"],
  ["maintenance", "auto", "false"],
  ["advice", "pushUpdateRejected", "false"],
];

/** Chosen by measuring (bench/git-one-change, git-full-sync). What they cost is disk, and the caches can be made again. */
const TUNED: readonly GitSetting[] = [
  ["core", "compression", "1"],
  ["core", "looseCompression", "0"],
  ["core", "fsync", "none"],
  ["fastimport", "unpackLimit", "1"],
  ["pack", "useSparse", "true"],
  ["pack", "writeReverseIndex", "false"],
];

/** The transports a session may use; `file` exists for benchmarks and tests only. */
export type GitTransport = "ssh" | "https" | "file";

/** Text of a complete global config file. `safeDirectory` is the one repository git may trust, whoever owns its files. */
export function gitConfigText(options: {
  transports: readonly GitTransport[];
  safeDirectory?: string;
  extra?: readonly GitSetting[];
}): string {
  const settings: GitSetting[] = [...HARDENED, ...TUNED];
  for (const transport of options.transports) settings.push([`protocol "${transport}"`, "allow", "always"]);
  if (options.safeDirectory) settings.push(["safe", "directory", options.safeDirectory]);
  settings.push(...(options.extra ?? []));
  return settings.map(([section, key, value]) => `[${section}]\n\t${key} = ${quoted(value)}\n`).join("");
}

/**
 * The whole environment of a git process: nothing is inherited but PATH.
 * `home` is a private folder; `configFile` is written by `gitConfigText`.
 */
export function gitEnvironment(home: string, configFile: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? "/usr/local/bin:/usr/bin:/bin",
    HOME: home,
    XDG_CONFIG_HOME: join(home, "xdg"),
    LC_ALL: "C",
    TZ: "UTC",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: configFile,
    GIT_ATTR_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_LFS_SKIP_SMUDGE: "1",
    GIT_NO_LAZY_FETCH: "1",
    GIT_OPTIONAL_LOCKS: "0",
    // We write one ref of our caches ourselves, as a file.
    GIT_DEFAULT_REF_FORMAT: "files",
  };
}

/** Section header part for settings that hold for one URL only. */
export function urlSection(section: string, url: string): string {
  return `${section} "${url.replace(/["\\]/g, "\\$&")}"`;
}

function quoted(value: string): string {
  if (/[\0\r]/.test(value)) throw new TypeError("a git setting cannot hold NUL or CR");
  return `"${value.replace(/["\\]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\t", "\\t")}"`;
}
