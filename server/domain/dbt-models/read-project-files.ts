import { joinPath } from "@/server/dbt/files";
import { isMap, mapsOf, own, textOf } from "@/server/dbt/plain";
import { parseYaml } from "@/server/dbt/yaml";
import type { ListedFile, OpenBranch, ReadFile } from "./ports";
import { tooManyFiles } from "./sync-failures";

const readExtensions = /\.(?:sql|py|ya?ml|md|csv)$/i;
const mostFiles = 50_000;
const mostLocalPackages = 20;

const isRead = ({ path }: ListedFile) => readExtensions.test(path) || /(?:^|\/)\.dbtignore$/.test(path);

/** What a project file's reading needs of one folder; `""` is the top. */
async function readFolder(
  branch: OpenBranch,
  commit: string,
  folder: string,
  listed: readonly ListedFile[],
): Promise<readonly ReadFile[]> {
  const files = listed.filter(isRead);
  if (files.length > mostFiles) throw tooManyFiles(files.length, mostFiles);
  return branch.readFiles(commit, folder, files);
}

export interface ProjectFiles {
  readonly files: readonly ReadFile[];
  /** A manifest that is committed with the project, not yet read. */
  readonly manifest: ListedFile | null;
}

/**
 * The files of a dbt project, and of packages that lie elsewhere in the same repository (`local:` in packages.yml). Null
 * when there is no project at the path.
 */
export async function readProjectFiles(branch: OpenBranch, commit: string, path: string): Promise<ProjectFiles | null> {
  const listed = await branch.listFiles(commit, path);
  const own = await readFolder(branch, commit, path, listed);
  if (!own.some((file) => !file.isLink && file.path === inFolder(path, "dbt_project.yml"))) return null;
  const files = new Map(own.map((file) => [file.path, file]));
  const done = new Set([path]);
  const pending = [path];
  for (let folder = pending.shift(); folder !== undefined && done.size <= mostLocalPackages; folder = pending.shift())
    for (const local of localPackages(files, folder)) {
      if (done.has(local)) continue;
      done.add(local);
      pending.push(local);
      // What lies inside the project is here already.
      if (isInside(local, path)) continue;
      const there = await branch.listFiles(commit, local);
      for (const file of await readFolder(branch, commit, local, there)) files.set(file.path, file);
    }
  const manifest = listed.find((file) => !file.isLink && file.path === inFolder(path, "target/manifest.json")) ?? null;
  return { files: [...files.values()], manifest };
}

const inFolder = (folder: string, name: string) => (folder === "" ? name : `${folder}/${name}`);

const isInside = (folder: string, other: string) => other === "" || folder === other || folder.startsWith(`${other}/`);

function localPackages(files: ReadonlyMap<string, ReadFile>, folder: string): string[] {
  return ["packages.yml", "dependencies.yml"].flatMap((name) => {
    const { text, isLink } = files.get(inFolder(folder, name)) ?? {};
    if (!text || isLink) return [];
    try {
      const content = parseYaml(text);
      const entries = isMap(content) ? mapsOf(own(content, "packages")) : [];
      return entries.flatMap((entry) => {
        const local = textOf(own(entry, "local"));
        const path = local === null ? null : joinPath(folder, local);
        return path === null ? [] : [path];
      });
    } catch {
      // The load itself reports a file that is no YAML.
      return [];
    }
  });
}

const largestManifest = 200 * 1024 * 1024;

/** A committed manifest as bytes; null when there is none of a readable size. */
export async function readCommittedManifest(
  branch: OpenBranch,
  commit: string,
  path: string,
  listed: ListedFile | null,
): Promise<Uint8Array | null> {
  if (listed === null) return null;
  const [file] = await branch.readFiles(commit, inFolder(path, "target"), [listed], largestManifest);
  return file && file.size !== null && file.size > 0 ? Buffer.from(file.text, "utf8") : null;
}
