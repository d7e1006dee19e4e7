import { Prisma } from "@/prisma/generated/client";

/** States of the `user` and of the groups by which an e-mail (in lower case) is in a workspace: a part of a statement. */
export const membershipStates = (workspaceId: Prisma.Sql, email: string): Prisma.Sql => Prisma.sql`
    SELECT state FROM "Resource" WHERE "workspaceId" = ${workspaceId} AND kind = 'user' AND "naturalKey" = ${email}
    UNION ALL
    SELECT state FROM "Resource" WHERE "workspaceId" = ${workspaceId} AND kind = 'user_group' AND EXISTS (
      SELECT 1 FROM jsonb_path_query(state, '$.members[*]') member WHERE lower(member #>> '{}') = ${email})`;

/** The condition that there is one of them. */
export const hasMembership = (workspaceId: Prisma.Sql, email: string): Prisma.Sql => Prisma.sql`(
    EXISTS (SELECT 1 FROM "Resource" r WHERE r."workspaceId" = ${workspaceId} AND r.kind = 'user' AND r."naturalKey" = ${email})
      OR EXISTS (SELECT 1 FROM "Resource" r, jsonb_path_query(r.state, '$.members[*]') member
        WHERE r."workspaceId" = ${workspaceId} AND r.kind = 'user_group' AND lower(member #>> '{}') = ${email}))`;
