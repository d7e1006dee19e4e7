import { z } from "zod";

/** First parts of the product's own addresses: a workspace cannot be called so. */
const reserved = new Set([
  "_next",
  "account",
  "admin",
  "api",
  "forgot-password",
  "health",
  "invite",
  "new",
  "public",
  "reset-password",
  "setup",
  "sign-in",
  "sign-out",
  "static",
  "welcome",
  "workspaces",
]);

export const WorkspaceName = z
  .string()
  .trim()
  .min(1, "Give the workspace a name.")
  .max(120, "A name may have at most 120 characters.")
  .refine((name) => !/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name) && name.isWellFormed(), {
    message: "This name has characters that cannot be shown.",
  });

/** The workspace's part of addresses, such as "acme" in /acme/connections/sources. */
export const WorkspaceSlug = z
  .string()
  .trim()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])?$/, {
    message: "Use lower-case letters, digits and hyphens, at most 48, and neither start nor end with a hyphen.",
  })
  .refine((slug) => !reserved.has(slug), "This one is taken by the product itself.");

export const CreateWorkspace = z.object({ name: WorkspaceName, slug: WorkspaceSlug });
export const RenameWorkspace = z.object({ name: WorkspaceName });

export type CreateWorkspace = z.output<typeof CreateWorkspace>;
export type RenameWorkspace = z.output<typeof RenameWorkspace>;
