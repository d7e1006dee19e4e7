import { randomBytes, randomInt } from "node:crypto";

const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

function draw(alphabet: string, length: number): string {
  let id = "";
  for (let i = 0; i < length; i++) id += alphabet.charAt(randomInt(alphabet.length));
  return id;
}

/** 22 characters of base 58: sources, warehouses, users, models, mappings, workspaces. */
export const shortUuid = () => draw(base58, 22);

/** 24 hex digits, the first eight being seconds since 1970: destinations. */
export const objectId = () =>
  Math.floor(Date.now() / 1000)
    .toString(16)
    .padStart(8, "0") + randomBytes(8).toString("hex");

/** 27 characters of base 62 that sort by second: filters, transformations, groups, tracking plans. */
export function ksuid(): string {
  const bytes = Buffer.concat([Buffer.alloc(4), randomBytes(16)]);
  bytes.writeUInt32BE(Math.floor(Date.now() / 1000) - 1_400_000_000);
  let n = BigInt(`0x${bytes.toString("hex")}`);
  let id = "";
  for (let i = 0; i < 27; i++) {
    id = base62.charAt(Number(n % 62n)) + id;
    n /= 62n;
  }
  return id;
}

/** Ten letters and digits: catalog ids and source functions. */
export const shortId = () => draw(base62, 10);

export const shapes = {
  shortUuid: /^[A-Za-z0-9]{18,24}$/,
  objectId: /^[0-9a-f]{24}$/,
  ksuid: /^[A-Za-z0-9]{27}$/,
  trackingPlan: /^tp_[A-Za-z0-9]{20,32}$/,
  function: /^(sfnc|dfn|ifnd|ifns)_[A-Za-z0-9]{10,24}$/,
} as const;
