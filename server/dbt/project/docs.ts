import { createHash } from "node:crypto";
import type { LoadContext } from "@/server/dbt/context/load-context";
import { expectText } from "@/server/dbt/jinja/compare";
import { fromPlain } from "@/server/dbt/jinja/convert";
import { JinjaError } from "@/server/dbt/jinja/errors";
import type { Scope } from "@/server/dbt/jinja/frame";
import { Template } from "@/server/dbt/jinja/template";
import { type Args, Callable, type Value } from "@/server/dbt/jinja/values";
import { messageOf } from "@/server/dbt/problems";
import type { ColumnReading } from "@/server/dbt/project/columns";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import { filesIn } from "@/server/dbt/project/discover-nodes";
import { textBlocks } from "@/server/dbt/project/text-blocks";
import { hasJinja } from "@/server/dbt/render-native";
import { versionFacts } from "@/server/dbt/versions";

interface DocBlock {
  name: string;
  text: string;
}

const NO_BLOCKS: string[] = [];
Object.freeze(NO_BLOCKS);

const NO_NAMES: Scope = { lookup: () => undefined };

/** `{{ doc('block') }}` or `{{ doc('package', 'block') }}`, with nothing done to it. */
const DOC_CALL = /\{\{[-+]?\s*doc\s*\(\s*("[^"]*"|'[^']*')\s*(?:,\s*("[^"]*"|'[^']*')\s*)?\)\s*[-+]?\}\}/g;

/** Doc blocks of all projects, and descriptions rendered with them. */
export class Docs {
  private readonly blocks = new Map<string, string>();
  /** Descriptions already rendered, by project and text: columns of many models share them. */
  private readonly rendered = new Map<string, string>();
  private readonly hash = createHash("sha256");

  constructor(private readonly context: LoadContext) {
    for (const project of context.projects.values()) this.addProject(project);
  }

  /** Changes when any doc block may have. */
  get fingerprint(): string {
    return this.hash.copy().digest("hex");
  }

  private addProject(project: ProjectDefinition): void {
    for (const { entry } of filesIn(this.context, project, project.paths.docs, [".md"])) {
      this.hash.update(`${entry.path} ${entry.blobId}\n`);
      const key = `docs:${entry.blobId}`;
      const cached = this.context.cache.get(key) as DocBlock[] | undefined;
      const blocks = cached ?? this.readBlocks(entry);
      if (!cached) this.context.cache.set(key, blocks);
      for (const { name, text } of blocks) this.blocks.set(`${project.name}.${name}`, text);
    }
  }

  private readBlocks(entry: Parameters<LoadContext["files"]["read"]>[0]): DocBlock[] {
    try {
      const source = this.context.files.read(entry);
      return Array.from(textBlocks(source, ["docs"]), ({ name, body }) => ({
        name,
        text: this.renderBlock(body).trim(),
      }));
    } catch (error) {
      this.context.problems.warn("file-unreadable", messageOf(error), { file: entry.path });
      return [];
    }
  }

  private renderBlock(body: string): string {
    if (!hasJinja(body)) return body;
    try {
      return Template.parse(body).render(this.context.interpreter, NO_NAMES);
    } catch {
      return body;
    }
  }

  /** How the columns of a file are read, apart from what is kept as it is. */
  reading(project: ProjectDefinition, file: string): Omit<ColumnReading, "keep"> {
    const { unknownColumnKeys: unknownKeys, docBlocks } = versionFacts(this.context.settings.dbtVersion);
    return {
      describe: (text) => this.render(text, project, file),
      docBlocks: (text) => (docBlocks && typeof text === "string" ? this.blocksIn(text, project) : NO_BLOCKS),
      unknownKeys,
    };
  }

  /** A description's text. One that cannot be rendered stays as written, with a warning. */
  render(text: unknown, project: ProjectDefinition, file: string): string {
    if (typeof text !== "string") return text === null || text === undefined ? "" : String(text);
    if (!hasJinja(text)) return text;
    const key = `${project.name} ${text}`;
    const known = this.rendered.get(key);
    if (known !== undefined) return known;
    try {
      const result = Template.parse(text).render(this.context.interpreter, this.scope(project));
      this.rendered.set(key, result);
      return result;
    } catch (error) {
      this.context.problems.warn("doc-missing", `a description could not be rendered: ${messageOf(error)}`, { file });
      return text;
    }
  }

  private scope(project: ProjectDefinition): Scope {
    const doc = new Callable("doc", (args) => this.find(args, project));
    // Descriptions are read as the root project's, whoever wrote them.
    const variables = variableFunction(this.context, this.context.root);
    return {
      lookup: (name) => (name === "doc" ? doc : name === "var" ? variables : this.context.base.get(name)),
    };
  }

  /** Unique ids of the blocks that a description writes out, and not only uses for something. */
  private blocksIn(text: string, project: ProjectDefinition): string[] {
    if (!hasJinja(text)) return NO_BLOCKS;
    const calls = text.replace(/\{#.*?#\}/gs, "").matchAll(DOC_CALL);
    return Array.from(calls).flatMap(([, first = "", second]) => {
      const names = second === undefined ? [first.slice(1, -1)] : [first.slice(1, -1), second.slice(1, -1)];
      const found = this.holder(names, project);
      return found === null ? [] : [`doc.${found}.${names.at(-1)}`];
    });
  }

  private find(args: Args, project: ProjectDefinition): Value {
    const names = args.positional.map((name) => expectText(name));
    const holder = this.holder(names, project);
    if (holder === null) throw new JinjaError(`Documentation for '${names.join(".")}' not found`);
    return this.blocks.get(`${holder}.${names.at(-1) ?? ""}`) ?? "";
  }

  /** In the package named, else the root project, then the node's own, then any other. */
  private holder(names: readonly string[], project: ProjectDefinition): string | null {
    const [only] = names.length > 1 ? names : [];
    const packages =
      only === undefined ? [this.context.root.name, project.name, ...this.context.projects.keys()] : [only];
    return packages.find((packageName) => this.blocks.has(`${packageName}.${names.at(-1) ?? ""}`)) ?? null;
  }
}

/** `var` outside of nodes: a missing one without default is an error. */
export function variableFunction(context: LoadContext, project: ProjectDefinition): Value {
  return new Callable("var", (args) => {
    const name = expectText(args.get(0, "name", null));
    const value = context.findVar(project, name);
    if (value !== undefined) return fromPlain(value);
    const fallback = args.find(1, "default");
    if (fallback === undefined) throw new JinjaError(`Required var '${name}' not found in config`);
    return fallback;
  });
}
