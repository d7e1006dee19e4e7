/** A stored secret by the field that holds it. */
export interface NamedSecret {
  /** Such as "Destination “Braze” settings.api_key". */
  readonly field: string;
  readonly value: string;
}

export interface SecretScanner {
  /** The field of the first secret that the text holds, whole or encoded; null when it holds none. */
  find(text: string): string | null;
}

/** Shorter values would be found everywhere by chance. */
export const leastSecretLength = 6;
const gram = 6;
const multiplier = 31;
const filterBits = 20;

/** base64 of any text that contains the value: for each of the three alignments, the part that does not depend on its neighbours. */
function base64Forms(value: string): string[] {
  const bytes = Buffer.from(value, "utf8");
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const lead = shift === 0 ? 0 : shift + 1;
    const tail = (bytes.length + shift) % 3 === 0 ? 0 : 1;
    const stable = encoded.slice(lead, encoded.length - tail);
    return [stable, stable.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** The value as it is and as it may have been written: JSON and HCL escapes, URL, base64, hex. */
function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const hex = Buffer.from(value, "utf8").toString("hex");
  const forms = [
    value,
    json,
    json.replaceAll("${", "$${").replaceAll("%{", "%%{"),
    json.replace(/[<>&]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
    encodeURIComponent(value),
    hex,
    hex.toUpperCase(),
    ...base64Forms(value),
  ];
  return [...new Set(forms)].filter((form) => form.length >= gram);
}

class GramIndex {
  private readonly filter = new Uint8Array(1 << (filterBits - 3));
  private readonly byHash = new Map<number, { form: string; field: string }[]>();
  private readonly leading: number;

  constructor() {
    let power = 1;
    for (let i = 0; i < gram - 1; i++) power = Math.imul(power, multiplier);
    this.leading = power;
  }

  add(form: string, field: string): void {
    let hash = 0;
    for (let i = 0; i < gram; i++) hash = (Math.imul(hash, multiplier) + form.charCodeAt(i)) | 0;
    const bit = this.bitOf(hash);
    this.filter[bit >> 3] = (this.filter[bit >> 3] ?? 0) | (1 << (bit & 7));
    const there = this.byHash.get(hash);
    if (there) there.push({ form, field });
    else this.byHash.set(hash, [{ form, field }]);
  }

  find(text: string): string | null {
    let hash = 0;
    for (let end = 0; end < text.length; end++) {
      if (end >= gram) hash = (hash - Math.imul(text.charCodeAt(end - gram), this.leading)) | 0;
      hash = (Math.imul(hash, multiplier) + text.charCodeAt(end)) | 0;
      if (end < gram - 1) continue;
      const bit = this.bitOf(hash);
      if (((this.filter[bit >> 3] ?? 0) & (1 << (bit & 7))) === 0) continue;
      const start = end - gram + 1;
      const hit = this.byHash.get(hash)?.find(({ form }) => text.startsWith(form, start));
      if (hit) return hit.field;
    }
    return null;
  }

  private bitOf(hash: number): number {
    return (hash ^ (hash >>> 12)) & ((1 << filterBits) - 1);
  }
}

/** Prepares a search for all of a workspace's secrets at once: its time follows the text, not the number of secrets. */
export function createSecretScanner(secrets: Iterable<NamedSecret>): SecretScanner {
  const index = new GramIndex();
  let any = false;
  for (const { field, value } of secrets) {
    if (value.length < leastSecretLength) continue;
    for (const form of formsOf(value)) {
      index.add(form, field);
      any = true;
    }
  }
  return { find: (text) => (any ? index.find(text) : null) };
}
