import { env } from "@/server/env";
import { curlOf, type Values } from "./examples/curl";
import { exampleScript } from "./examples/script";
import { type OpenApiDocument, type Operation, openApiDocument } from "./openapi/document";
import { publicApiUrl } from "./public-api";
import { publicApiRoutes } from "./table";

let made: OpenApiDocument | undefined;

/** The document that `/api/public/openapi.json` serves. */
export function apiDocument(): OpenApiDocument {
  made ??= openApiDocument(publicApiRoutes, publicApiUrl());
  return made;
}

export interface ReferenceOperation {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

export interface ReferenceGroup {
  /** The tag. */
  readonly name: string;
  /** Part of an address, such as `tracking-plans`. */
  readonly slug: string;
  readonly operations: readonly ReferenceOperation[];
}

/** The document's operations by tag, in the order of the table. */
export function referenceGroups({ tags, paths }: OpenApiDocument): readonly ReferenceGroup[] {
  const all = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  return tags.map(({ name }) => ({
    name,
    slug: name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    operations: all.filter(({ operation }) => operation.tags.includes(name)),
  }));
}

/** The curl example of an operation, with the values that are known. */
export function curlFor(operationId: string, values: Values): string {
  const route = publicApiRoutes.find(({ operation }) => operation === operationId);
  if (!route) throw new Error(`There is no operation ${operationId}.`);
  return curlOf(route, publicApiUrl(), values);
}

export const allExamples = () => exampleScript(publicApiRoutes, publicApiUrl());

/** Requests that one token may make in a minute. */
export const requestsPerMinute = () => env().TRIBUTARY_API_RATE;
