/** Reads a body as text; null as soon as it is longer than may be taken. `take` is told the size of each part. */
export async function readBody(
  body: ReadableStream<Uint8Array> | null,
  take: (bytes: number) => boolean,
): Promise<string | null> {
  if (body === null) return "";
  const parts: Uint8Array[] = [];
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(parts).toString("utf8");
    if (!take(value.length)) {
      await reader.cancel();
      return null;
    }
    parts.push(value);
  }
}

/** Undefined for anything that is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
