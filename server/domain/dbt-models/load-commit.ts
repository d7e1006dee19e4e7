import type { DbtProject } from "@/prisma/generated/client";
import type { Db } from "@/server/core/ctx";
import type { Plain } from "@/server/dbt/plain";
import { LoadSettings } from "@/server/dbt/settings";
import type { DescribedRelation, LoadReply, ManifestFacts } from "@/server/dbt/worker/protocol";
import { type DbtEngine, EngineError, type ReadFile, type RepositoryTip } from "./ports";
import { projectEnv } from "./project-secrets";
import type { RunRecorder } from "./run-recorder";
import { loadEnded, projectInvalid } from "./sync-failures";

export type Loaded = Extract<LoadReply, { ok: true }>;

interface Commit {
  readonly tip: Extract<RepositoryTip, { kind: "tip" }>;
  readonly files: readonly ReadFile[];
  /** One that lies in the repository. */
  readonly manifest: Uint8Array | null;
}

/** Loads a commit in the engine. What has the fingerprint that is stored already comes back by its id alone. */
export async function loadCommit(
  deps: { db: Db; engine: DbtEngine },
  project: DbtProject,
  commit: Commit,
  run: RunRecorder,
): Promise<Loaded> {
  const known = await deps.db.dbtNode.findMany({
    where: { projectId: project.id },
    select: { uniqueId: true, hash: true },
  });
  const manifest = await chooseManifest(deps, project, commit, run);
  const described = await describedRelations(deps, project);
  try {
    const reply = await deps.engine.load(project.id, {
      files: commit.files.map(({ size, ...file }) => ({ ...file, size: size ?? tooLarge })),
      settings: settingsOf(project),
      nowMs: Date.now(),
      withColumns: true,
      known: known.map(({ uniqueId, hash }) => [uniqueId, hash]),
      manifest,
      described,
    });
    run.setProblems(reply.problems);
    if (!reply.ok) throw projectInvalid(reply.problems, project.commit !== null);
    noteManifest(reply.manifest, run);
    return reply;
  } catch (error) {
    if (error instanceof EngineError) throw loadEnded(error.message, project.commit !== null);
    throw error;
  }
}

/**
 * What the warehouse knew when it was asked last, of relations whose columns the files do not tell whole: the columns
 * behind a `select *` from a source.
 */
function describedRelations({ db }: { db: Db }, { id }: DbtProject): Promise<DescribedRelation[]> {
  return db.$queryRaw<DescribedRelation[]>`
    SELECT d."uniqueId", d."relationName", d.columns FROM "DbtDescription" d
    JOIN "DbtNode" n ON n."projectId" = d."projectId" AND n."uniqueId" = d."uniqueId"
    WHERE d."projectId" = ${id} AND d.found AND NOT n."columnsComplete"`;
}

/** Above every limit: the engine reports the file and does not look at its text. */
const tooLarge = Number.MAX_SAFE_INTEGER;

export function settingsOf(project: DbtProject): LoadSettings {
  return LoadSettings.parse({
    adapter: project.adapter,
    database: project.database,
    schema: project.schema,
    targetName: project.targetName,
    dbtVersion: project.dbtVersion,
    projectPath: project.path,
    vars: project.vars as { [name: string]: Plain },
    env: projectEnv(project),
  });
}

type GivenManifest = NonNullable<Parameters<DbtEngine["load"]>[1]["manifest"]>;

/** An uploaded manifest goes before a committed one. Whether it is fresh is decided where the code can be compared. */
async function chooseManifest(
  { db, engine }: { db: Db; engine: DbtEngine },
  project: DbtProject,
  { tip, manifest: committed }: Commit,
  run: RunRecorder,
): Promise<GivenManifest | null> {
  const uploaded = await db.dbtManifest.findUnique({ where: { projectId: project.id } });
  if (uploaded) {
    const facts = uploaded.facts as unknown as ManifestFacts;
    const isOfCommit = uploaded.commit !== null && tip.commit.startsWith(uploaded.commit);
    const isOfOther = uploaded.commit !== null && !isOfCommit;
    const age = facts.generatedAt === null ? "" : `, written ${facts.generatedAt.slice(0, 16).replace("T", " ")} UTC`;
    if (!isOfOther)
      return {
        content: uploaded.content,
        trust: isOfCommit ? "given" : "same-code",
        label: `the uploaded manifest${age}`,
      };
    const text = `The uploaded manifest is of commit ${uploaded.commit?.slice(0, 7)}${age}: this commit was read from its files.`;
    run.note({ kind: "manifest-stale", text });
  }
  if (committed === null) return null;
  const reading = await engine.readManifest(committed);
  if (reading.ok)
    return { content: reading.content, trust: "same-code", label: "target/manifest.json of the repository" };
  run.note({ kind: "manifest-stale", text: `target/manifest.json of the repository is not used: ${reading.message}.` });
  return null;
}

function noteManifest(manifest: Loaded["manifest"], run: RunRecorder): void {
  if (!manifest) return;
  const { label, used } = manifest;
  const first = label.charAt(0).toUpperCase() + label.slice(1);
  if (used) run.note({ kind: "manifest-used", text: `${first} fits this commit: its facts were taken over.` });
  else
    run.note({
      kind: "manifest-stale",
      text: `${first} was made from other code than this commit's, so the files were read.`,
    });
}
