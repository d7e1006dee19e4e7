export interface ManifestUpload {
  readonly workspace: string;
  readonly id: string;
  readonly file: Blob;
  readonly commit: string;
}

/** Sends a manifest as it is. Throws an Error whose message says, for a person, why it was refused. */
export async function uploadManifest({ workspace, id, file, commit }: ManifestUpload): Promise<void> {
  const query = new URLSearchParams({ workspace, ...(commit.trim() === "" ? {} : { commit: commit.trim() }) });
  const response = await fetch(`/api/dbt/${encodeURIComponent(id)}/manifest?${query}`, { method: "POST", body: file });
  if (response.ok) return;
  const answer: unknown = await response.json().catch(() => null);
  throw new Error(refusalOf(answer) ?? "The server did not take it. Try again.");
}

function refusalOf(answer: unknown): string | null {
  if (typeof answer !== "object" || answer === null) return null;
  const { fields, message } = answer as { fields?: unknown; message?: unknown };
  const first: unknown = Array.isArray(fields) ? fields[0] : null;
  const told = (first as { message?: unknown } | null)?.message ?? message;
  return typeof told === "string" ? told : null;
}
