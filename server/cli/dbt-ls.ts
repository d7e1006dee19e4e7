import { FolderSource } from "@/server/dbt/folder/folder-source";
import { type DbtOptions, type ListedType, OPTIONS_HELP, readOptions, UsageError } from "@/server/dbt/folder/options";
import { type CommandIo, reportProblems, reportUnloadable } from "@/server/dbt/folder/report";
import { type LoadedProject, loadProject } from "@/server/dbt/load";
import { manifestNode, manifestSource } from "@/server/dbt/manifest/write-node";
import { manifestTest } from "@/server/dbt/manifest/write-test";
import { plainToJson } from "@/server/dbt/plain";

export const DBT_LS_HELP = `Usage: tributary dbt ls DIR [options]

Lists the enabled models of the dbt project in DIR, or what --resource-type names,
one line each: as JSON in the shape of dbt's manifest, or with --output name or path.
Problems go to stderr.

${OPTIONS_HELP}
  --resource-type T   model, seed, snapshot, source, test or all (default model)
  --output KIND       json, name or path (default json)
`;

/** Exit code: 0 when the project loaded (whatever is wrong with single files), 1 when not, 2 when called wrongly. */
export async function dbtLs(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.includes("--help")) {
    io.stdout.write(DBT_LS_HELP);
    return 0;
  }
  try {
    const { folder, settings, output, resourceTypes } = readOptions(args);
    const source = new FolderSource(folder);
    const project = loadProject({ source, settings });
    if (!project.nodes) {
      reportUnloadable(project.problems, source, io);
      return 1;
    }
    reportProblems(project.problems, io);
    for (const type of new Set(resourceTypes))
      for (const line of listed(project, type, output)) io.stdout.write(`${line}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`${error.message}\n\n${DBT_LS_HELP}`);
    return 2;
  }
}

type Output = DbtOptions["output"];

function* listed(project: LoadedProject, type: ListedType, output: Output): Generator<string> {
  if (type === "test") {
    for (const test of project.tests().values())
      if (test.enabled) yield describe(test, output, () => manifestTest(project.context, test));
  } else if (type === "source") {
    for (const table of project.sources.tables)
      if (table.enabled)
        yield describe({ ...table, name: `${table.sourceName}.${table.name}` }, output, () =>
          manifestSource(table, project.context.settings.dbtVersion),
        );
  } else
    for (const node of project.nodes.values())
      if (node.resourceType === type)
        yield describe(node, output, () => manifestNode(node, project.context.settings.dbtVersion));
}

interface Listed {
  name: string;
  originalFilePath: string;
  version?: string | number | null;
}

function describe({ name, originalFilePath, version = null }: Listed, output: Output, manifest: () => object): string {
  if (output === "name") return version === null ? name : `${name}.v${version}`;
  return output === "path" ? originalFilePath : plainToJson(manifest());
}
