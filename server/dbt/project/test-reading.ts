import type { LoadContext } from "@/server/dbt/context/load-context";
import { NodeObject } from "@/server/dbt/context/node-object";
import { NodeScope } from "@/server/dbt/context/node-scope";
import type { GenericTestFacts } from "@/server/dbt/data-test";
import { fromPlain } from "@/server/dbt/jinja/convert";
import { JinjaError } from "@/server/dbt/jinja/errors";
import type { Scope } from "@/server/dbt/jinja/frame";
import { Template } from "@/server/dbt/jinja/template";
import { str } from "@/server/dbt/jinja/text";
import { Dict, type Value } from "@/server/dbt/jinja/values";
import type { Ref, SourceRef } from "@/server/dbt/node";
import { emptyMap, isMap, own, type Plain, type PlainMap } from "@/server/dbt/plain";
import { mergeConfigCall } from "@/server/dbt/project/config";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import { nodeConfig } from "@/server/dbt/project/node-config";
import { ParsePhase } from "@/server/dbt/project/parse-phase";
import { evaluateNative } from "@/server/dbt/render-native";
import { versionFacts } from "@/server/dbt/versions";

/** What a test's arguments and its macro refer to and configure. */
export interface TestReading {
  refs: Ref[];
  sources: SourceRef[];
  configCall: PlainMap;
  unknownMacros: string[];
}

interface TestInput {
  name: string;
  fqn: string[];
  facts: GenericTestFacts;
  settings: PlainMap;
}

/** dbt's own tests: two need no reading at all, the others have nothing in them besides their arguments. */
const OF_DBT = new Set(["unique", "not_null", "relationships", "accepted_values"]);
const FUNCTION_CALL = /^\s*(?:env_var|ref|var|source|doc)\s*\(.+\)\s*$/;
const KWARGS = "_dbt_generic_test_kwargs";

/** Reads a generic test as dbt's parse phase does: by rendering its arguments and calling its macro with them. */
export function testReading(context: LoadContext, project: ProjectDefinition, input: TestInput): TestReading {
  const { name, namespace } = input.facts;
  const isOwn = hasMacro(context, project, namespace, `test_${name}`);
  if (!isOwn && namespace === null && (name === "unique" || name === "not_null")) return plainReading(context, input);
  const phase = new ParsePhase({
    context,
    node: new NodeObject({ name: input.name, resourceType: "test", packageName: project.name }),
    name: input.name,
    projectConfig: () => testProjectConfig(context, project, input.fqn),
  });
  const scope = new NodeScope(context, project, phase);
  const isKnown = isOwn || (namespace === null && OF_DBT.has(name));
  try {
    const kwargs = renderedArguments(context, scope, input.facts.kwargs);
    if (isOwn) callMacro(context, scope, input.facts, kwargs);
  } catch (error) {
    if (!(error instanceof JinjaError)) throw error;
  }
  const macro = namespace === null ? `test_${name}` : `${namespace}.test_${name}`;
  return {
    ...phase.recorded,
    configCall: mergeConfigCall(
      startingCall(context, phase.recorded.configCall, input),
      input.settings,
      context.adapter,
    ),
    unknownMacros: isKnown ? [...scope.unknownMacros] : [macro, ...scope.unknownMacros],
  };
}

/** Before the template's own `config()`: what the macro configures and, since dbt 1.9, the same settings once before. */
function startingCall(
  { adapter, settings: { dbtVersion } }: LoadContext,
  recorded: PlainMap,
  input: TestInput,
): PlainMap {
  if (!versionFacts(dbtVersion).configuresTestsTwice) return recorded;
  return mergeConfigCall(mergeConfigCall(emptyMap(), input.settings, adapter), recorded, adapter);
}

export function testProjectConfig(context: LoadContext, project: ProjectDefinition, fqn: string[]): PlainMap {
  return nodeConfig(context, { project, type: "test", language: "sql", fqn, patch: emptyMap(), call: emptyMap() });
}

function hasMacro(
  { macros, root }: LoadContext,
  project: ProjectDefinition,
  namespace: string | null,
  name: string,
): boolean {
  const packages = namespace === null ? [project.name, root.name] : [namespace];
  return packages.some((packageName) => macros.find(packageName, name) !== undefined);
}

/** `unique` and `not_null` refer to what they test and to nothing else. */
function plainReading(context: LoadContext, { facts: { target }, settings }: TestInput): TestReading {
  const { tags, ...rest } = settings;
  const call: PlainMap = versionFacts(context.settings.dbtVersion).readsPlainTestsApart ? rest : settings;
  if (call === rest && typeof call.severity === "string") call.severity = call.severity.toUpperCase();
  const isSource = target.kind === "source";
  return {
    refs: isSource ? [] : [{ name: target.name, package: null, version: target.version }],
    sources: isSource ? [[target.source, target.table]] : [],
    configCall: call,
    unknownMacros: [],
  };
}

function renderedArguments(context: LoadContext, scope: Scope, kwargs: PlainMap): Value {
  const render = (value: Plain, key: string | null): Value => {
    if (Array.isArray(value)) return value.map((item) => render(item, null));
    if (isMap(value)) return renderMap(value, false);
    if (typeof value !== "string" || key === "column_name") return fromPlain(value);
    return evaluateNative(FUNCTION_CALL.test(value) ? `{{ ${value} }}` : value, context.interpreter, scope);
  };
  const renderMap = (map: PlainMap, isTop: boolean): Dict =>
    new Dict(Object.keys(map).map((key) => [key, render(own(map, key) ?? null, isTop ? key : null)] as const));
  return renderMap(kwargs, true);
}

function callMacro(context: LoadContext, scope: Scope, { name, namespace }: GenericTestFacts, kwargs: Value): void {
  const macro = namespace === null ? `test_${name}` : `${namespace}.test_${name}`;
  const withArguments: Scope = {
    lookup: (wanted) => (wanted === KWARGS ? kwargs : scope.lookup(wanted)),
    unknown: (wanted) => scope.unknown?.(wanted) ?? null,
  };
  Template.parse(`{{ ${macro}(**${KWARGS}) }}`).render(context.interpreter, withArguments);
}

/** The template that dbt shows for a generic test. */
export function testRawCode({ name, namespace }: GenericTestFacts, settings: PlainMap): string {
  const macro = namespace === null ? `test_${name}` : `${namespace}.test_${name}`;
  const config = Object.keys(settings).map((key) => {
    const value = own(settings, key) ?? null;
    return `${key}=${typeof value === "string" ? `"${value.replaceAll('"', '\\"')}"` : str(fromPlain(value))}`;
  });
  return `{{ ${macro}(**${KWARGS}) }}${config.length ? `{{ config(${config.join(",")}) }}` : ""}`;
}
