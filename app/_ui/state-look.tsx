import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CirclePause,
  Clock,
  type LucideIcon,
  Power,
  TriangleAlert,
} from "lucide-react";
import type { Tone } from "./tone";

/** States that things in the product can be in; a page maps its own states onto these. */
export type State =
  | "queued"
  | "running"
  | "succeeded"
  | "partial"
  | "failed"
  | "cancelled"
  | "skipped"
  | "enabled"
  | "disabled"
  | "paused"
  | "healthy"
  | "warning"
  | "error"
  | "not-set-up"
  | "unknown";

export interface StateLook {
  word: string;
  tone: Tone;
  /** `null`: drawn as a turning spinner. */
  icon: LucideIcon | null;
}

export const STATE_LOOKS: Record<State, StateLook> = {
  queued: { word: "Queued", tone: "neutral", icon: Clock },
  running: { word: "Running", tone: "info", icon: null },
  succeeded: { word: "Succeeded", tone: "success", icon: CircleCheck },
  partial: { word: "Partly done", tone: "warning", icon: TriangleAlert },
  failed: { word: "Failed", tone: "danger", icon: CircleAlert },
  cancelled: { word: "Cancelled", tone: "neutral", icon: Ban },
  skipped: { word: "Skipped", tone: "neutral", icon: CircleDashed },
  enabled: { word: "Enabled", tone: "success", icon: Power },
  disabled: { word: "Disabled", tone: "neutral", icon: Power },
  paused: { word: "Paused", tone: "warning", icon: CirclePause },
  healthy: { word: "Healthy", tone: "success", icon: CircleCheck },
  warning: { word: "Needs attention", tone: "warning", icon: TriangleAlert },
  error: { word: "Error", tone: "danger", icon: CircleAlert },
  "not-set-up": { word: "Not set up", tone: "neutral", icon: CircleDashed },
  unknown: { word: "Unknown", tone: "neutral", icon: CircleHelp },
};
