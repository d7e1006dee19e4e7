export type InviteStatus = "pending" | "accepted" | "revoked" | "expired";

export interface InviteTimes {
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
}

export function inviteStatus(invite: InviteTimes, now: Date): InviteStatus {
  if (invite.acceptedAt) return "accepted";
  if (invite.revokedAt) return "revoked";
  return invite.expiresAt > now ? "pending" : "expired";
}
