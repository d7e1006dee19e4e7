import { type FailureRule, rule } from "@/server/integrations/git/failure-rule";

// With a bundle of one's own the public roots do not matter, so GnuTLS's one text for every fault most likely means
// the date; with the system's bundle or none, an authority that nobody told us about. A TLS probe decides.
const ownBundle = /certificate verification failed\. CAfile: (?!none\b|\/etc\/ssl\/certs\/ca-|\/etc\/pki\/|\/usr\/)\S/i;

/** Names, routes, certificates, proxies and cut connections: what curl, ssh and Node say about the way to the host. */
export const networkRules: readonly FailureRule[] = [
  rule("proxy", /CONNECT tunnel failed|resolve proxy|proxy CONNECT aborted|HTTP code \d{3} from proxy/i),
  rule(
    "dns",
    /could not resolve host|name or service not known|temporary failure in name resolution|no such host is known|ENOTFOUND|EAI_AGAIN/i,
  ),
  rule("network-unreachable", /network is unreachable|no route to host|ENETUNREACH|EHOSTUNREACH/i),
  // curl says "couldn't connect" for a refusal at once and for a silent drop after minutes alike.
  rule("timeout", /failed to connect to \S{1,300} port \d{1,5} after \d{5,9} ms/i),
  rule("timeout", /(connection|operation) timed out|: timed out|operation too slow|timeout was reached|ETIMEDOUT/i),
  rule("connection-refused", /connection refused|couldn't connect to server|ECONNREFUSED/i),
  rule("tls-ca-file-missing", /problem with the SSL CA cert|error setting certificate/i),
  rule(
    "tls-wrong-host",
    /does not match target host name|no alternative certificate subject name matches|ERR_TLS_CERT_ALTNAME_INVALID/i,
  ),
  rule("tls-expired", /certificate (has expired|is not yet valid)|CERT_(HAS_EXPIRED|NOT_YET_VALID)/i),
  rule("tls-expired", ownBundle, { also: ["tls-untrusted"] }),
  rule("tls-untrusted", /certificate verification failed/i, { also: ["tls-expired"] }),
  rule(
    "tls-untrusted",
    /SSL certificate problem|issuer is not (recognized|trusted)|SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER_CERT|VERIFY_LEAF)|self-signed certificate|unable to verify the first certificate/i,
  ),
  rule(
    "tls-protocol",
    /gnutls_handshake\(\)|TLS packet|SSL_ERROR_SYSCALL|wrong version number|ssl3_get_record|received HTTP\/0\.9|ERR_SSL_/i,
    { unless: /RPC failed/i },
  ),
  rule("tls-protocol", /'http:\/\/<url>[^\n]{0,20}recv failure: connection reset/i),
  rule("redirect", /protocol "[^"\n]{1,20}" (not supported or )?disabled/i, {
    remedy: "The host sends us on to a place that is not allowed. Use the repository's final address.",
  }),
  rule("rate-limited", /rate[ -]limit(ed)?\b|too many requests|unable to handle this request due to load/i),
  rule(
    "http-5xx",
    /internal server error|gitaly, is not available|internal API unreachable|git server[^\n]{0,60}not available/i,
  ),
  rule("timeout", /\(cancelled after \d{1,9} ?m?s\)|push operation timed out/i, {
    remedy:
      "The host's checks of the push took too long and were stopped. We push in smaller parts; ask its administrator if it goes on.",
  }),
  rule(
    "not-a-git-server",
    /not valid: is this a git repository|return code 22|git-http-push failed|bad line length character/i,
  ),
];

/** Connections that broke off: true of many failures above, so they are asked last. */
export const cutRules: readonly FailureRule[] = [
  rule("remote-hung-up", /empty reply from server|broken pipe|curl 52\b/i),
  rule("early-eof", /curl 18\b|early EOF|of body are still expected|index-pack failed|invalid index-pack output/i),
  rule(
    "remote-hung-up",
    /remote end hung up|connection (reset|closed) by|recv failure|connection was (reset|closed)|curl (56|92)\b|ECONNRESET|unexpected disconnect/i,
  ),
];

/** Words that come with success as well, so they count only when nothing else was found. */
export const noticeRules: readonly FailureRule[] = [
  rule("large-file", /recommended maximum file size|warning: GH001\b/i),
  rule("repository-quota", /put into read-only mode/i),
  rule("redirect", /^warning: redirecting to /im, {
    remedy: "The repository was renamed or moved. Store its new address; the old one may end any day.",
  }),
  rule("ref-already-gone", /deleting a non-existent ref/i),
  rule("empty-repository", /cloned an empty repository/i),
  rule("wrong-default-branch", /remote HEAD refers to nonexistent ref/i),
];

export const bypassRule: FailureRule = rule("bypassed-rules", /bypassed rule violations/i);
