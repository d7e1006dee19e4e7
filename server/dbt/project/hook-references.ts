import type { LoadContext } from "@/server/dbt/context/load-context";
import { NodeObject } from "@/server/dbt/context/node-object";
import { NodeScope } from "@/server/dbt/context/node-scope";
import { JinjaError } from "@/server/dbt/jinja/errors";
import { Template } from "@/server/dbt/jinja/template";
import type { DbtNode } from "@/server/dbt/node";
import { isMap, listOf, own, textOf } from "@/server/dbt/plain";
import type { ProjectDefinition } from "@/server/dbt/project/definition";
import { ParsePhase, type Recorded, sameRef } from "@/server/dbt/project/parse-phase";
import { hasJinja } from "@/server/dbt/render-native";
import { digest } from "@/server/dbt/text-digest";

/** What hooks refer to counts for their node: dbt renders them in the parse phase, wherever they are configured. */
export function addHookReferences(context: LoadContext, node: DbtNode, project: ProjectDefinition): void {
  for (const hook of [...listOf(own(node.config, "pre-hook")), ...listOf(own(node.config, "post-hook"))]) {
    const sql = isMap(hook) ? textOf(own(hook, "sql")) : textOf(hook);
    if (sql === null || !hasJinja(sql)) continue;
    const { refs, sources } = hookReferences(context, node, project, sql);
    for (const ref of refs) if (!node.refs.some((known) => sameRef(known, ref))) node.refs.push(ref);
    node.sources.push(...sources);
  }
}

/** The same hook on many nodes is rendered once, unless it asks about its node before it refers to something. */
function hookReferences(context: LoadContext, node: DbtNode, project: ProjectDefinition, sql: string): Recorded {
  const refers = /\b(?:ref|source)\s*\(/.test(sql);
  if (refers && /\bif\b[\s\S]*\b(?:this|model|config)\b|\bmodel\b/.test(sql))
    return render(context, node, project, sql);
  const key = `${project.name} ${sql}`;
  const known = context.hookReferences.get(key) ?? kept(context, node, project, sql);
  context.hookReferences.set(key, known);
  return known;
}

/** From an earlier load, when nothing a hook can see has changed since. */
function kept(context: LoadContext, node: DbtNode, project: ProjectDefinition, sql: string): Recorded {
  const key = `hook:${context.parseKey}:${project.name}:${digest(sql)}`;
  const cached = context.cache.get(key) as Recorded | undefined;
  if (cached) return cached;
  const recorded = render(context, node, project, sql);
  context.cache.set(key, recorded);
  return recorded;
}

/** A hook that fails would fail when dbt runs it; what it referred to until then counts. */
function render(context: LoadContext, node: DbtNode, project: ProjectDefinition, sql: string): Recorded {
  const phase = new ParsePhase({
    context,
    name: node.name,
    node: new NodeObject(node),
    projectConfig: () => node.config,
  });
  try {
    Template.parse(sql).render(context.interpreter, new NodeScope(context, project, phase));
  } catch (error) {
    if (!(error instanceof JinjaError)) throw error;
  }
  return phase.recorded;
}
