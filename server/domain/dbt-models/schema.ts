import { z } from "zod";
import { shownName } from "@/server/core/shown-name";
import { joinPath } from "@/server/dbt/files";
import { ADAPTERS, DBT_VERSIONS } from "@/server/dbt/settings";

const mostTextLength = 64 * 1024;

const plainText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `At most ${max} characters.`)
    .regex(/^\P{Cc}*$/u, "Leave out control characters.");

/** Folder of dbt_project.yml from the repository's top; the file itself may be named, as Segment asks for it. */
export const ProjectPath = plainText(400)
  .transform((path) => path.replace(/^\.?\/+|\/+$/g, "").replace(/(?:^|\/)dbt_project\.ya?ml$/, ""))
  .refine((path) => joinPath(path) === path, "Give a folder of the repository, such as transform/dbt.");

/** A map from names to values, as JSON or YAML; the verb reads it. */
const Vars = z.string().max(mostTextLength);

const EnvName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]{0,127}$/, "Use letters, digits and “_”.")
  .refine(
    (name) => !/^DBT_ENV_SECRET/i.test(name),
    "dbt keeps names that begin with DBT_ENV_SECRET out of models. Use another name, for a value that is no secret.",
  );

const EnvValue = z.string().max(8192, "At most 8,192 characters.");

export const ProjectName = shownName(80, "Give the project a name.");

const settings = {
  name: ProjectName,
  connectionId: z.string().min(1, "Choose a Git connection.").max(64),
  sourceId: z.string().min(1, "Choose a warehouse source.").max(64),
  url: z.string().trim().min(1, "Give the repository's URL.").max(2048),
  branch: z.string().trim().min(1, "Give a branch.").max(255),
  path: ProjectPath,
  dbtVersion: z.enum(DBT_VERSIONS),
  /** Database, project or catalog that relations lie in. */
  database: plainText(256).min(1, "Give the database, project or catalog that the models are built in."),
  schema: plainText(256).min(1, "Give the schema that models are built in by default."),
  targetName: plainText(128).min(1, "Give the target's name."),
};

export const CreateDbtProject = z.object({
  ...settings,
  path: settings.path.default(""),
  dbtVersion: settings.dbtVersion.default("1.7"),
  targetName: settings.targetName.default("prod"),
  vars: Vars.default(""),
  env: z.record(EnvName, EnvValue).default({}),
});
export type CreateDbtProject = z.output<typeof CreateDbtProject>;

/** Everything is optional: what is not given stays. In `env`, null removes a value. */
export const UpdateDbtProject = z.object({
  id: z.string().min(1).max(64),
  ...z.object(settings).partial().shape,
  vars: Vars.optional(),
  env: z.record(EnvName, EnvValue.nullable()).optional(),
});
export type UpdateDbtProject = z.output<typeof UpdateDbtProject>;

export const FindCandidates = z.object({
  connectionId: settings.connectionId,
  url: settings.url,
  branch: settings.branch,
});
export type FindCandidates = z.output<typeof FindCandidates>;

export const nodeStates = ["ready", "ephemeral", "disabled", "unresolved", "incomplete", "failed"] as const;
export type NodeState = (typeof nodeStates)[number];

const filter = z.array(z.string().max(500)).max(50).default([]);

export const ListDbtModels = z.object({
  projectId: z.string().min(1).max(64),
  query: z.string().max(200).default(""),
  resourceTypes: z.array(z.enum(["model", "seed", "snapshot", "source"])).default(["model"]),
  tags: filter,
  folders: filter,
  materializations: filter,
  groups: filter,
  states: z.array(z.enum(nodeStates)).default([]),
  after: z.string().max(2000).optional(),
  before: z.string().max(2000).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
export type ListDbtModels = z.output<typeof ListDbtModels>;

export const adapters = ADAPTERS;
export const dbtVersions = DBT_VERSIONS;
