import { connect } from "node:net";
import ssh2, { type ServerHostKeyAlgorithm } from "ssh2";
import { knownHostsName } from "@/server/integrations/git/host-keys";
import { readSshString, sshFingerprint } from "@/server/integrations/git/ssh-wire";

/** A key that a server showed: to be compared by a person with what the server's administrator publishes. */
export type ShownHostKey = { type: string; fingerprint: string; knownHostsLine: string };

export type HostKeyScan = {
  keys: readonly ShownHostKey[];
  /** Why nothing was shown: an ssh or socket error's text; "" when keys were found. */
  error: string;
  /** Whether a TCP connection was made at all. */
  reached: boolean;
};

export type ScanTarget = {
  host: string;
  port: number;
  /** A checked address to connect to; the host's name only labels the line. */
  address: string;
  timeoutMs?: number;
};

// A server shows one key per handshake, so each kind is asked for alone.
const kinds: readonly ServerHostKeyAlgorithm[][] = [
  ["ssh-ed25519"],
  ["ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"],
  ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"],
];

type Shown = { key: Buffer | null; error: string; reached: boolean };

function showKey(target: ScanTarget, algorithms: ServerHostKeyAlgorithm[]): Promise<Shown> {
  return new Promise((resolve) => {
    const socket = connect({ host: target.address, port: target.port });
    const client = new ssh2.Client();
    const shown: Shown = { key: null, error: "", reached: false };
    const timer = setTimeout(() => finish("timed out"), target.timeoutMs ?? 10_000);
    const finish = (error: string) => {
      clearTimeout(timer);
      if (shown.error === "" && shown.key === null) shown.error = error;
      socket.destroy();
      client.destroy();
      resolve(shown);
    };
    socket.on("connect", () => {
      shown.reached = true;
    });
    client.on("error", (error) => finish(error.message));
    client.on("close", () => finish("connection closed"));
    client.connect({
      sock: socket,
      username: "git",
      readyTimeout: target.timeoutMs ?? 10_000,
      algorithms: { serverHostKey: algorithms },
      // Saying no ends the handshake before anything of ours is sent.
      hostVerifier: (key: Buffer) => {
        shown.key = Buffer.from(key);
        return false;
      },
    });
  });
}

function describe(key: Buffer, target: ScanTarget): ShownHostKey | null {
  const type = readSshString(key, 0)?.value.toString("latin1");
  if (type === undefined || !/^[a-z0-9-]{1,40}$/.test(type)) return null;
  const name = knownHostsName(target.host, target.port);
  return { type, fingerprint: sshFingerprint(key), knownHostsLine: `${name} ${type} ${key.toString("base64")}\n` };
}

/**
 * Asks a server for its host keys of every current kind, without signing in. What comes back is only what that server
 * claims: it becomes trustworthy when a person has compared the fingerprints.
 */
export async function scanHostKeys(target: ScanTarget): Promise<HostKeyScan> {
  const keys: ShownHostKey[] = [];
  let error = "";
  let reached = false;
  for (const algorithms of kinds) {
    const shown = await showKey(target, algorithms);
    reached ||= shown.reached;
    const key = shown.key && describe(shown.key, target);
    if (key) keys.push(key);
    else error ||= shown.error;
    if (!shown.reached) break;
  }
  return { keys, error: keys.length > 0 ? "" : error, reached };
}
