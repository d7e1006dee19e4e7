import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020";
import { openApiDocument } from "@/server/public-api/openapi/document";
import type { Route } from "@/server/public-api/route";
import { publicApiRoutes } from "@/server/public-api/table";
import { openApi31 } from "./meta-schema";

const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

const newAjv = () => new Ajv2020({ strict: false, allErrors: true, formats: { "date-time": time } });

const saidBy = (errors: readonly ErrorObject[] | null | undefined) =>
  (errors ?? []).map(({ instancePath, message, params }) => `${instancePath}: ${message} ${JSON.stringify(params)}`);

/** The same schemas, refusing fields that they do not name: what is answered and not described is a fault too. */
function strictly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strictly);
  if (typeof value !== "object" || value === null) return value;
  const schema = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, strictly(item)]));
  const isOpen = schema.type === "object" && "properties" in schema && !("additionalProperties" in schema);
  return isOpen ? { ...schema, additionalProperties: false } : schema;
}

/** What is wrong with a document: it must have OpenAPI's shape, and each schema in it must compile. */
function problemsOf(document: object): string[] {
  const check = newAjv().compile(openApi31);
  if (!check(document)) return saidBy(check.errors);
  const problems: string[] = [];
  const ajv = newAjv();
  try {
    ajv.addSchema({ $id: "document", ...document });
    for (const pointer of schemaPointers(document)) ajv.compile({ $ref: `document#${pointer}` });
  } catch (error) {
    problems.push(String(error));
  }
  return problems;
}

/** Where the document's schemas are. */
function schemaPointers(value: unknown, at = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const here = `${at}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    return key === "schema" || at === "/components/schemas" ? [encodeURI(here)] : schemaPointers(item, here);
  });
}

const document = strictly(openApiDocument(publicApiRoutes, "/api/public")) as ReturnType<typeof openApiDocument>;
const ajv = newAjv();
const known = new Map<string, ValidateFunction>();
let added = false;

/** The document's check of the answers of one route with one status. */
function checkOf({ path, method }: Route, status: number): ValidateFunction {
  const responses = document.paths[path]?.[method.toLowerCase()]?.responses as { [status: string]: object } | undefined;
  const answer = responses?.[status] ? String(status) : "default";
  const key = `${method} ${path} ${answer}`;
  const before = known.get(key);
  if (before) return before;
  if (!added) ajv.addSchema({ $id: "document", ...document });
  added = true;
  const place = ["paths", path, method.toLowerCase(), "responses", answer]
    .map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")))
    .join("/");
  const inline = responses && "content" in (responses[answer] ?? {});
  const reference = inline
    ? `document#/${place}/content/application~1json/schema`
    : "document#/components/schemas/Errors";
  const made = ajv.compile({ $ref: reference });
  known.set(key, made);
  return made;
}

/** What an answer says that the document does not, and the other way round. */
function answerProblems(route: Route, status: number, body: unknown): string[] {
  const check = checkOf(route, status);
  return check(body) ? [] : saidBy(check.errors);
}

export const openApiValidator = { problemsOf, answerProblems };
