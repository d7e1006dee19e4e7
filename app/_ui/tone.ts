/** What a colour means, everywhere. Colour never stands alone: an icon and a word go with it. */
export type Tone = "neutral" | "success" | "warning" | "danger" | "info";

export const TONE_TEXT: Record<Tone, string> = {
  neutral: "text-ink-muted",
  success: "text-success",
  warning: "text-warning",
  danger: "text-danger",
  info: "text-info",
};

export const TONE_SOFT: Record<Tone, string> = {
  neutral: "border-line bg-sunken text-ink-muted",
  success: "border-success/25 bg-success-soft text-success",
  warning: "border-warning/25 bg-warning-soft text-warning",
  danger: "border-danger/25 bg-danger-soft text-danger",
  info: "border-info/25 bg-info-soft text-info",
};
