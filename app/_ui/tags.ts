/** `tags` with the texts of `typed` (separated by commas or line breaks) added; blanks and repeats are left out. */
export function addTags(tags: readonly string[], typed: string): readonly string[] {
  const next = [...tags];
  for (const part of typed.split(/[,\n]/)) {
    const tag = part.trim();
    if (tag !== "" && !next.includes(tag)) next.push(tag);
  }
  return next;
}
