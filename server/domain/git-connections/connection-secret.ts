import { type Sealed, seal, unseal } from "@/server/crypto";

const context = (connectionId: string) => `git-connection:${connectionId}`;

export const sealConnectionSecret = (connectionId: string, secret: string): Sealed =>
  seal(secret, context(connectionId));

/** The private key or token of a connection, for the time of one piece of work. */
export const connectionSecret = (connection: { id: string; secretCiphertext: Uint8Array; keyId: string }): string =>
  unseal({ ciphertext: connection.secretCiphertext, keyId: connection.keyId }, context(connection.id));
