import type { LoadCache } from "@/server/dbt/cache";
import { extensionOf, type FileEntry, type FileIndex, joinPath } from "@/server/dbt/files";
import type { CompiledMacro } from "@/server/dbt/jinja/compile";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { Template } from "@/server/dbt/jinja/template";
import { messageOf, type ProblemList } from "@/server/dbt/problems";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import { textBlocks } from "@/server/dbt/project/text-blocks";

export interface MacroFileFacts {
  /** Names that the file defines, in order. */
  names: string[];
  problem: { message: string; line: number | null } | null;
}

/** One macro file: its names may come from the cache, its macros are compiled when the first of them is used. */
class MacroFile {
  private compiled: ReturnType<typeof compileMacroFile> | undefined;

  constructor(
    readonly entry: FileEntry,
    private readonly files: FileIndex,
  ) {}

  macro(name: string): CompiledMacro | undefined {
    return this.compile().macros.findLast((macro) => macro.name === name);
  }

  facts(): MacroFileFacts {
    const { macros, problem } = this.compile();
    return { names: macros.map(({ name }) => name), problem };
  }

  private compile(): ReturnType<typeof compileMacroFile> {
    this.compiled ??= this.read();
    return this.compiled;
  }

  private read(): ReturnType<typeof compileMacroFile> {
    try {
      return compileMacroFile(this.files.read(this.entry));
    } catch (error) {
      return { macros: [], problem: { message: messageOf(error), line: null } };
    }
  }
}

/** Every macro of the root project and of installed packages, by package and name. */
export class MacroIndex {
  private readonly packages = new Map<string, Map<string, MacroFile>>();
  private readonly overridden = new Map<string, boolean>();

  constructor(
    private readonly files: FileIndex,
    private readonly cache: LoadCache,
    private readonly problems: ProblemList,
  ) {}

  addProject(project: ProjectDefinition): FileEntry[] {
    this.overridden.clear();
    const macros = this.packages.get(project.name) ?? new Map<string, MacroFile>();
    this.packages.set(project.name, macros);
    const entries = macroFiles(project, this.files);
    for (const entry of entries) {
      const file = new MacroFile(entry, this.files);
      for (const name of this.facts(file).names) macros.set(name, file);
    }
    return entries;
  }

  hasPackage(name: string): boolean {
    return this.packages.has(name);
  }

  /** Whether any package has a macro in the place of one of dbt's own, by its name or for an adapter. */
  overrides(name: string): boolean {
    const known = this.overridden.get(name);
    if (known !== undefined) return known;
    const found = [...this.packages.values()].some((macros) =>
      [...macros.keys()].some((each) => each === name || each.endsWith(`__${name}`)),
    );
    this.overridden.set(name, found);
    return found;
  }

  find(packageName: string, name: string): CompiledMacro | undefined {
    return this.packages.get(packageName)?.get(name)?.macro(name);
  }

  private facts(file: MacroFile): MacroFileFacts {
    const { entry } = file;
    const key = `macros:${entry.blobId}`;
    const cached = this.cache.get(key) as MacroFileFacts | undefined;
    const facts = cached ?? file.facts();
    if (!cached) this.cache.set(key, facts);
    if (facts.problem)
      this.problems.warn("jinja-invalid", facts.problem.message, { file: entry.path, line: facts.problem.line });
    return facts;
  }
}

function macroFiles(project: ProjectDefinition, files: FileIndex): FileEntry[] {
  const folders = [...project.paths.macros, ...project.paths.tests.map((path) => `${path}/generic`)];
  const paths = folders.map((folder) => joinPath(project.root, folder)).filter((path) => path !== null);
  return paths.flatMap((path) => files.below(path)).filter((entry) => extensionOf(entry.path) === ".sql");
}

const MACRO_TAGS = ["macro", "test", "data_test", "materialization"];

/**
 * Compiles a macro file. dbt takes the macro blocks out of the file and ignores the text between them, so a file that
 * does not parse as a whole is read block by block; `problem` then says what was wrong.
 */
export function compileMacroFile(source: string): { macros: CompiledMacro[]; problem: MacroFileFacts["problem"] } {
  try {
    return { macros: Template.parse(source).macros, problem: null };
  } catch (error) {
    const macros: CompiledMacro[] = [];
    let broken = false;
    for (const { whole } of textBlocks(source, MACRO_TAGS)) {
      try {
        macros.push(...Template.parse(whole).macros);
      } catch {
        broken = true;
      }
    }
    const line = error instanceof JinjaError ? (error.line ?? null) : null;
    return { macros, problem: broken || !macros.length ? { message: messageOf(error), line } : null };
  }
}
