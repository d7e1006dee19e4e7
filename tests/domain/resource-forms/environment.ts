// Settings are read once, when the first server module asks: this stands before any of them.
process.env.TRIBUTARY_ENCRYPTION_KEYS ??= `test:${Buffer.alloc(32, 7).toString("base64")}`;
process.env.AUTH_SECRET ??= "a secret that only tests know, of 32 or more characters";
process.env.LOG_LEVEL ??= "silent";

export {};
