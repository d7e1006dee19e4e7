import { tryOverHttps } from "../try-over-https";
import { BigQueryClient } from "./client";
import { readBigQueryLogin } from "./login";

export const tryBigQueryLogin = tryOverHttps(async (session, settings, text) => {
  const login = readBigQueryLogin(settings);
  const client = await BigQueryClient.open(session, login);
  return client.run({ text, values: [], location: login.location });
});
