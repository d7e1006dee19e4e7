import type { FormError } from "@/app/_ui/form-error-summary";
import type { GitServiceInfo, HostKey, KeyPair } from "@/server/domain/git-connections/ports";

/** What a person has filled in for a new connection. Lives in the page's memory only: it may hold a secret. */
export interface ConnectionDraft {
  readonly service: string;
  readonly method: "ssh-key" | "token";
  readonly name: string;
  readonly keyFrom: "generate" | "own";
  readonly generated: KeyPair | null;
  readonly ownKey: string;
  readonly token: string;
  readonly username: string;
  /** Keys that the host showed; null until it was asked. */
  readonly hostKeys: readonly HostKey[] | null;
  readonly hostKeysConfirmed: boolean;
}

export const emptyDraft: ConnectionDraft = {
  service: "",
  method: "ssh-key",
  name: "",
  keyFrom: "generate",
  generated: null,
  ownKey: "",
  token: "",
  username: "",
  hostKeys: null,
  hostKeysConfirmed: false,
};

/** Another service: what only fits the old one goes, and a protocol that it does not speak changes. */
export function withService(draft: ConnectionDraft, service: GitServiceInfo): ConnectionDraft {
  const method = service.ssh && (draft.method === "ssh-key" || !service.https) ? "ssh-key" : "token";
  return { ...draft, service: service.service, method, hostKeys: null, hostKeysConfirmed: false };
}

export const needsHostKeys = (draft: ConnectionDraft, service: GitServiceInfo | undefined) =>
  draft.method === "ssh-key" && service !== undefined && !service.hostKeysKnown;

export function privateKeyOf(draft: ConnectionDraft): string {
  return draft.keyFrom === "generate" ? (draft.generated?.privateKey ?? "") : draft.ownKey;
}

/** What is missing, before anything is sent. */
export function findMissing(draft: ConnectionDraft, service: GitServiceInfo | undefined): FormError[] {
  if (!service) return [{ name: "service", message: "Choose a service." }];
  const missing: FormError[] = [];
  if (draft.name.trim() === "") missing.push({ name: "name", message: "Give the connection a name." });
  if (draft.method === "token" && draft.token.trim() === "")
    missing.push({ name: "token", message: "Paste the token." });
  if (draft.method === "ssh-key" && privateKeyOf(draft).trim() === "") {
    const message =
      draft.keyFrom === "generate" ? "Generate the key pair first." : "Paste the private key or choose its file.";
    missing.push({ name: "privateKey", message });
  }
  if (needsHostKeys(draft, service) && !draft.hostKeysConfirmed) {
    missing.push({ name: "hostKeys", message: "Look at the host's keys and confirm them." });
  }
  return missing;
}

/** The draft as the API takes it. */
export function toInput(workspace: string, draft: ConnectionDraft) {
  const { service, name } = draft;
  if (draft.method === "token") {
    return { workspace, method: "token" as const, service, name, token: draft.token, username: draft.username || null };
  }
  const confirmedHostKeys = draft.hostKeysConfirmed
    ? (draft.hostKeys ?? []).map((key) => key.knownHostsLine.trim())
    : [];
  return { workspace, method: "ssh-key" as const, service, name, privateKey: privateKeyOf(draft), confirmedHostKeys };
}

/** The errors of a refused call as a form shows them. A field that the form does not have concerns the whole form. */
export function toFormErrors(
  failure: {
    readonly message: string;
    readonly next: string | null;
    readonly fields: readonly { path: string; message: string }[];
  },
  names: readonly string[],
): FormError[] {
  if (failure.fields.length === 0)
    return [{ message: failure.next ? `${failure.message} ${failure.next}` : failure.message }];
  return failure.fields.map(({ path, message }) => (names.includes(path) ? { name: path, message } : { message }));
}
