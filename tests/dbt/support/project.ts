import { type LoadedProject, type LoadInput, loadProject } from "@/server/dbt/load";
import type { DbtNode } from "@/server/dbt/node";
import { type Compiled, compileNode } from "@/server/dbt/project/compile-node";
import { LoadSettings } from "@/server/dbt/settings";
import { mapSource } from "@/tests/dbt/support/folder-source";

export const NOW_MS = Date.UTC(2026, 0, 15);

interface Given extends Partial<Omit<LoadInput, "source" | "settings">> {
  settings?: Partial<LoadSettings>;
}

/** Loads a project given as files; `dbt_project.yml` defaults to one that only has a name. */
export function load(files: Record<string, string>, { settings, ...rest }: Given = {}): LoadedProject {
  const all = { "dbt_project.yml": "name: shop", ...files };
  const loaded = loadProject({
    source: mapSource(all),
    settings: LoadSettings.parse({ schema: "base", targetName: "dev", ...settings }),
    nowMs: NOW_MS,
    ...rest,
  });
  if (!loaded.nodes) throw new Error(`not loaded: ${loaded.problems.map(({ message }) => message).join("; ")}`);
  return loaded;
}

export function node(project: LoadedProject, id: string): DbtNode {
  const found = project.nodes.get(id) ?? project.disabled.find(({ uniqueId }) => uniqueId === id);
  if (!found) throw new Error(`no node ${id}, only ${[...project.nodes.keys()].join(", ")}`);
  return found;
}

export function sqlOf(project: LoadedProject, id: string): string {
  const compiled: Compiled = compileNode(project, node(project, id));
  if (!compiled.ok) throw new Error(compiled.message);
  return compiled.sql;
}

export function codes(project: LoadedProject): string[] {
  return project.problems.map(({ code }) => code);
}
