import type { LoadContext } from "@/server/dbt/context/load-context";
import { joinPath } from "@/server/dbt/files";
import { isMap, mapsOf, own, type Plain, textOf } from "@/server/dbt/plain";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import { readYamlFile } from "@/server/dbt/project/properties";
import { readProject } from "@/server/dbt/project/read-project";

/** Loads the packages that are in the checkout, and notes the names of those that are declared but not there. */
export function loadPackages(context: LoadContext): void {
  const pending: ProjectDefinition[] = [context.root];
  for (const folder of installedFolders(context)) addPackage(context, folder, pending);
  for (let project = pending.shift(); project; project = pending.shift())
    for (const declared of declaredPackages(context, project)) {
      if (declared.local !== null) addPackage(context, declared.local, pending);
      else if (!declared.names.some((name) => context.projects.has(name)))
        noteMissing(context, project, declared.names);
    }
}

function installedFolders(context: LoadContext): string[] {
  const { root } = context;
  const base = joinPath(root.root, root.paths.packages);
  if (base === null) return [];
  const folders = new Set<string>();
  for (const { path } of context.files.below(base)) {
    const match = /^([^/]+)\/dbt_project\.yml$/.exec(path.slice(base.length + 1));
    if (match?.[1]) folders.add(`${base}/${match[1]}`);
  }
  return [...folders];
}

function addPackage(context: LoadContext, folder: string, pending: ProjectDefinition[]): void {
  if ([...context.projects.values()].some(({ root }) => root === folder)) return;
  const project = readProject(context, folder, false);
  if (!project || context.projects.has(project.name)) return;
  context.addProject(project);
  pending.push(project);
}

interface Declared {
  /** Names the package may have as a namespace. */
  names: string[];
  /** Folder of a package inside the checkout. */
  local: string | null;
}

function declaredPackages(context: LoadContext, project: ProjectDefinition): Declared[] {
  return ["packages.yml", "dependencies.yml"].flatMap((name) => {
    const entry = context.files.find(joinPath(project.root, name) ?? name);
    const content = entry ? readYamlFile(context, entry) : null;
    return isMap(content) ? mapsOf(own(content, "packages")).map((item) => declaration(project, item)) : [];
  });
}

function declaration(project: ProjectDefinition, item: { [key: string]: Plain }): Declared {
  const local = textOf(own(item, "local"));
  if (local !== null) return { names: [], local: joinPath(project.root, local) };
  const hub = textOf(own(item, "package"));
  if (hub !== null) return { names: [lastPart(hub)], local: null };
  const address = textOf(own(item, "git")) ?? textOf(own(item, "tarball")) ?? textOf(own(item, "name")) ?? "";
  const base = lastPart(address.replace(/\.(?:git|tar\.gz|tgz)$/, ""));
  return { names: [...new Set([base, base.replace(/^dbt_/, ""), `dbt_${base}`])], local: null };
}

function lastPart(address: string): string {
  return (address.split(/[/:]/).at(-1) ?? address).replaceAll("-", "_");
}

/** Packages that other packages commonly bring along: their names are understood too once anything is missing. */
const COMMON = ["dbt_utils", "fivetran_utils", "dbt_date", "spark_utils", "dbt_expectations"];

function noteMissing(context: LoadContext, project: ProjectDefinition, names: string[]): void {
  for (const name of [...names, ...COMMON]) if (!context.projects.has(name)) context.missingPackages.add(name);
  const message = `the package ${names[0] ?? ""} is not in the repository: SQL of models that call its macros cannot be compiled`;
  context.problems.warn("package-missing", message, { file: project.file });
}
