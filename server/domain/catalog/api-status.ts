import type { CatalogStatus } from "./types";

export type ApiStatus = "PUBLIC" | "PUBLIC_BETA" | "PRIVATE_BETA" | "PRIVATE_BUILDING" | "DEPRECATED" | "UNAVAILABLE";

/** A status in the Public API's vocabulary, which has no words for what is hidden, unlisted or removed. */
export function apiStatus(status: CatalogStatus): ApiStatus {
  switch (status) {
    case "HIDDEN":
      return "PRIVATE_BETA";
    case "UNLISTED":
      return "PRIVATE_BUILDING";
    case "REMOVED":
      return "DEPRECATED";
    default:
      return status;
  }
}
