import { createHmac, timingSafeEqual } from "node:crypto";
import { inngest } from "@/inngest/client";
import { dbtCheckRequested } from "@/inngest/events";
import type { Db } from "@/server/core/ctx";
import { noSecret, webhookSecret } from "./project-secrets";

export interface Delivery {
  readonly projectId: string;
  /** Of the request, by name in any case; null when it is not there. */
  header(name: string): string | null;
  /** As it came over the wire: signatures are over these bytes. */
  readonly body: Uint8Array;
}

export type PushAnswer =
  /** The same for a project that does not exist and a secret that is wrong. */
  { readonly kind: "refused" } | { readonly kind: "ignored"; readonly reason: string } | { readonly kind: "accepted" };

/**
 * Takes what a Git host sends after a push: proves that it knows the project's secret, and has the branch looked at when
 * the push was to it. Nothing else of the payload is believed.
 */
export async function receivePush(db: Db, delivery: Delivery): Promise<PushAnswer> {
  const project = await db.dbtProject.findUnique({ where: { id: delivery.projectId } });
  const secret = project ? webhookSecret(project) : noSecret(delivery.projectId);
  const isGenuine = provesSecret(delivery, secret);
  if (!isGenuine || !project) return { kind: "refused" };
  if (!project.enabled) return { kind: "ignored", reason: "the project is switched off" };
  const event = eventOf(delivery);
  if (!/push/i.test(event.name)) return { kind: "ignored", reason: `nothing to do for ${event.name.slice(0, 60)}` };
  const branches = pushedBranches(delivery.body);
  if (branches === null) return { kind: "ignored", reason: "the payload is no push that is understood" };
  if (!branches.includes(project.branch)) return { kind: "ignored", reason: "the push was to another branch" };
  await inngest.send(
    dbtCheckRequested.create({ projectId: project.id, trigger: "push", label: `Push to ${event.host}` }),
  );
  return { kind: "accepted" };
}

/** HMAC-SHA256 of the body (GitHub, Bitbucket, Gitea), or the secret itself (GitLab). Compared in constant time. */
function provesSecret({ header, body }: Delivery, secret: string): boolean {
  const expected = createHmac("sha256", secret).update(body).digest("hex");
  const signature = (header("x-hub-signature-256") ?? header("x-hub-signature") ?? header("x-gitea-signature") ?? "")
    .trim()
    .replace(/^sha256=/, "");
  const isSigned = sameText(signature.toLowerCase(), expected);
  const isToken = sameText(header("x-gitlab-token") ?? "", secret);
  return isSigned || isToken;
}

/** Hashing first makes lengths equal, so that nothing is told by them. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHmac("sha256", "compare").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function eventOf({ header }: Delivery): { name: string; host: string } {
  const gitlab = header("x-gitlab-event");
  if (gitlab !== null) return { name: gitlab, host: "GitLab" };
  const bitbucket = header("x-event-key");
  if (bitbucket !== null) return { name: bitbucket === "repo:refs_changed" ? "push" : bitbucket, host: "Bitbucket" };
  const gitea = header("x-gitea-event");
  if (gitea !== null) return { name: gitea, host: "Gitea" };
  return { name: header("x-github-event") ?? "unknown event", host: "GitHub" };
}

const mostChanges = 1000;

/** Names of the branches that a push moved; null when the payload cannot be read. */
function pushedBranches(body: Uint8Array): string[] | null {
  let payload: unknown;
  try {
    payload = JSON.parse(fromForm(Buffer.from(body).toString("utf8")));
  } catch {
    return null;
  }
  const ref = field(payload, "ref");
  if (typeof ref === "string") return ref.startsWith("refs/heads/") ? [ref.slice("refs/heads/".length)] : [];
  const changes = field(field(payload, "push"), "changes") ?? field(payload, "changes");
  if (!Array.isArray(changes)) return null;
  return changes.slice(0, mostChanges).flatMap((change) => {
    const names = [
      field(field(change, "new"), "name"),
      field(field(change, "old"), "name"),
      field(field(change, "ref"), "displayId"),
    ];
    return names.filter((name) => typeof name === "string");
  });
}

/** GitHub can be set to send the JSON as a form's field. */
const fromForm = (text: string) =>
  text.startsWith("payload=") ? (new URLSearchParams(text).get("payload") ?? "") : text;

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
