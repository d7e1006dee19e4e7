export interface ManifestUpload {
  readonly workspace: string;
  readonly id: string;
  readonly file: Blob;
  readonly commit: string;
}

/** Why a manifest was refused, for a person. */
export class ManifestRefusedError extends Error {
  override name = "ManifestRefusedError";
  constructor(
    message: string,
    readonly field: "manifest" | "commit",
  ) {
    super(message);
  }
}

/** Sends a manifest as it is. Throws ManifestRefusedError. */
export async function uploadManifest({ workspace, id, file, commit }: ManifestUpload): Promise<void> {
  const query = new URLSearchParams({ workspace, ...(commit.trim() === "" ? {} : { commit: commit.trim() }) });
  const path = `/api/dbt/${encodeURIComponent(id)}/manifest?${query}`;
  const response = await fetch(path, { method: "POST", body: file }).catch(() => null);
  if (response?.ok) return;
  throw refusalOf(await response?.json().catch(() => null));
}

interface Refusal {
  readonly message?: unknown;
  readonly fields?: readonly { readonly path?: unknown; readonly message?: unknown }[];
}

function refusalOf(answer: unknown): ManifestRefusedError {
  const { message, fields } = (typeof answer === "object" && answer !== null ? answer : {}) as Refusal;
  const first = Array.isArray(fields) ? fields[0] : undefined;
  const told = first?.message ?? message;
  const words = typeof told === "string" ? told : "The server did not take it. Try again.";
  return new ManifestRefusedError(words, first?.path === "commit" ? "commit" : "manifest");
}
