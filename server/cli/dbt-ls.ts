import { FolderSource } from "@/server/dbt/folder/folder-source";
import { OPTIONS_HELP, readOptions, UsageError } from "@/server/dbt/folder/options";
import { type CommandIo, reportProblems } from "@/server/dbt/folder/report";
import { loadProject } from "@/server/dbt/load";
import { manifestNode } from "@/server/dbt/manifest/write-node";
import type { DbtNode } from "@/server/dbt/node";
import { plainToJson } from "@/server/dbt/plain";

export const DBT_LS_HELP = `Usage: tributary dbt ls DIR [options]

Lists the enabled models of the dbt project in DIR, one line each: as JSON in the
shape of dbt's manifest, or with --output name or path. Problems go to stderr.

${OPTIONS_HELP}
  --output KIND       json, name or path (default json)
`;

/** Exit code: 0 when the project loaded (whatever is wrong with single files), 1 when not, 2 when called wrongly. */
export async function dbtLs(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.includes("--help")) {
    io.stdout.write(DBT_LS_HELP);
    return 0;
  }
  try {
    const { folder, settings, output } = readOptions(args);
    const project = loadProject({ source: new FolderSource(folder), settings });
    reportProblems(project.problems, io);
    if (!project.nodes) return 1;
    for (const node of project.nodes.values())
      if (node.resourceType === "model") io.stdout.write(`${describe(node, output)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`${error.message}\n\n${DBT_LS_HELP}`);
    return 2;
  }
}

function describe(node: DbtNode, output: "json" | "name" | "path"): string {
  if (output === "name") return node.version === null ? node.name : `${node.name}.v${node.version}`;
  return output === "path" ? node.originalFilePath : plainToJson(manifestNode(node));
}
