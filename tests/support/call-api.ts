import type { Page } from "playwright-core";
import superjson, { type SuperJSONResult } from "superjson";

/** Calls the API as the page does, with the person's own session. Gives what it answers; throws what it refuses. */
export async function callApi(page: Page, path: string, input: unknown): Promise<unknown> {
  const { ok, text } = await page.evaluate(
    async ([target, body]) => {
      const headers = { "content-type": "application/json" };
      const response = await fetch(`/api/trpc/${target}`, { method: "POST", headers, body });
      return { ok: response.ok, text: await response.text() };
    },
    [path, JSON.stringify(superjson.serialize(input))] as const,
  );
  if (!ok) throw new Error(text);
  const answer = JSON.parse(text) as { result: { data: SuperJSONResult } };
  return superjson.deserialize(answer.result.data);
}
