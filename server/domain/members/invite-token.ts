import { createHash, randomBytes } from "node:crypto";

/** 256 random bits in 43 characters of base64url: only their hash is stored. */
export const newInviteToken = () => randomBytes(32).toString("base64url");

export const hashInviteToken = (token: string) => createHash("sha256").update(token).digest("hex");

export const inviteDays = 7;
