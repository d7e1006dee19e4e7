import { createHash, randomBytes } from "node:crypto";
import { type Sealed, seal, unseal } from "@/server/crypto";

const envContext = (projectId: string) => `dbt-env:${projectId}`;
const webhookContext = (projectId: string) => `dbt-webhook:${projectId}`;

interface EnvRow {
  readonly id: string;
  readonly envCiphertext: Uint8Array | null;
  readonly envKeyId: string | null;
}

/** What `env_var()` sees in a project. */
export function projectEnv(row: EnvRow): Record<string, string> {
  if (row.envCiphertext === null || row.envKeyId === null) return {};
  const text = unseal({ ciphertext: row.envCiphertext, keyId: row.envKeyId }, envContext(row.id));
  return JSON.parse(text) as Record<string, string>;
}

/** Columns of a project's environment values; their names are no secret. */
export function sealEnv(projectId: string, env: Readonly<Record<string, string>>) {
  const envNames = Object.keys(env).sort();
  if (envNames.length === 0) return { envCiphertext: null, envKeyId: null, envNames };
  const sealed = seal(JSON.stringify(env), envContext(projectId));
  return { envCiphertext: sealed.ciphertext, envKeyId: sealed.keyId, envNames };
}

export const newWebhookSecret = () => randomBytes(24).toString("base64url");

export function sealWebhookSecret(projectId: string, secret: string) {
  const sealed: Sealed = seal(secret, webhookContext(projectId));
  return { webhookCiphertext: sealed.ciphertext, webhookKeyId: sealed.keyId };
}

export function webhookSecret(row: { id: string; webhookCiphertext: Uint8Array; webhookKeyId: string }): string {
  return unseal({ ciphertext: row.webhookCiphertext, keyId: row.webhookKeyId }, webhookContext(row.id));
}

/** Stands in for the secret of a project that does not exist, so that both answers take the same work. */
export const noSecret = (id: string) => createHash("sha256").update(id).digest("base64url");
