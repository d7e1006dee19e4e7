import type { Failure } from "@/app/_trpc/failure";
import type { FormError } from "@/app/_ui/form-error-summary";
import type { KeyValueRow } from "@/app/_ui/key-value-editor";
import type { ShownDbtProject } from "@/server/domain/dbt-models/get-dbt-project";

/** What a person types of a dbt project. */
export interface ProjectDraft {
  readonly name: string;
  readonly path: string;
  readonly dbtVersion: string;
  readonly database: string;
  readonly schema: string;
  readonly targetName: string;
  readonly vars: string;
  readonly env: readonly KeyValueRow[];
}

export const newDraft = (given: Partial<ProjectDraft>): ProjectDraft => ({
  name: "",
  path: "",
  dbtVersion: "1.7",
  database: "",
  schema: "",
  targetName: "prod",
  vars: "",
  env: [],
  ...given,
});

/** The draft of a stored project. Environment values are not told: only new ones are typed. */
export function draftOf(project: ShownDbtProject): ProjectDraft {
  const { name, path, dbtVersion, database, schema, targetName, vars } = project;
  const written = Object.keys(vars).length === 0 ? "" : JSON.stringify(vars, null, 2);
  return { name, path, dbtVersion, database, schema, targetName, vars: written, env: [] };
}

/** The name of a folder, or of the repository, to begin with. */
export function suggestName(url: string, path: string): string {
  const last = (text: string) => text.split(/[/:]/).filter(Boolean).at(-1) ?? "";
  return (last(path) || last(url.replace(/\.git\/?$/, ""))).slice(0, 80);
}

/** Environment values by name; rows that were left empty do not count. */
export const envOf = (rows: readonly KeyValueRow[]): { [name: string]: string } =>
  Object.fromEntries(rows.filter(({ key, value }) => key !== "" || value !== "").map(({ key, value }) => [key, value]));

const names: ReadonlySet<string> = new Set([
  "name",
  "path",
  "dbtVersion",
  "database",
  "schema",
  "targetName",
  "vars",
  "env",
]);

/** Names the form's fields; `more` are those that only one of the forms has. */
export function toFormErrors(failure: Failure, more: readonly string[] = []): FormError[] {
  const { fields, message, next } = failure;
  if (fields.length === 0) return [{ message: next ? `${message} ${next}` : message }];
  return fields.map(({ path, message: what }) => {
    const [name = "", ...rest] = path.split(".");
    const told = rest.length > 0 && rest[0] !== "" ? `${rest.join(".")}: ${what}` : what;
    return names.has(name) || more.includes(name) ? { name, message: told } : { message: told };
  });
}
