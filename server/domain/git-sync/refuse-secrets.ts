import type { SecretScanner } from "@/server/domain/secrets/secret-scanner";
import { GitFailureError } from "./ports";
import type { RenderedFile } from "./repository-files";

/** Stops a push whose files hold a stored secret, whole or encoded; the error names the field, never the value. */
export function refuseSecrets(scanner: SecretScanner, file: RenderedFile): void {
  const field = scanner.find(file.content);
  if (field === null) return;
  throw new GitFailureError({
    class: "secret-in-output",
    title: `Nothing was pushed: ${file.path} would have shown a stored secret.`,
    remedy: `The file contains the value of ${field}. Find where that value was written in plain text (code, a query, a name), replace it, and run Full Sync. If it was shown to others, change the secret.`,
    retriable: false,
    hostWords: "",
    accessLost: true,
  });
}
