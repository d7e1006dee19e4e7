import { z } from "zod";
import { shownName } from "@/server/core/shown-name";
import { plainText } from "@/server/domain/resources/schema";

/** What a token may do: Segment's two scopes. */
export const tokenRoles = ["Workspace Owner", "Workspace Member"] as const;
export type TokenRole = (typeof tokenRoles)[number];

export const longestLifeDays = 3660;

export const CreateApiToken = z.object({
  name: shownName(120, "Give the token a name."),
  role: z.enum(tokenRoles).default("Workspace Owner"),
  /** Days until it stops working; null for never. */
  expiresInDays: z.number().int().min(1).max(longestLifeDays).nullable().default(null),
});
export type CreateApiToken = z.output<typeof CreateApiToken>;

export const ApiTokenId = z.object({ tokenId: plainText(64).min(1) });

export interface ListedApiToken {
  readonly id: string;
  readonly name: string;
  /** Its first characters, such as `trb_4fX9`. */
  readonly hint: string;
  readonly role: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly status: "active" | "expired" | "revoked";
}
