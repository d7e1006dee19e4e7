import { z } from "zod";
import { getState, type StoredState } from "@/server/domain/resources/list-states";
import { type HashConfiguration, keyOf, shownConfiguration } from "@/server/domain/transformations/hash-configuration";
import type { ResourceState } from "@/server/hcl/schema";
import { fromApi, patchShapes, shapesOf, toApi } from "../attribute-shape";
import { attributesOf, create, list, patch, remove } from "../resources";
import { type Route, route } from "../route";
import { PaginationShape, Status } from "../shapes";

const tag = "Transformations";
const kind = "transformation";
const attributes = attributesOf(kind);

const longestText = 1000;
const mostPaths = 500;
const Text = z.string().min(1).max(longestText);

const HashProperties = z.strictObject({
  algorithm: Text,
  key: Text.nullish().meta({ description: "Secret: answers hold a mask, and a mask sent back keeps it." }),
  encoding: z.enum(["BASE16", "BASE64", "BASE64URL", "HEX"]).nullish(),
  paths: z.array(Text).max(mostPaths),
});

/** What Terraform's provider does not know: kept and given back, never in Git. */
const beyond = {
  drop: z.boolean().nullish(),
  allowProperties: z.array(Text).max(mostPaths).nullish(),
  hashPropertiesConfiguration: HashProperties.nullish(),
};

type Beyond = z.output<z.ZodObject<typeof beyond>>;

const Transformation = z.object({
  id: z.string(),
  name: z.string(),
  sourceId: z.string(),
  destinationMetadataId: z.string().nullable(),
  enabled: z.boolean(),
  if: z.string(),
  newEventName: z.string().nullable(),
  propertyRenames: z.array(z.object({ oldName: z.string(), newName: z.string() })),
  propertyValueTransformations: z.array(z.object({ propertyPaths: z.array(z.string()), propertyValue: z.string() })),
  fqlDefinedProperties: z.array(z.object({ fql: z.string(), propertyName: z.string() })),
  ...beyond,
});

const present = ({ id, state, extra }: StoredState): object => ({ id, ...toApi(attributes, state), ...extra });

/** What is kept beyond attributes after a request; null takes something away. */
function kept({ drop, allowProperties, hashPropertiesConfiguration: hash }: Beyond, before: ResourceState) {
  const set = { ...before, ...(drop === undefined ? {} : { drop }), ...(allowProperties ? { allowProperties } : {}) };
  const all = shownConfiguration(hash as HashConfiguration | null | undefined, set);
  const removed = [drop === null ? "drop" : "", allowProperties === null ? "allowProperties" : ""];
  return Object.fromEntries(Object.entries(all).filter(([name]) => !removed.includes(name)));
}

const Answer = z.object({ transformation: Transformation });
const Create = z.strictObject({ ...shapesOf(attributes), ...beyond });
const Patch = z.strictObject({ ...patchShapes(attributes, Object.keys(attributes)), ...beyond });

/** The attributes of a body, and what stands beside them. */
function parts<Body extends Beyond>({ drop, allowProperties, hashPropertiesConfiguration, ...given }: Body) {
  return { given, extra: { drop, allowProperties, hashPropertiesConfiguration } };
}

export const transformationRoutes: readonly Route[] = [
  route("GET", "/transformations", {
    operation: "listTransformations",
    tag,
    summary: "Transformations of the workspace",
    paged: true,
    answer: z.object({ transformations: z.array(Transformation), pagination: PaginationShape }),
    run: async (call) => {
      const { items, pagination } = await list(call, kind);
      return { transformations: items.map(present), pagination };
    },
  }),
  route("POST", "/transformations", {
    operation: "createTransformation",
    tag,
    summary: "Create a transformation",
    body: Create,
    answer: Answer,
    run: async (call) => {
      const { given, extra } = parts(call.body);
      const key = keyOf(extra.hashPropertiesConfiguration);
      const stored = await create(call, kind, fromApi(attributes, given), kept(extra, {}), key);
      return { transformation: present(stored) };
    },
  }),
  route("GET", "/transformations/{transformationId}", {
    operation: "getTransformation",
    tag,
    summary: "A transformation",
    answer: Answer,
    run: async ({ ctx, params }) => ({
      transformation: present(await getState(ctx, { kind, id: params("transformationId") })),
    }),
  }),
  route("PATCH", "/transformations/{transformationId}", {
    operation: "updateTransformation",
    tag,
    summary: "Change a transformation",
    body: Patch,
    answer: Answer,
    run: async (call) => {
      const { given, extra } = parts(call.body);
      const ref = { kind, id: call.params("transformationId") } as const;
      const key = keyOf(extra.hashPropertiesConfiguration);
      const stored = await patch(call, ref, given, (before) => kept(extra, before), key);
      return { transformation: present(stored) };
    },
  }),
  route("DELETE", "/transformations/{transformationId}", {
    operation: "deleteTransformation",
    tag,
    summary: "Delete a transformation",
    answer: Status,
    run: (call) => remove(call, { kind, id: call.params("transformationId") }),
  }),
];
