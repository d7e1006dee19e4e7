import { z } from "zod";
import { shownName } from "@/server/core/shown-name";

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

export const WorkspaceName = shownName(120, "Give the workspace a name.");

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
