/** Text from files made harmless for a terminal: control and direction characters are spelled out. */
export function printable(text: string): string {
  const risky = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
  return text.replace(risky, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
