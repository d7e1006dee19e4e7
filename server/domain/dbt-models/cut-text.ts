/** The beginning of a text, without half a character at its end: a database refuses those in JSON. */
export const cutText = (text: string, most: number): string => text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
