import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type EmbeddedPostgres, findRunningPostgres, startEmbeddedPostgres } from "@/server/embedded/postgres";
import { type PracticeGitHost, startPracticeGitHost } from "@/server/embedded/practice-git-host";
import { readEnv } from "@/server/env";
import { findGit } from "@/server/integrations/git/git-version";
import { migrate } from "@/server/migrate";
import { StartError } from "@/server/start-error";
import { requireDatabase, requireGitHosts } from "./check-settings";
import { ownSecrets } from "./data-dir";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The embedded parts of a running product, and the settings that its processes get. */
export interface Runtime {
  readonly settings: Record<string, string>;
  readonly practice: PracticeGitHost | null;
  readonly applied: readonly string[];
  stop(): Promise<void>;
}

const practiceHostName = "127.0.0.1";

/** Reads `.env` beside package.json for settings that the environment does not have. */
export function loadEnvFile(): void {
  const file = path.join(root, ".env");
  if (fs.existsSync(file)) process.loadEnvFile(file);
}

/**
 * Starts what is embedded (Postgres unless DATABASE_URL is set, the practice repository), applies migrations, and gives
 * back the settings for the processes that do the work. Sets them in this process too.
 */
export async function startRuntime(say: (line: string) => void, options: { durable?: boolean } = {}): Promise<Runtime> {
  const given = readEnv();
  requireGit(say);
  requireGitHosts(given.TRIBUTARY_GIT_HOSTS);
  if (given.DATABASE_URL) await requireDatabase(given.DATABASE_URL);
  const dataDir = given.TRIBUTARY_DATA_DIR;
  const secrets = ownSecrets(dataDir);
  let postgres: EmbeddedPostgres | null = null;
  if (!given.DATABASE_URL) {
    say("Starting the embedded Postgres …");
    postgres = await startEmbeddedPostgres(dataDir, options);
  }
  const practice =
    given.TRIBUTARY_SAMPLE === "on" ? await startPracticeGitHost({ dir: path.join(dataDir, "practice") }) : null;
  const settings: Record<string, string> = {
    TRIBUTARY_DATA_DIR: dataDir,
    DATABASE_URL: given.DATABASE_URL ?? postgres?.url ?? "",
    DATABASE_PREPARED: postgres ? "on" : given.DATABASE_PREPARED,
    AUTH_SECRET: given.AUTH_SECRET ?? secrets.AUTH_SECRET,
    TRIBUTARY_ENCRYPTION_KEYS: given.TRIBUTARY_ENCRYPTION_KEYS ?? secrets.TRIBUTARY_ENCRYPTION_KEYS,
    ...(practice
      ? {
          TRIBUTARY_GIT_HOSTS: withPracticeHost(given.TRIBUTARY_GIT_HOSTS, practice, dataDir),
          TRIBUTARY_PRACTICE_URL: practice.url,
        }
      : {}),
  };
  Object.assign(process.env, settings);
  const applied = await migrate(settings.DATABASE_URL ?? "", path.join(root, "prisma", "migrations"));
  return {
    settings,
    practice,
    applied,
    stop: async () => {
      await practice?.close();
      await postgres?.stop();
    },
  };
}

/**
 * For commands that need the database only: that of the running product, or the embedded one for as long as the command
 * takes.
 */
export async function joinRuntime(): Promise<Runtime> {
  loadEnvFile();
  const { DATABASE_URL, TRIBUTARY_DATA_DIR } = readEnv();
  const running = DATABASE_URL ? null : findRunningPostgres(TRIBUTARY_DATA_DIR);
  if (running) process.env.DATABASE_URL = running;
  process.env.TRIBUTARY_SAMPLE = "off";
  return startRuntime(() => undefined);
}

/** Without a git that can do the work, nothing is started: better here than in the middle of a sync. */
function requireGit(say: (line: string) => void): void {
  const { kind, message } = findGit();
  if (kind === "absent" || kind === "unusable") throw new StartError(message);
  if (kind === "limited") say(message);
}

function withPracticeHost(setting: string | undefined, practice: PracticeGitHost, dataDir: string): string {
  const knownHostsPath = path.join(dataDir, "practice", "known_hosts");
  fs.writeFileSync(knownHostsPath, `${practice.hostKeyLine.trim()}\n`, { mode: 0o600 });
  const text = setting?.startsWith("@") ? fs.readFileSync(setting.slice(1), "utf8") : setting;
  const others = text ? (JSON.parse(text) as unknown[]) : [];
  return JSON.stringify([
    ...others,
    {
      host: practiceHostName,
      kind: "generic",
      label: "Practice repository",
      ssh: { port: practice.port },
      https: false,
      knownHostsPath,
      allowPrivate: true,
    },
  ]);
}
