import type { LoadSettings } from "@/server/dbt/settings";

type Settings = Pick<LoadSettings, "database" | "schema">;

/** What dbt's own naming macros give: in `generate_database_name`, `generate_schema_name` and `generate_alias_name`. */
export const defaultDatabase = ({ database }: Settings, custom: string | null): string => custom ?? database;

export const defaultSchema = ({ schema }: Settings, custom: string | null): string =>
  custom === null ? schema : `${schema}_${custom.trim()}`;

export const defaultAlias = (name: string, version: string | null, custom: string | null): string => {
  if (custom !== null && custom !== "") return custom.trim();
  return version === null ? name : `${name}_v${version.replaceAll(".", "_")}`;
};
