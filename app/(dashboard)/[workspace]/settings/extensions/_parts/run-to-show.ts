import { isActive } from "./words";

/**
 * A run as the page was rendered with it, or as it was asked for since. A finished run does not change any more, so what
 * an earlier visit to the page remembers of it, when it was still running, is never newer.
 */
export const runToShow = <T extends { readonly status: string }>(rendered: T, asked: T | undefined): T =>
  isActive(rendered.status) ? (asked ?? rendered) : rendered;
