import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import { bits, bool, der, explicit, integer, octets, oid, sequence, setOf, utcTime, utf8 } from "@/tests/support/der";

/** A certificate and its key, both PEM. */
export type Certificate = { cert: string; key: string };
/** An authority made for a test. `issue` signs a server certificate for names and addresses. */
export type TestAuthority = { ca: string; issue(server: ServerNames): Certificate };
export type ServerNames = { names: readonly string[]; validFrom?: Date; validTo?: Date };

const ECDSA_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));
const DAY_MS = 86_400_000;

/** Makes a certificate authority (P-256) valid from yesterday for ten days. Nothing but Node is needed. */
export function makeAuthority(name = "Test authority"): TestAuthority {
  const pair = newPair();
  const issuer = nameOf(name);
  const keyId = keyIdOf(pair.publicKey);
  const caExtensions = [
    extension("2.5.29.19", true, sequence(bool(true))),
    extension("2.5.29.15", true, bits(Buffer.from([0x06]), 1)),
    extension("2.5.29.14", false, octets(keyId)),
  ];
  const ca = certificate({
    subject: issuer,
    issuer,
    publicKey: pair.publicKey,
    signer: pair.privateKey,
    extensions: caExtensions,
  });
  return {
    ca,
    issue(server) {
      const own = newPair();
      const extensions = [
        extension("2.5.29.19", true, sequence()),
        extension("2.5.29.15", true, bits(Buffer.from([0x80]), 7)),
        extension("2.5.29.37", false, sequence(oid("1.3.6.1.5.5.7.3.1"))),
        extension("2.5.29.17", false, sequence(...server.names.map(alternativeName))),
        extension("2.5.29.35", false, sequence(der(0x80, keyId))),
      ];
      const cert = certificate({
        subject: nameOf(server.names[0] ?? "server"),
        issuer,
        publicKey: own.publicKey,
        signer: pair.privateKey,
        extensions,
        ...server,
      });
      return { cert, key: own.privateKey.export({ type: "pkcs8", format: "pem" }).toString() };
    },
  };
}

function certificate(parts: {
  subject: Buffer;
  issuer: Buffer;
  publicKey: KeyObject;
  signer: KeyObject;
  extensions: Buffer[];
  validFrom?: Date;
  validTo?: Date;
}): string {
  const validity = sequence(
    utcTime(parts.validFrom ?? new Date(Date.now() - DAY_MS)),
    utcTime(parts.validTo ?? new Date(Date.now() + 10 * DAY_MS)),
  );
  const serial = integer(Buffer.concat([Buffer.from([1]), randomBytes(15)]));
  const version3 = explicit(0, integer(Buffer.from([2])));
  const keyInfo = parts.publicKey.export({ type: "spki", format: "der" });
  const extensions = explicit(3, sequence(...parts.extensions));
  const body = sequence(version3, serial, ECDSA_SHA256, parts.issuer, validity, parts.subject, keyInfo, extensions);
  const whole = sequence(body, ECDSA_SHA256, bits(sign("sha256", body, parts.signer)));
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function newPair() {
  return generateKeyPairSync("ec", { namedCurve: "P-256" });
}

function nameOf(commonName: string): Buffer {
  return sequence(setOf(sequence(oid("2.5.4.3"), utf8(commonName))));
}

function keyIdOf(key: KeyObject): Buffer {
  return createHash("sha1")
    .update(key.export({ type: "spki", format: "der" }))
    .digest();
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [bool(true)] : []), octets(value));
}

function alternativeName(name: string): Buffer {
  if (isIP(name) === 4) return der(0x87, Buffer.from(name.split(".").map(Number)));
  return der(0x82, Buffer.from(name));
}
