import { text } from "@/server/core/kinds/values";
import type { WarehouseSettings } from "@/server/domain/warehouses/ports";
import { scalar } from "@/server/domain/warehouses/read-login";
import { fail } from "../https/failure";

export interface DatabricksLogin {
  readonly origin: string;
  readonly warehouseId: string;
  /** Empty for the workspace's own default. */
  readonly catalog: string;
  /** A service principal's, or a personal access token. */
  readonly secret: { readonly clientId: string; readonly clientSecret: string } | { readonly token: string };
}

const services = [
  ".databricks.com",
  ".azuredatabricks.net",
  ".databricks.azure.us",
  ".databricks.azure.cn",
  ".databricks.us",
  ".databricks.mil",
];
const hostShape = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?){2,8}$/;

/** Reads a source's or warehouse's settings. A secret without a client id is taken for a personal access token. */
export function readDatabricksLogin(settings: WarehouseSettings): DatabricksLogin {
  const [hostname, httpPath] = [scalar(settings.hostname), scalar(settings.httpPath)];
  const [clientId, secret] = [scalar(settings.oauthClientId), text(settings.oauthClientSecret).trim()];
  if (!hostname || !httpPath || !secret) return fail("settings-missing");
  const port = scalar(settings.port);
  if (port !== "" && port !== "443") return fail("settings-unfit");
  return {
    origin: `https://${hostOf(hostname)}`,
    warehouseId: warehouseIdOf(httpPath),
    catalog: scalar(settings.catalog).toLowerCase(),
    secret: clientId ? { clientId, clientSecret: secret } : { token: tokenOf(secret) },
  };
}

/** The workspace's host, which is always one of Databricks' own. */
function hostOf(given: string): string {
  const host = given
    .toLowerCase()
    .replace(/^https:\/\//, "")
    .replace(/\/$/, "");
  const isOurs = host.length <= 253 && hostShape.test(host) && services.some((service) => host.endsWith(service));
  return isOurs ? host : fail("settings-unfit");
}

/** Clusters have paths of another shape; statements can only be sent to SQL warehouses. */
const warehouseIdOf = (path: string): string =>
  /^\/?sql\/1\.0\/(?:warehouses|endpoints)\/([A-Za-z0-9]{1,64})\/?$/.exec(path)?.[1] ?? fail("settings-unfit");

const tokenOf = (secret: string) => (/^[\x21-\x7e]+$/.test(secret) ? secret : fail("settings-unfit"));
