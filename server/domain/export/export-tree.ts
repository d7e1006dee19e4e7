import { authorize, type Ctx } from "@/server/core/ctx";
import { DomainError } from "@/server/core/errors";
import type { SecretsStyle } from "@/server/core/kinds/secret-variables";
import { eachResource } from "@/server/domain/resources/each-resource";
import type { SecretScanner } from "@/server/domain/secrets/secret-scanner";
import { workspaceScanner } from "@/server/domain/secrets/workspace-scanner";
import { getSecretsStyle } from "@/server/domain/workspaces/get-secrets-style";
import { findProblem, type HeldBack, resourceFile, variableNames } from "./resource-file";
import { variablesFile, variablesPath } from "./variables-file";

export interface ExportedFile {
  readonly path: string;
  readonly content: string;
}

export interface Exported {
  readonly style: SecretsStyle;
  readonly resources: number;
  readonly variables: number;
  /** Resources without a file, because it would not say what they are. */
  readonly heldBack: readonly HeldBack[];
}

/**
 * The tree that Git Sync keeps in a repository, file by file; what it was is returned at the end. Throws `conflict` for a
 * file that would show a stored secret.
 */
export async function* exportTree(ctx: Ctx): AsyncGenerator<ExportedFile, Exported> {
  authorize(ctx, "workspace:read");
  const { id: workspaceId } = ctx.workspace;
  const style = await getSecretsStyle(ctx.db, workspaceId);
  const scanner = await workspaceScanner(ctx.db, workspaceId);
  const names = new Set<string>();
  const heldBack: HeldBack[] = [];
  let resources = 0;
  for await (const resource of eachResource(ctx.db, workspaceId, { withSecrets: style === "variables" })) {
    const file = resourceFile(resource, style);
    const problem = findProblem(file);
    resources += 1;
    if (problem || file.content === null) {
      const { kind, id, title } = resource;
      heldBack.push({ kind, id, title, path: file.path, problem: problem ?? { path: "", reason: "" } });
      continue;
    }
    refuseSecret(scanner, file.path, file.content);
    for (const name of variableNames(file)) names.add(name);
    yield { path: file.path, content: file.content };
  }
  const declarations = variablesFile(names);
  if (declarations !== null) yield { path: variablesPath, content: declarations };
  return { style, resources, variables: names.size, heldBack };
}

function refuseSecret(scanner: SecretScanner, path: string, content: string): void {
  const field = scanner.find(content);
  if (field === null) return;
  throw new DomainError("conflict", `Nothing was exported: ${path} would have shown a stored secret.`, {
    next: `The file contains the value of ${field}. Replace it where it was written in plain text, and change the secret if others saw it.`,
  });
}
