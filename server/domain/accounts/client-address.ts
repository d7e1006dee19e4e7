import { subscribe } from "node:diagnostics_channel";
import ipaddr from "ipaddr.js";

/** Carries the address from the HTTP server to the routes, which cannot see the socket. */
export const addressHeader = "x-tributary-address";

// Next loads routes apart from the server: whether the header is stamped has to be known in both.
const holder = globalThis as typeof globalThis & { tributaryStampsAddresses?: boolean };

interface IncomingRequest {
  readonly headers: { [name: string]: string | string[] | undefined };
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/**
 * Writes where a request comes from into its headers, over whatever a client wrote there. Call it for every request,
 * before Next sees it. `trustedProxies` are addresses or ranges (such as "10.0.0.0/8") whose X-Forwarded-For is believed.
 */
export function stampAddress(request: IncomingRequest, trustedProxies: readonly string[] = []): void {
  holder.tributaryStampsAddresses = true;
  const hops = [request.headers["x-forwarded-for"] ?? []].flat().join(",").split(",").reverse();
  let address = parse(request.socket.remoteAddress ?? "");
  for (const hop of hops) {
    const before = parse(hop.trim());
    if (!address || !before || !isTrusted(address, trustedProxies)) break;
    address = before;
  }
  if (address) request.headers[addressHeader] = spell(address);
  else delete request.headers[addressHeader];
}

/** The stamped address; null in a process whose server does not stamp, where the header could be anybody's. */
export function clientAddress(headers: { readonly [name: string]: unknown }): string | null {
  const value = headers[addressHeader];
  return holder.tributaryStampsAddresses && typeof value === "string" ? value : null;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

const parse = (text: string): Address | null => (ipaddr.isValid(text) ? ipaddr.process(text) : null);

/** One spelling per address; of IPv6 only the /64 counts, since one customer has all of it. */
function spell(address: Address): string {
  if (!(address instanceof ipaddr.IPv6)) return address.toString();
  return new ipaddr.IPv6([...address.parts.slice(0, 4), 0, 0, 0, 0]).toString();
}

function isTrusted(address: Address, ranges: readonly string[]): boolean {
  return ranges.some((range) => {
    const [base, bits] = range.includes("/") ? ipaddr.parseCIDR(range) : [ipaddr.process(range), null];
    if (base instanceof ipaddr.IPv4) return address instanceof ipaddr.IPv4 && address.match(base, bits ?? 32);
    return address instanceof ipaddr.IPv6 && address.match(base, bits ?? 128);
  });
}

/** Stamps every request that HTTP servers of this process get from now on; calling it again changes nothing. */
export function stampRequests(trustedProxies: readonly string[] = []): void {
  if (holder.tributaryStampsAddresses) return;
  holder.tributaryStampsAddresses = true;
  subscribe("http.server.request.start", (message) => {
    stampAddress((message as { request: IncomingRequest }).request, trustedProxies);
  });
}
