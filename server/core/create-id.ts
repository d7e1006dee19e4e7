import { randomBytes } from "node:crypto";

/** An id for our own rows that are no Segment resources: 128 random bits. */
export const createId = () => randomBytes(16).toString("base64url").replace(/[-_]/g, "x");
