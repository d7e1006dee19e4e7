import { authorize, type Ctx } from "@/server/core/ctx";
import type { Advice, GitGateway, GitServiceInfo, HostKey, KeyPair, Problem } from "./ports";
import type { PreviewCredential } from "./schema";

/** Git hosts that this installation offers. */
export function listServices(ctx: Ctx, git: GitGateway): readonly GitServiceInfo[] {
  authorize(ctx, "extensions:manage");
  return git.services();
}

/** A new ed25519 pair. The private half goes back to the form once and is stored only when the form is saved. */
export function generateKey(ctx: Ctx, git: GitGateway): KeyPair {
  authorize(ctx, "extensions:manage");
  return git.generateKey(`tributary-${ctx.workspace.slug}`);
}

/** The keys that a host shows now, for a person to compare with what its administrator publishes. */
export async function showHostKeys(ctx: Ctx, git: GitGateway, service: string): Promise<readonly HostKey[]> {
  authorize(ctx, "extensions:manage");
  return git.scanHostKeys(service);
}

export interface PreviewedCredential {
  readonly publicKey: string | null;
  readonly fingerprint: string | null;
  readonly username: string | null;
  readonly problem: Problem | null;
  /** What was put right in a pasted key. */
  readonly repairs: readonly string[];
  readonly advice: readonly Advice[];
}

/** What a pasted credential is, and what stands against it. */
export function previewCredential(ctx: Ctx, git: GitGateway, input: PreviewCredential): PreviewedCredential {
  authorize(ctx, "extensions:manage");
  const nothing = { publicKey: null, fingerprint: null, username: null, problem: null, repairs: [], advice: [] };
  if (input.method === "ssh-key") {
    const found = git.inspectKey(input.secret);
    if (!found.ok) return { ...nothing, problem: found.problem };
    return { ...nothing, publicKey: found.key.publicKey, fingerprint: found.key.fingerprint, repairs: found.repairs };
  }
  const username = input.username ?? git.defaultUsername(input.service, input.secret);
  const advice = git.adviseOnToken({ service: input.service, token: input.secret, username, purpose: input.purpose });
  return { ...nothing, username, advice };
}
