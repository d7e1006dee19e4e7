import type { CatalogStatus } from "@/server/domain/catalog/types";

/** A word for an entry that is not simply offered; null for those that are. */
export function entryNote(status: CatalogStatus | null, known: boolean): string | null {
  if (!known) return "Not in the catalog";
  switch (status) {
    case "PUBLIC_BETA":
    case "PRIVATE_BETA":
      return "Beta";
    case "DEPRECATED":
    case "UNAVAILABLE":
    case "REMOVED":
      return "Retired";
    case "HIDDEN":
    case "UNLISTED":
      return "Not listed";
    default:
      return null;
  }
}
