export type UnsafeCharacter = "control" | "bidi" | "invisible";

/**
 * The first kind of character in `text` that can change what a line, a terminal or a reader takes it for:
 * C0/C1 controls and line separators, bidirectional marks, zero-width characters. Null when there is none.
 */
export function findUnsafeCharacter(text: string): UnsafeCharacter | null {
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)) return "control";
  if (/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text)) return "bidi";
  if (/[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufeff]/.test(text)) return "invisible";
  return null;
}
