import { describe, expect, it } from "vitest";
import { guardRequest } from "@/app/_trpc/guard-request";
import { signInHref } from "@/app/_trpc/sign-in-href";

const url = "http://tributary.test/api/trpc/me.get";
const post = (headers: Record<string, string>, body: BodyInit = "{}") =>
  new Request(url, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });

const statusOf = async (request: Request, ownUrl?: string) => {
  const answer = await guardRequest(request, ownUrl);
  return answer instanceof Response ? answer.status : 200;
};

describe("who may call the API from a browser", () => {
  it("lets our own pages through, with the body whole", async () => {
    const answer = await guardRequest(post({ "sec-fetch-site": "same-origin" }, '{"a":"ü"}'), undefined);
    expect(answer).toBeInstanceOf(Request);
    expect(await (answer as Request).json()).toEqual({ a: "ü" });
  });

  it("refuses other sites, and sister sites of the same domain", async () => {
    expect(await statusOf(post({ "sec-fetch-site": "cross-site" }))).toBe(403);
    expect(await statusOf(post({ "sec-fetch-site": "same-site" }))).toBe(403);
    expect(await statusOf(post({ "sec-fetch-site": "none" }))).toBe(403);
  });

  it("compares the origin where a browser sends no fetch metadata", async () => {
    const own = "https://tributary.example.com/";
    expect(await statusOf(post({ origin: "https://tributary.example.com" }), own)).toBe(200);
    expect(await statusOf(post({ origin: "http://evil.test", host: "tributary.test" }), own)).toBe(403);
    expect(await statusOf(post({ origin: "null" }), own)).toBe(403);
    expect(await statusOf(post({}), own)).toBe(403);
  });

  it("refuses bodies above 8 MB, announced or not", async () => {
    const large = new Uint8Array(9 * 1024 * 1024);
    const sliced = new ReadableStream({
      start(to) {
        to.enqueue(large);
        to.close();
      },
    });
    const streamed = new Request(url, {
      method: "POST",
      headers: { "sec-fetch-site": "same-origin" },
      body: sliced,
      duplex: "half",
    } as RequestInit);
    expect(await statusOf(post({ "sec-fetch-site": "same-origin" }, large))).toBe(413);
    expect(await statusOf(streamed)).toBe(413);
  });
});

describe("where signing in leads back to", () => {
  it("is the page that asked", () => {
    expect(signInHref("/sample/connections/sources?q=web")).toBe(
      "/sign-in?callbackUrl=%2Fsample%2Fconnections%2Fsources%3Fq%3Dweb",
    );
  });

  it("is never another site", () => {
    expect(signInHref("//evil.test")).toBe("/sign-in");
    expect(signInHref("/\\evil.test")).toBe("/sign-in");
    expect(signInHref(null)).toBe("/sign-in");
  });
});
