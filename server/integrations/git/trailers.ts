/** One `Token: value` line at the end of a commit message. */
export type Trailer = { token: string; value: string };

const LINE = /^([A-Za-z0-9][A-Za-z0-9-]{0,99}): ?(.*)$/;

/** The trailers of a message: its last paragraph, when that is not the subject and every line of it is a trailer. */
export function parseTrailers(message: string): Trailer[] {
  const paragraphs = message
    .replace(/\r\n/g, "\n")
    .trim()
    .split(/\n[ \t]*\n/);
  const last = paragraphs.length > 1 ? paragraphs.at(-1) : undefined;
  if (!last) return [];
  const trailers: Trailer[] = [];
  for (const line of last.split("\n")) {
    const previous = trailers.at(-1);
    if (/^[ \t]/.test(line) && previous) {
      previous.value = `${previous.value} ${line.trim()}`;
      continue;
    }
    const [, token, value] = LINE.exec(line) ?? [];
    if (token === undefined || value === undefined) return [];
    trailers.push({ token, value: value.trim() });
  }
  return trailers;
}

/** A message with trailers: text, an empty line, one line each. Line breaks inside a value become spaces. */
export function withTrailers(text: string, trailers: readonly Trailer[]): string {
  if (trailers.length === 0) return text;
  const lines = trailers.map(({ token, value }) => `${token}: ${value.replace(/\s+/g, " ").trim()}`);
  return `${text.trimEnd()}\n\n${lines.join("\n")}\n`;
}
