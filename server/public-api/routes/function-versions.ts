import { z } from "zod";
import { deployFunction } from "@/server/domain/functions/deploy-function";
import { type FunctionVersion, getVersion, listVersions } from "@/server/domain/functions/list-versions";
import { restoreVersion } from "@/server/domain/functions/restore-version";
import { paginationOf } from "../pagination";
import { type Route, route } from "../route";
import { PaginationShape } from "../shapes";

const tag = "Functions";

const Version = z.object({
  id: z.string(),
  author: z.string(),
  code: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  isDeployed: z.boolean(),
  deployedAt: z.string().nullable(),
});

const present = ({ id, author, code, createdAt, deployedAt }: FunctionVersion): z.output<typeof Version> => ({
  id,
  author,
  code,
  createdAt: createdAt.toISOString(),
  updatedAt: createdAt.toISOString(),
  isDeployed: deployedAt !== null,
  deployedAt,
});

export const functionVersionRoutes: readonly Route[] = [
  route("POST", "/functions/{functionId}/deploy", {
    operation: "createFunctionDeployment",
    tag,
    summary: "Mark what a function holds now as deployed",
    answer: z.object({ functionDeployment: z.object({ status: z.literal("SUCCESS") }) }),
    run: async ({ ctx, params }) => {
      await deployFunction(ctx, params("functionId"));
      return { functionDeployment: { status: "SUCCESS" } };
    },
  }),
  route("GET", "/functions/{functionId}/versions", {
    operation: "listFunctionVersions",
    tag,
    summary: "Versions of a function, newest first: each change of its code or settings is one",
    paged: true,
    answer: z.object({ versions: z.array(Version), pagination: PaginationShape }),
    run: async ({ ctx, params, page }) => {
      const { items, total } = await listVersions(ctx, params("functionId"), page);
      return { versions: items.map(present), pagination: paginationOf(page, total) };
    },
  }),
  route("POST", "/functions/{functionId}/versions", {
    operation: "restoreFunctionVersion",
    tag,
    summary: "Give a function the code and settings of an earlier version, as a new version",
    body: z.strictObject({ versionId: z.string() }),
    answer: z.object({ version: Version }),
    run: async ({ ctx, params, body }) => ({
      version: present(await restoreVersion(ctx, { functionId: params("functionId"), versionId: body.versionId })),
    }),
  }),
  route("GET", "/functions/{functionId}/versions/{versionId}", {
    operation: "getFunctionVersion",
    tag,
    summary: "A version of a function",
    answer: z.object({ version: Version }),
    run: async ({ ctx, params }) => ({
      version: present(await getVersion(ctx, { functionId: params("functionId"), versionId: params("versionId") })),
    }),
  }),
];
