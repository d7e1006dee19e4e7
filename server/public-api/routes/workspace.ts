import { z } from "zod";
import { failure } from "../answer";
import { textIn } from "../query";
import { AnswerInstead, type Call, type Route, route } from "../route";

const longestDelayMs = 10_000;

/** Headers of a request that may be shown again: never the token, and nothing of a proxy's. */
const shownHeaders = ["accept", "content-type", "user-agent"];

/** Says back what it was sent, late or wrong on demand: how a client tries out what it does then. */
async function echo({ query, headers }: Call<unknown>, method: "get" | "post") {
  const delay = Number(textIn(query, "delay") ?? 0);
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(delay, longestDelayMs)));
  const wanted = Number(textIn(query, "statusCode") ?? 0);
  const status = Number.isInteger(wanted) && wanted >= 400 && wanted <= 599 ? wanted : 400;
  const asked = { type: "echo", message: textIn(query, "message") || "This error was asked for." };
  if (textIn(query, "triggerUnexpectedError") === "true") throw new AnswerInstead(failure(500, [asked]));
  if (textIn(query, "triggerMultipleErrors") === "true") throw new AnswerInstead(failure(status, [asked, asked]));
  if (textIn(query, "triggerError") === "true" || wanted >= 400) throw new AnswerInstead(failure(status, [asked]));
  const shown = shownHeaders.flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return { method, message: textIn(query, "message") ?? "", headers: Object.fromEntries(shown) };
}

const Echo = z.object({
  method: z.enum(["get", "post"]),
  message: z.string(),
  headers: z.record(z.string(), z.string()),
});

const echoQuery = [
  { name: "message", description: "Text to be said back", required: true },
  { name: "delay", description: "Milliseconds to wait, at most 10,000" },
  { name: "triggerError", description: "`true` for an error" },
  { name: "triggerMultipleErrors", description: "`true` for two errors" },
  { name: "triggerUnexpectedError", description: "`true` for a 500" },
  { name: "statusCode", description: "Status of the error, 400 to 599" },
];

const echoRoute = (method: "GET" | "POST", operation: string) =>
  route(method, "/echo", {
    operation,
    tag: "Testing",
    summary: "Say a message back",
    query: echoQuery,
    answer: Echo,
    run: (call) => echo(call, method === "GET" ? "get" : "post"),
  });

export const workspaceRoutes: readonly Route[] = [
  route("GET", "/", {
    operation: "getWorkspace",
    tag: "Workspaces",
    summary: "The workspace of the token",
    answer: z.object({ workspace: z.object({ id: z.string(), slug: z.string(), name: z.string() }) }),
    run: async ({ ctx: { workspace } }) => ({
      workspace: { id: workspace.id, slug: workspace.slug, name: workspace.name },
    }),
  }),
  echoRoute("GET", "echo"),
  echoRoute("POST", "echoPosted"),
];
