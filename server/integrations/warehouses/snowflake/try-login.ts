import { tryOverHttps } from "../try-over-https";
import { SnowflakeClient } from "./client";
import { readSnowflakeLogin } from "./login";

export const trySnowflakeLogin = tryOverHttps(async (session, settings, text) =>
  new SnowflakeClient(session, readSnowflakeLogin(settings)).run({ text, values: [] }),
);
