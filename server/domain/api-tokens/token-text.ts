import { createHash, randomBytes } from "node:crypto";

const prefix = "trb_";
const hintLength = 8;

/** 256 random bits behind a prefix that secret scanners can look for. */
export const newTokenText = () => prefix + randomBytes(32).toString("base64url");

/** A token has too many bits to be guessed, so a plain hash keeps it. */
export const hashTokenText = (text: string) => createHash("sha256").update(text).digest("hex");

export const hintOf = (text: string) => text.slice(0, hintLength);

/** Whether a text could be a token at all: spares the database a look for garbage. */
export const looksLikeToken = (text: string) => /^trb_[A-Za-z0-9_-]{43}$/.test(text);
