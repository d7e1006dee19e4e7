import { createId } from "@/server/core/create-id";
import { actorLabel, authorize, type Ctx } from "@/server/core/ctx";
import { DomainError, InvalidError } from "@/server/core/errors";
import { recordAudit } from "@/server/domain/audit/record-audit";
import { mask } from "@/server/domain/resources/secrets";
import { sealConnectionSecret } from "./connection-secret";
import type { GitGateway } from "./ports";
import type { CreateGitConnection } from "./schema";

export interface Credential {
  readonly secret: string;
  readonly secretHint: string;
  readonly publicKey: string | null;
  readonly fingerprint: string | null;
  readonly username: string | null;
}

/** Stores a credential, encrypted. What cannot work is refused at its field before any connection is made. */
export async function createGitConnection(
  ctx: Ctx,
  git: GitGateway,
  input: CreateGitConnection,
): Promise<{ id: string }> {
  authorize(ctx, "extensions:manage");
  const service = git.services().find((each) => each.service === input.service);
  if (!service)
    throw new InvalidError([{ path: "service", message: "This host is not offered here. An operator can add it." }]);
  const credential = input.method === "ssh-key" ? readKey(git, input.privateKey) : readToken(git, input);
  if (input.method === "ssh-key") refuseHostKeys(git, input.service, input.confirmedHostKeys);
  const id = createId();
  const { secret, ...shown } = credential;
  const sealed = sealConnectionSecret(id, secret);
  await ctx.db
    .$transaction(async (tx) => {
      await tx.gitConnection.create({
        data: {
          id,
          workspaceId: ctx.workspace.id,
          name: input.name,
          service: input.service,
          method: input.method,
          secretCiphertext: sealed.ciphertext,
          keyId: sealed.keyId,
          confirmedHostKeys: input.method === "ssh-key" ? input.confirmedHostKeys : [],
          createdBy: actorLabel(ctx.actor),
          ...shown,
        },
      });
      await recordAudit(tx, ctx, {
        type: "Git Connection Created",
        resourceType: "git_connection",
        resourceId: id,
        resourceName: input.name,
        detail: { service: input.service, method: input.method },
      });
    })
    .catch((error) => nameTaken(error, input.name));
  return { id };
}

/** Takes keys from a person only where nobody else knows them. */
export function refuseHostKeys(git: GitGateway, service: string, lines: readonly string[]): void {
  const problem = git.findHostKeysProblem(service, lines);
  if (problem) throw new InvalidError([{ path: "confirmedHostKeys", message: `${problem.message} ${problem.remedy}` }]);
}

/** Checks a private key and gives back what is stored and shown of it. */
export function readKey(git: GitGateway, text: string): Credential {
  const inspected = git.inspectKey(text);
  if (!inspected.ok) {
    const { message, remedy } = inspected.problem;
    throw new InvalidError([{ path: "privateKey", message: `${message} ${remedy}` }]);
  }
  const { privateKey, publicKey, fingerprint } = inspected.key;
  return { secret: privateKey, secretHint: fingerprint, publicKey, fingerprint, username: null };
}

/** Checks a token against what is known of its kind and host; refusals stand at the field. */
export function readToken(
  git: GitGateway,
  input: { service: string; token: string; username: string | null },
): Credential {
  const username = input.username ?? git.defaultUsername(input.service, input.token);
  const refused = git
    .adviseOnToken({ service: input.service, token: input.token, username, purpose: "read" })
    .filter((advice) => advice.level === "refuse");
  if (refused.length > 0) {
    throw new InvalidError(
      refused.map(({ field, message, remedy }) => ({ path: field, message: `${message} ${remedy}` })),
    );
  }
  return { secret: input.token, secretHint: mask(input.token), publicKey: null, fingerprint: null, username };
}

export function nameTaken(error: unknown, name: string): never {
  if ((error as { code?: string }).code !== "P2002") throw error;
  throw new DomainError("conflict", `Another Git connection is called “${name}”.`, {
    next: "Choose another name.",
    fields: [{ path: "name", message: `“${name}” is taken.` }],
    cause: error,
  });
}
