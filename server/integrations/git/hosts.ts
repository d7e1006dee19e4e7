import { readFileSync } from "node:fs";
import { z } from "zod";

export const hostKinds = ["github", "gitlab", "bitbucket", "bitbucket-dc", "gitea", "azure", "generic"] as const;
export type HostKind = (typeof hostKinds)[number];

/** How often we may push to one repository of a host: what the host advises, not what it enforces. */
export type PushPace = { minSecondsBetweenPushes: number; inFlight: number };

/** A Git host that connections may use. Ports are those a URL may name; `basePath` is a web sub-path such as "/git". */
export type GitHost = {
  host: string;
  kind: HostKind;
  label: string;
  /** Other names of the same host, each with the SSH port that it serves (null: web only). */
  aliases: readonly { host: string; sshPort: number | null }[];
  ssh: { port: number } | null;
  https: { port: number; basePath: string } | null;
  /** Root of the REST API without a trailing slash; null where we know of none. */
  apiUrl: string | null;
  caBundlePath: string | null;
  knownHostsPath: string | null;
  allowPrivate: boolean;
  operatorOwned: boolean;
  pace: PushPace;
};

// GitHub advises at most six pushes a minute to one repository; the two others are kept to the same pace.
const publicHostPace: PushPace = { minSecondsBetweenPushes: 10, inFlight: 1 };
const unhurried: PushPace = { minSecondsBetweenPushes: 0, inFlight: 1 };

function publicHost(host: string, kind: HostKind, label: string, altSsh: string, apiUrl: string): GitHost {
  return {
    host,
    kind,
    label,
    aliases: [
      { host: altSsh, sshPort: 443 },
      { host: `www.${host}`, sshPort: null },
    ],
    ssh: { port: 22 },
    https: { port: 443, basePath: "" },
    apiUrl,
    caBundlePath: null,
    knownHostsPath: null,
    allowPrivate: false,
    operatorOwned: false,
    pace: publicHostPace,
  };
}

export const defaultHosts: readonly GitHost[] = [
  publicHost("github.com", "github", "GitHub", "ssh.github.com", "https://api.github.com"),
  publicHost("gitlab.com", "gitlab", "GitLab", "altssh.gitlab.com", "https://gitlab.com/api/v4"),
  publicHost("bitbucket.org", "bitbucket", "Bitbucket", "altssh.bitbucket.org", "https://api.bitbucket.org/2.0"),
];

const Port = z.number().int().min(1).max(65_535);
const HostName = z
  .string()
  .max(253)
  .transform((name) => name.toLowerCase().replace(/\.$/, ""))
  .pipe(z.string().regex(/^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/, "write a plain host name or IPv4 address"));

/** One entry of the operator's setting: at least a host; everything else has a default that suits its kind. */
export const OperatorHost = z.strictObject({
  host: HostName,
  kind: z.enum(hostKinds).default("generic"),
  label: z.string().min(1).max(60).optional(),
  ssh: z.union([z.literal(false), z.strictObject({ port: Port.default(22) })]).optional(),
  https: z
    .union([
      z.literal(false),
      z.strictObject({
        port: Port.default(443),
        basePath: z
          .string()
          .regex(/^(\/[A-Za-z0-9._~-]+)*$/, "write it as /git, without a slash at the end")
          .default(""),
      }),
    ])
    .optional(),
  apiUrl: z.url({ protocol: /^https$/ }).optional(),
  caBundlePath: z.string().startsWith("/").optional(),
  knownHostsPath: z.string().startsWith("/").optional(),
  allowPrivate: z.boolean().default(false),
});
export type OperatorHost = z.infer<typeof OperatorHost>;

function defaultApiUrl(kind: HostKind, web: string | null): string | null {
  if (web === null) return null;
  switch (kind) {
    case "github":
      return `${web}/api/v3`;
    case "gitlab":
      return `${web}/api/v4`;
    case "bitbucket-dc":
      return `${web}/rest`;
    case "gitea":
      return `${web}/api/v1`;
    case "bitbucket":
    case "azure":
    case "generic":
      return null;
  }
}

/** The https root of a host's web pages, such as "https://git.example.com:8443/git"; null when it has none. */
export function webRoot(host: Pick<GitHost, "host" | "https">): string | null {
  if (host.https === null) return null;
  const port = host.https.port === 443 ? "" : `:${host.https.port}`;
  return `https://${host.host}${port}${host.https.basePath}`;
}

export function toGitHost(entry: OperatorHost): GitHost {
  // Bitbucket Data Center listens for SSH on 7999 unless told otherwise.
  const sshPort = entry.kind === "bitbucket-dc" ? 7999 : 22;
  const https = entry.https === false ? null : (entry.https ?? { port: 443, basePath: "" });
  const web = webRoot({ host: entry.host, https });
  return {
    host: entry.host,
    kind: entry.kind,
    label: entry.label ?? entry.host,
    aliases: [],
    ssh: entry.ssh === false ? null : (entry.ssh ?? { port: sshPort }),
    https,
    apiUrl: entry.apiUrl?.replace(/\/+$/, "") ?? defaultApiUrl(entry.kind, web),
    caBundlePath: entry.caBundlePath ?? null,
    knownHostsPath: entry.knownHostsPath ?? null,
    allowPrivate: entry.allowPrivate,
    operatorOwned: true,
    pace: unhurried,
  };
}

/**
 * The hosts that connections may use: the three public ones and those of the operator's setting, a JSON list of
 * {@link OperatorHost}, given as text or as `@/path/to/file.json`. Throws an Error that names the entry and field.
 */
export function readGitHosts(setting: string | undefined): readonly GitHost[] {
  const text = setting?.trim() ?? "";
  if (text === "") return defaultHosts;
  let json: unknown;
  try {
    json = JSON.parse(text.startsWith("@") ? readFileSync(text.slice(1), "utf8") : text);
  } catch (cause) {
    throw new Error("The list of Git hosts is not readable JSON.", { cause });
  }
  const parsed = z.array(OperatorHost).max(100).safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`The list of Git hosts is wrong at ${issue?.path.join(".") || "its top"}: ${issue?.message}.`);
  }
  const own = parsed.data.map(toGitHost);
  const overridden = own.find((host) => defaultHosts.some((known) => isNameOf(known, host.host)));
  if (overridden) throw new Error(`${overridden.host} is built in and cannot be declared again.`);
  return [...defaultHosts, ...own];
}

export function isNameOf(host: GitHost, name: string): boolean {
  return host.host === name || host.aliases.some((alias) => alias.host === name);
}

/** The host known under `name` (one of its names); a port narrows it when the operator declared several servers. */
export function findGitHost(hosts: readonly GitHost[], name: string, port?: number | null): GitHost | null {
  const named = hosts.filter((host) => isNameOf(host, name.toLowerCase()));
  const exact = named.find((host) => port != null && (host.ssh?.port === port || host.https?.port === port));
  return exact ?? named[0] ?? null;
}
