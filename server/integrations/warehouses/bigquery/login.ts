import type { KeyObject } from "node:crypto";
import { z } from "zod";
import { text } from "@/server/core/kinds/values";
import type { WarehouseSettings } from "@/server/domain/warehouses/ports";
import { scalar } from "@/server/domain/warehouses/read-login";
import { fail } from "../https/failure";
import { readRsaKey } from "../https/jwt";
import { parseJson } from "../https/read-body";
import { isProjectId } from "./names";

export interface BigQueryLogin {
  readonly email: string;
  readonly keyId: string;
  readonly key: KeyObject;
  /** The project that queries run in, and are paid by. */
  readonly project: string;
  /** Where they run; null lets BigQuery follow the data. */
  readonly location: string | null;
}

const ServiceAccount = z.object({
  client_email: z.string().regex(/^[^\s@]+@[^\s@]+$/),
  private_key: z.string(),
  private_key_id: z.string().default(""),
  project_id: z.string(),
});

const longestKeyFile = 20_000;

/** Reads a source's or warehouse's settings. Of the key file nothing says where to sign in: that is always at Google. */
export function readBigQueryLogin(settings: WarehouseSettings): BigQueryLogin {
  const given = text(settings.credentials).trim();
  if (!given) return fail("settings-missing");
  const account = given.length <= longestKeyFile ? ServiceAccount.safeParse(parseJson(given)).data : undefined;
  if (!account) return fail("settings-unfit");
  const project = scalar(settings["gc-project"]) || account.project_id;
  const location = scalar(settings.location);
  if (!isProjectId(project) || !/^[A-Za-z0-9-]{0,40}$/.test(location)) return fail("settings-unfit");
  return {
    email: account.client_email,
    keyId: account.private_key_id,
    key: readRsaKey(account.private_key) ?? fail("settings-unfit"),
    project,
    location: location || null,
  };
}
