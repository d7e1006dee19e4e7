/** `tags` with the lines of `typed` added: trimmed, without blanks and repeats. Commas belong to a value. */
export function addTags(tags: readonly string[], typed: string): readonly string[] {
  const next = [...tags];
  for (const line of typed.split(/\r\n|\r|\n/)) {
    const tag = line.trim();
    if (tag !== "" && !next.includes(tag)) next.push(tag);
  }
  return next;
}
