import { tryOverHttps } from "../try-over-https";
import { DatabricksClient } from "./client";
import { readDatabricksLogin } from "./login";

export const tryDatabricksLogin = tryOverHttps(async (session, settings, text) => {
  const login = readDatabricksLogin(settings);
  const client = await DatabricksClient.open(session, login);
  return client.run({ text, values: {}, catalog: login.catalog });
});
