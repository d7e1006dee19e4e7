import { Prisma } from "@/prisma/generated/client";

/** Brings the workspace with an id into a statement of another table, as `w` with `id`, `slug`, `name` and `changeSeq`. */
export const joinWorkspace = (workspaceId: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`JOIN "Workspace" w ON w.id = ${workspaceId}`;
