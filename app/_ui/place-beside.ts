const GAP_PX = 4;
const EDGE_PX = 8;
/** Below this there is too little room to read a list. */
const ROOM_PX = 220;

/**
 * Puts a fixed `panel` below `anchor`, or above it where there is more room, aligned to the side asked for unless
 * that would leave the window. Needs no size of the panel, so it can run before the panel is shown.
 */
export function placeBeside(anchor: HTMLElement, panel: HTMLElement, align: "start" | "end", matchWidth: boolean) {
  const box = anchor.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const height = window.innerHeight;
  const below = height - box.bottom - GAP_PX - EDGE_PX;
  const above = box.top - GAP_PX - EDGE_PX;
  const goesAbove = below < ROOM_PX && above > below;
  const fromLeft = align === "start" ? width - box.left >= 160 : box.right < 160;
  const { style } = panel;
  style.inset = "auto";
  style.maxHeight = `min(${Math.floor(goesAbove ? above : below)}px, 24rem)`;
  style.maxWidth = `${Math.floor((fromLeft ? width - box.left : box.right) - EDGE_PX)}px`;
  style.minWidth = matchWidth ? `${Math.floor(box.width)}px` : "";
  if (goesAbove) style.bottom = `${height - box.top + GAP_PX}px`;
  else style.top = `${box.bottom + GAP_PX}px`;
  if (fromLeft) style.left = `${Math.max(EDGE_PX, box.left)}px`;
  else style.right = `${Math.max(EDGE_PX, width - box.right)}px`;
}
