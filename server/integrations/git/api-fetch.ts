import { isIP, type LookupFunction } from "node:net";
import { rootCertificates } from "node:tls";
import { Agent, fetch as undiciFetch } from "undici";
import { guardAddress, type ResolveName } from "@/server/integrations/git/address-guard";

/** A `fetch` that goes only where the guard lets it; it fits where an `ApiFetch` is asked for. */
export type HttpsFetch = (
  url: string,
  init: {
    method: "GET" | "POST";
    headers: Record<string, string>;
    body?: string;
    redirect: "manual";
    signal: AbortSignal;
  },
) => Promise<Pick<Response, "status" | "headers" | "body">>;

export type GuardedFetch = { fetch: HttpsFetch; close(): Promise<void> };

/** What an error says, itself or as its cause, when the guard lets nobody connect to an address. */
export const addressRefused = "address refused";

/** Node's look-up with the guard in front: a name that leads inside the network fails as if it did not exist. */
function guardedLookup(options: { allowPrivate: boolean; resolve?: ResolveName }): LookupFunction {
  return (name, wanted, done) => {
    guardAddress(name, options).then(
      (result) => {
        const first = result.ok ? result.addresses[0] : undefined;
        if (!result.ok || first === undefined) {
          const isRefused = !result.ok && result.problem.code === "not-public";
          done(Object.assign(new Error(isRefused ? addressRefused : "no address"), { code: "ENOTFOUND" }), "", 4);
        } else if (wanted.all) {
          done(
            null,
            result.addresses.map((address) => ({ address, family: isIP(address) })),
          );
        } else done(null, first, isIP(first));
      },
      (error: Error) => done(error, "", 4),
    );
  };
}

/**
 * `fetch` for the API of a host: only https, only addresses that pass the guard, the operator's authorities beside the
 * public ones, no redirects followed, no proxy of the environment. Close it when done.
 */
export function openApiFetch(options: {
  allowPrivate: boolean;
  caBundle?: string | undefined;
  resolve?: ResolveName;
}): GuardedFetch {
  const ca = options.caBundle === undefined ? {} : { ca: [...rootCertificates, options.caBundle] };
  const agent = new Agent({ connect: { lookup: guardedLookup(options), timeout: 10_000, ...ca } });
  return {
    async fetch(url, init) {
      const { protocol, hostname } = new URL(url);
      if (protocol !== "https:") throw new TypeError("only https");
      // A literal address is connected to without a look-up, so it is asked for here.
      const literal = hostname.replace(/^\[|\]$/g, "");
      if (isIP(literal) && !(await guardAddress(literal, options)).ok) throw new TypeError(addressRefused);
      const response = await undiciFetch(url, { ...init, dispatcher: agent });
      return response as unknown as Pick<Response, "status" | "headers" | "body">;
    },
    close: () => agent.close(),
  };
}
