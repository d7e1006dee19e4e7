export interface TextBlock {
  /** The tag word and the name behind it. */
  tag: string;
  name: string;
  /** Text between the tags, and with them. */
  body: string;
  whole: string;
}

/**
 * Blocks `{% tag name … %}…{% endtag %}` at the top level of a file, found by their tags alone. Time is linear in the
 * text, whatever it holds.
 */
export function* textBlocks(text: string, tags: readonly string[]): Generator<TextBlock> {
  const opening = new RegExp(`\\{%[-+]?\\s{0,100}(${tags.join("|")})\\s+(\\w+)[^%]{0,20000}?%\\}`, "g");
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const [{ length }, tag = "", name = ""] = [found[0], found[1], found[2]];
    const closing = new RegExp(`\\{%[-+]?\\s{0,100}end${tag}(?:\\s+\\w+)?\\s{0,100}[-+]?%\\}`, "g");
    closing.lastIndex = found.index + length;
    const end = closing.exec(text);
    if (!end) return;
    yield {
      tag,
      name,
      body: text.slice(found.index + length, end.index),
      whole: text.slice(found.index, closing.lastIndex),
    };
    opening.lastIndex = closing.lastIndex;
  }
}
