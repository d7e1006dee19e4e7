/** How long a new token may live, as the form offers it. */
export const expiryOptions = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "custom", label: "Other number of days" },
  { value: "never", label: "Never" },
] as const;

export type Expiry = (typeof expiryOptions)[number]["value"];

/** Days that were chosen or typed; null for never. Text that is no whole number is NaN: the server's check names it. */
export function daysOf(expiry: string, typed: string): number | null {
  if (expiry === "never") return null;
  if (expiry !== "custom") return Number(expiry);
  return /^\s*\d+\s*$/.test(typed) ? Number(typed) : Number.NaN;
}
