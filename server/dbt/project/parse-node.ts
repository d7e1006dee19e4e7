import type { LoadContext } from "@/server/dbt/context/load-context";
import { NodeObject } from "@/server/dbt/context/node-object";
import { NodeScope } from "@/server/dbt/context/node-scope";
import type { FileEntry } from "@/server/dbt/files";
import { JinjaError, LimitError } from "@/server/dbt/jinja/errors";
import { Template } from "@/server/dbt/jinja/template";
import type { ConfiguredType } from "@/server/dbt/node";
import { emptyMap } from "@/server/dbt/plain";
import { messageOf } from "@/server/dbt/problems";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import type { ParsedNode } from "@/server/dbt/project/draft";
import { literalReferences, referencesInText } from "@/server/dbt/project/literal-references";
import { nodeConfig } from "@/server/dbt/project/node-config";
import { ParsePhase, type Recorded } from "@/server/dbt/project/parse-phase";

export interface ParseInput {
  project: ProjectDefinition;
  type: ConfiguredType;
  name: string;
  fqn: string[];
  path: string;
  originalFilePath: string;
  entry: FileEntry;
  rawCode: string;
}

/** Renders a SQL node as dbt's parse phase does. It always gives a result: what failed is told in `problem`. */
export function parseSqlNode(context: LoadContext, input: ParseInput): ParsedNode {
  let template: Template;
  try {
    template = Template.parse(input.rawCode);
  } catch (error) {
    return result(referencesInText(input.rawCode), [], problemOf(error, "jinja-invalid"));
  }
  const phase = new ParsePhase({
    context,
    name: input.name,
    node: nodeObject(context, input),
    projectConfig: () => projectConfig(context, input),
  });
  const scope = new NodeScope(context, input.project, phase);
  try {
    template.render(context.interpreter, scope);
    return result(phase.recorded, [...scope.unknownMacros], null);
  } catch (error) {
    const found = withLiterals(phase.recorded, literalReferences(template.statements));
    return result(found, [...scope.unknownMacros], problemOf(error, "render-failed"));
  }
}

function result(recorded: Recorded, unknownMacros: string[], problem: ParsedNode["problem"]): ParsedNode {
  return { ...recorded, unknownMacros, partiallyParsed: problem !== null, problem };
}

function nodeObject(context: LoadContext, input: ParseInput): NodeObject {
  const { settings } = context;
  return new NodeObject({
    name: input.name,
    resourceType: input.type,
    uniqueId: `${input.type}.${input.project.name}.${input.name}`,
    packageName: input.project.name,
    path: input.path,
    originalFilePath: input.originalFilePath,
    fqn: input.fqn,
    language: "sql",
    rawCode: input.rawCode,
    database: settings.database,
    schema: settings.schema,
    alias: input.name,
    config: projectConfig(context, input),
    blobId: input.entry.blobId,
  });
}

function projectConfig(context: LoadContext, { project, type, fqn }: ParseInput) {
  return nodeConfig(context, { project, type, language: "sql", fqn, patch: emptyMap(), call: emptyMap() });
}

/** What rendering reached before it failed, then what the text names beyond that. */
function withLiterals(reached: Recorded, literal: Recorded): Recorded {
  const missing = <T>(known: T[], more: T[]) =>
    more.filter((item) => !known.some((other) => JSON.stringify(other) === JSON.stringify(item)));
  return {
    refs: [...reached.refs, ...missing(reached.refs, literal.refs)],
    sources: [...reached.sources, ...missing(reached.sources, literal.sources)],
    configCall: { ...literal.configCall, ...reached.configCall },
  };
}

export function problemOf(
  error: unknown,
  code: "jinja-invalid" | "render-failed" | "file-unreadable",
): NonNullable<ParsedNode["problem"]> {
  const isLimit = error instanceof LimitError;
  if (!(error instanceof JinjaError)) return { code, message: messageOf(error), line: null };
  const via = error.trace.map(({ macro, line }) => (line ? `${macro}, line ${line}` : macro));
  const message = via.length ? `${error.message} (in macro ${via.slice(0, 5).join(", called by ")})` : error.message;
  return { code: isLimit ? "limit-exceeded" : code, message, line: error.line ?? null };
}
