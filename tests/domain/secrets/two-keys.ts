// Imported before the settings: a ring in which a new key stands before the one that encrypted what is stored.
const key = (fill: number) => Buffer.alloc(32, fill).toString("base64");

export const olderKey = `k1:${key(7)}`;
process.env.TRIBUTARY_ENCRYPTION_KEYS = `k2:${key(8)},${olderKey}`;
