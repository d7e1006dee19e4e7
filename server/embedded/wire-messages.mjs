// Reading the frontend side of Postgres' wire protocol, version 3: just enough to give one session to many connections.
const sslRequest = 80877103;
const gssRequest = 80877104;
const cancelRequest = 80877102;
const largestMessage = 512 * 1024 * 1024;

/**
 * Takes what is complete from the front of `buffer`, before the session has begun.
 * Gives `{kind: "refuse-encryption" | "cancel" | "startup", message, rest}`, or null when more bytes are needed.
 */
export function readOpening(buffer) {
  if (buffer.length < 8) return null;
  const length = buffer.readInt32BE(0);
  if (length < 8 || length > 10_000) throw new Error("not a Postgres client");
  if (buffer.length < length) return null;
  const code = buffer.readInt32BE(4);
  const kind =
    code === sslRequest || code === gssRequest ? "refuse-encryption" : code === cancelRequest ? "cancel" : "startup";
  return { kind, message: buffer.subarray(0, length), rest: buffer.subarray(length) };
}

/** Takes one typed message from the front of `buffer`; null when more bytes are needed. */
export function readMessage(buffer) {
  if (buffer.length < 5) return null;
  const length = buffer.readInt32BE(1) + 1;
  if (length < 5 || length > largestMessage) throw new Error("a message of impossible length");
  if (buffer.length < length) return null;
  return { type: String.fromCharCode(buffer[0]), message: buffer.subarray(0, length), rest: buffer.subarray(length) };
}

/** Position after the zero byte that ends the text at `from`. */
const afterText = (message, from) => message.indexOf(0, from) + 1;

function withPrefix(message, at, prefix) {
  if (message[at] === 0) return message;
  const changed = Buffer.concat([message.subarray(0, at), Buffer.from(prefix), message.subarray(at)]);
  changed.writeInt32BE(changed.length - 1, 1);
  return changed;
}

/**
 * Gives a named prepared statement a name of its connection: all connections share one session, and two may choose the
 * same name. Unnamed ones, and everything else, stay as they are.
 */
export function scopeStatement(type, message, prefix) {
  if (type === "P") return withPrefix(message, 5, prefix);
  if (type === "B") return withPrefix(message, afterText(message, 5), prefix);
  if ((type === "D" || type === "C") && message[5] === 0x53) return withPrefix(message, 6, prefix);
  return message;
}

/** Name of the statement that a Parse message makes; "" for the unnamed one. */
export const parsedName = (message) => message.toString("utf8", 5, message.indexOf(0, 5));
