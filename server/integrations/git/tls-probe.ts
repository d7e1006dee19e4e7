import { X509Certificate } from "node:crypto";
import { connect as connectTcp, isIP } from "node:net";
import {
  checkServerIdentity,
  connect as connectTls,
  type PeerCertificate,
  rootCertificates,
  type TLSSocket,
} from "node:tls";
import type { GitFailureClass } from "@/server/integrations/git/failure-class";

export type CertificateFault = Extract<GitFailureClass, `tls-${string}`>;

/** What a server's TLS says. `fault` null: git will accept it too. Fingerprint and dates are for a person to compare. */
export type TlsProbe =
  | { kind: "answered"; fault: CertificateFault | null; certificate: CertificateFacts | null; detail: string }
  | { kind: "unreachable"; fault: "dns" | "connection-refused" | "timeout" | "network-unreachable"; detail: string };

export type CertificateFacts = {
  subject: string;
  issuer: string;
  validFrom: string;
  validTo: string;
  fingerprint: string;
};

export type TlsTarget = {
  host: string;
  port: number;
  /** A checked address to connect to; the host's name is used for the certificate only. */
  address: string;
  caBundle?: string | undefined;
  timeoutMs?: number;
};

function faultOf(code: string): CertificateFault {
  switch (code) {
    case "CERT_HAS_EXPIRED":
    case "CERT_NOT_YET_VALID":
      return "tls-expired";
    case "ERR_TLS_CERT_ALTNAME_INVALID":
    case "HOSTNAME_MISMATCH":
      return "tls-wrong-host";
    case "DEPTH_ZERO_SELF_SIGNED_CERT":
    case "SELF_SIGNED_CERT_IN_CHAIN":
    case "UNABLE_TO_GET_ISSUER_CERT":
    case "UNABLE_TO_GET_ISSUER_CERT_LOCALLY":
    case "UNABLE_TO_VERIFY_LEAF_SIGNATURE":
    case "CERT_UNTRUSTED":
    case "INVALID_CA":
      return "tls-untrusted";
    default:
      return "tls-protocol";
  }
}

function unreachable(code: string): Extract<TlsProbe, { kind: "unreachable" }>["fault"] | null {
  switch (code) {
    case "ECONNREFUSED":
      return "connection-refused";
    case "ENETUNREACH":
    case "EHOSTUNREACH":
      return "network-unreachable";
    case "ETIMEDOUT":
      return "timeout";
    case "ENOTFOUND":
      return "dns";
    default:
      return null;
  }
}

function describe(peer: PeerCertificate): CertificateFacts | null {
  if (!peer.raw) return null;
  const certificate = new X509Certificate(peer.raw);
  return {
    subject: certificate.subject.replaceAll("\n", ", ").slice(0, 300),
    issuer: certificate.issuer.replaceAll("\n", ", ").slice(0, 300),
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
    fingerprint: certificate.fingerprint256,
  };
}

/** The dates come first: an expired certificate of an unknown authority is reported as unknown by OpenSSL, and the reverse. */
function judge(socket: TLSSocket, host: string): TlsProbe {
  const peer = socket.getPeerCertificate();
  const certificate = describe(peer);
  // Node gives the code as text here, whatever the type says.
  const code = socket.authorizationError
    ? String(Reflect.get(Object(socket.authorizationError), "code") ?? socket.authorizationError)
    : "";
  const outside =
    certificate !== null &&
    (Date.parse(certificate.validTo) < Date.now() || Date.parse(certificate.validFrom) > Date.now());
  if (outside) return { kind: "answered", fault: "tls-expired", certificate, detail: "outside its dates" };
  const wrongName = checkServerIdentity(host, peer);
  if (wrongName) return { kind: "answered", fault: "tls-wrong-host", certificate, detail: "made for another name" };
  if (code) return { kind: "answered", fault: faultOf(code), certificate, detail: code };
  return { kind: "answered", fault: null, certificate, detail: socket.getProtocol() ?? "" };
}

/** Shakes hands with a server as git would and says what is wrong with its certificate. Sends nothing else. */
export function probeTls(target: TlsTarget): Promise<TlsProbe> {
  return new Promise((resolve) => {
    const tcp = connectTcp({ host: target.address, port: target.port });
    let reached = false;
    const finish = (probe: TlsProbe) => {
      clearTimeout(timer);
      tcp.destroy();
      resolve(probe);
    };
    const fail = (code: string) => {
      const fault = reached ? null : unreachable(code);
      if (fault) finish({ kind: "unreachable", fault, detail: code });
      else finish({ kind: "answered", fault: "tls-protocol", certificate: null, detail: code || "no TLS" });
    };
    const timer = setTimeout(() => fail("ETIMEDOUT"), target.timeoutMs ?? 10_000);
    tcp.on("connect", () => {
      reached = true;
    });
    tcp.on("error", (error: NodeJS.ErrnoException) => fail(error.code ?? ""));
    const tls = connectTls({
      socket: tcp,
      ...(isIP(target.host) ? {} : { servername: target.host }),
      // We look and hang up: the verdict is read from the socket, and nothing is sent to a server that failed it.
      rejectUnauthorized: false,
      ...(target.caBundle === undefined ? {} : { ca: [...rootCertificates, target.caBundle] }),
    });
    tls.on("secureConnect", () => finish(judge(tls, target.host)));
    tls.on("error", (error: NodeJS.ErrnoException) => fail(error.code ?? ""));
    tls.on("close", () => fail("closed"));
  });
}
