import { z } from "zod";
import { authorize } from "@/server/core/ctx";
import { listRoles } from "@/server/domain/catalog/list-roles";
import { getSpace, listSpaces } from "@/server/domain/spaces/list-spaces";
import { pageOf } from "../pagination";
import { type Route, route } from "../route";
import { PaginationShape } from "../shapes";

const Role = z.object({ id: z.string(), name: z.string(), description: z.string() });
const Space = z.object({ id: z.string(), slug: z.string(), name: z.string() });

export const roleAndSpaceRoutes: readonly Route[] = [
  route("GET", "/roles", {
    operation: "listRoles",
    tag: "IAM Roles",
    summary: "Roles that users and groups can be given",
    paged: true,
    answer: z.object({ roles: z.array(Role), pagination: PaginationShape }),
    run: async ({ ctx, page }) => {
      authorize(ctx, "workspace:read");
      const { items, pagination } = pageOf(listRoles(), page);
      return { roles: items.map(({ id, name, description }) => ({ id, name, description })), pagination };
    },
  }),
  route("GET", "/spaces", {
    operation: "listSpaces",
    tag: "Spaces",
    summary: "Spaces that profiles warehouses or roles name",
    paged: true,
    answer: z.object({ spaces: z.array(Space), pagination: PaginationShape }),
    run: async ({ ctx, page }) => {
      const { items, pagination } = pageOf(await listSpaces(ctx), page);
      return { spaces: items, pagination };
    },
  }),
  route("GET", "/spaces/{spaceId}", {
    operation: "getSpace",
    tag: "Spaces",
    summary: "A space",
    answer: z.object({ space: Space }),
    run: async ({ ctx, params }) => ({ space: await getSpace(ctx, params("spaceId")) }),
  }),
];
