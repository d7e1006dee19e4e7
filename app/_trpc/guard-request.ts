import { readBody } from "@/server/request-body";

/** Larger than a tracking plan of 2,000 rules, small enough to hold a few of them. */
const mostBytes = 8 * 1024 * 1024;

const refuse = (status: number, message: string) => Response.json({ message }, { status });

/**
 * Refuses what a page of ours would not send: another site's requests (403) and bodies above 8 MB (413). Gives the
 * request back with its body read. Source of the rule: Fetch Metadata, and the Origin header where it is missing.
 */
export async function guardRequest(request: Request, ownUrl: string | undefined): Promise<Request | Response> {
  if (!isSameOrigin(request, ownUrl)) return refuse(403, "This request comes from another site.");
  const body = await readBody(request, mostBytes);
  if (body === null) return refuse(413, "This request is larger than 8 MB.");
  return new Request(request.url, { method: request.method, headers: request.headers, body });
}

export function isSameOrigin(request: Request, ownUrl: string | undefined): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin";
  const origin = request.headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  if (ownUrl !== undefined && new URL(ownUrl).origin === origin) return true;
  return new URL(origin).host === request.headers.get("host");
}
