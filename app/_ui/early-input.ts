"use client";

import { flushSync } from "react-dom";

export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

declare global {
  interface Window {
    /** Controls that a person changed and nobody was told of yet; kept by `EarlyInputScript`. */
    earlyInput?: WeakSet<EventTarget>;
  }
}

interface Early {
  readonly control: Control;
  readonly value: string;
  readonly checked: boolean;
}

const untold: Early[] = [];

/** To be called with a control at its hydration: what was typed, ticked or chosen before is told to React's handlers. */
export function tellEarlyInput(control: Control): void {
  if (!window.earlyInput?.delete(control)) return;
  // Told after all of the form has been hydrated; until then it may be rendered anew, with what it was made with.
  if (untold.length === 0) queueMicrotask(tellAll);
  untold.push({ control, value: control.value, checked: "checked" in control && control.checked });
}

/** One after the other, each with the state that the one before led to: a handler may build on its form's last state. */
function tellAll(): void {
  for (const early of untold.splice(0)) {
    flushSync(() => tell(early));
    // Somebody may have left the control again, at which some take over what is in them.
    if (early.control !== document.activeElement)
      flushSync(() => early.control.dispatchEvent(new FocusEvent("focusout", { bubbles: true })));
  }
}

function tell({ control, value, checked }: Early): void {
  if (control instanceof HTMLSelectElement) {
    control.value = value;
    control.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (control.type === "file") {
    control.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (control.type === "checkbox" || control.type === "radio") {
    if (!("defaultChecked" in control) || checked === control.defaultChecked) return;
    control.checked = !checked;
    control.click();
  } else retype(control, value);
}

/** React passes on a text only when it differs from the last one it saw, and it sees what is set at the element itself. */
function retype(control: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const { selectionStart, selectionEnd } = control;
  const kind = control instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  control.value = control.defaultValue;
  Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set?.call(control, value);
  if (selectionStart !== null) control.setSelectionRange(selectionStart, selectionEnd);
  control.dispatchEvent(new Event("input", { bubbles: true }));
}
