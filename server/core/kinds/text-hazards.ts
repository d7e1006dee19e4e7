import type { Attribute, Input } from "./types";

/** Inputs whose text is a program or a query: every character may matter to it, so every character is kept. */
const codeInputs: ReadonlySet<Input> = new Set(["javascript", "sql", "fql"]);

const control = /[\p{Cc}\u2028\u2029]/u;
const controlButLines = /(?![\n\r\t])[\p{Cc}\u2028\u2029]/u;
/** Marks that turn the direction of text: with them a name can be made to read as another one. */
const direction = /\p{Bidi_Control}/u;

const spelled = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/**
 * What is wrong with the characters of a text that people read, such as a name or a description; null when nothing is.
 * Code and queries may hold anything: they are shown as they are written, and HCL escapes them.
 */
export function findTextHazard(attribute: Attribute, value: string): string | null {
  if (attribute.anyText || (attribute.input && codeInputs.has(attribute.input))) return null;
  const lines = attribute.input === "multiline";
  const [found] = (lines ? controlButLines : control).exec(value) ?? [];
  if (found) return `${attribute.label} may not hold the control character ${spelled(found)}.`;
  const [mark] = direction.exec(value) ?? [];
  return mark ? `${attribute.label} may not hold ${spelled(mark)}, which changes the direction of text.` : null;
}
