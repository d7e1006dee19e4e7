import { ColumnFinder } from "@/server/dbt/columns/model-columns";
import { FolderSource } from "@/server/dbt/folder/folder-source";
import { OPTIONS_HELP, readOptions, UsageError } from "@/server/dbt/folder/options";
import { type CommandIo, reportProblems, reportUnloadable } from "@/server/dbt/folder/report";
import { type LoadedProject, loadProject } from "@/server/dbt/load";
import type { DbtNode } from "@/server/dbt/node";
import { compileNode } from "@/server/dbt/project/compile-node";

export const DBT_COMPILE_HELP = `Usage: tributary dbt compile DIR --select NAME [options]

Prints the SQL of one or more models as dbt would compile it without a warehouse.
NAME is a model's name, its unique id, or name.v2 for a version.

${OPTIONS_HELP}
`;

/** Exit code: 0 when every selected model compiled, 1 when one did not or is not there, 2 when called wrongly. */
export async function dbtCompile(args: readonly string[], io: CommandIo): Promise<number> {
  if (args.includes("--help")) {
    io.stdout.write(DBT_COMPILE_HELP);
    return 0;
  }
  try {
    const { folder, settings, select } = readOptions(args);
    if (!select.length) throw new UsageError("name a model with --select");
    const source = new FolderSource(folder);
    const project = loadProject({ source, settings });
    // Some macros write out the columns of other models.
    if (project.nodes) new ColumnFinder(project);
    if (project.nodes) return select.every((name) => printModel(project, name, select.length > 1, io)) ? 0 : 1;
    reportUnloadable(project.problems, source, io);
    return 1;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.stderr.write(`${error.message}\n\n${DBT_COMPILE_HELP}`);
    return 2;
  }
}

function printModel(project: LoadedProject, name: string, withHeading: boolean, io: CommandIo): boolean {
  const node = findNode(project, name);
  if (!node) {
    io.stderr.write(`there is no enabled model '${name}'${hint(project, name)}\n`);
    return false;
  }
  const about = project.problems.filter(({ uniqueId }) => uniqueId === node.uniqueId);
  reportProblems(about, io);
  const compiled = compileNode(project, node);
  if (!compiled.ok) {
    const line = compiled.line === null ? "" : `:${compiled.line}`;
    io.stderr.write(`${node.file}${line}: error: ${compiled.message}\n`);
    return false;
  }
  const unknown = compiled.unknownMacros;
  if (unknown.length)
    io.stderr.write(`${node.file}: warning: not known, so the SQL is incomplete: ${unknown.join(", ")}\n`);
  io.stdout.write(`${withHeading ? `-- ${node.uniqueId}\n` : ""}${compiled.sql}\n`);
  return true;
}

function findNode(project: LoadedProject, name: string): DbtNode | undefined {
  const byId = project.nodes.get(name);
  if (byId) return byId;
  const versioned = /^(.+)\.v([^.]+)$/.exec(name);
  const [plain, version] = versioned ? [versioned[1] ?? name, versioned[2] ?? null] : [name, null];
  return project.index.find({ name: plain, package: null, version }, project.projectName) ?? undefined;
}

function hint(project: LoadedProject, name: string): string {
  const disabled = project.disabled.some((node) => node.name === name || node.uniqueId === name);
  return disabled ? ": it is disabled" : "";
}
