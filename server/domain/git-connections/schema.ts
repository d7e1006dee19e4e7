import { z } from "zod";
import { shownName, shownText } from "@/server/core/shown-name";

const name = shownName(80, "Give the connection a name.");
const service = z.string().trim().min(1, "Choose a service.").max(255);
const username = shownText(255)
  .nullish()
  .transform((value) => value || null);
const privateKey = z.string().min(1, "Paste the private key, or generate one.").max(20_000);
const token = z.string().trim().min(1, "Paste the token.").max(4096);

export const CreateGitConnection = z.discriminatedUnion("method", [
  z.object({
    method: z.literal("ssh-key"),
    name,
    service,
    privateKey,
    confirmedHostKeys: z.array(z.string().max(2000)).max(10).default([]),
  }),
  z.object({ method: z.literal("token"), name, service, username, token }),
]);
export type CreateGitConnection = z.output<typeof CreateGitConnection>;

export const UpdateGitConnection = z.object({
  id: z.string().max(64),
  name: name.optional(),
  username: username.optional(),
  /** A new private key or token; without it the stored one stays. */
  secret: z.string().min(1).max(20_000).optional(),
  confirmedHostKeys: z.array(z.string().max(2000)).max(10).optional(),
});
export type UpdateGitConnection = z.output<typeof UpdateGitConnection>;

export const TestGitConnection = z.object({
  id: z.string().max(64),
  url: z.string().trim().min(1, "Give the repository's URL.").max(2048),
  branch: z.string().trim().min(1, "Give a branch.").max(255),
  purpose: z.enum(["read", "write"]).default("write"),
});
export type TestGitConnection = z.output<typeof TestGitConnection>;

export const PreviewCredential = z.object({
  method: z.enum(["ssh-key", "token"]),
  service,
  username,
  secret: z.string().min(1).max(20_000),
  purpose: z.enum(["read", "write"]).default("write"),
});
export type PreviewCredential = z.output<typeof PreviewCredential>;
