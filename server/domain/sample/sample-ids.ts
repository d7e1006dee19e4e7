import { createHash } from "node:crypto";
import { deriveId } from "@/server/domain/catalog/derive-id";

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Ids are made from names, so that the sample is the same in every installation and its relations can be written down. */
const hashOf = (...parts: readonly string[]) =>
  createHash("sha256")
    .update(["sample", ...parts].join("\n"))
    .digest("hex");

function letters(hash: string, length: number): string {
  let rest = BigInt(`0x${hash}`);
  let id = "";
  while (id.length < length) {
    id += base62.charAt(Number(rest % 62n));
    rest /= 62n;
  }
  return id;
}

const short = (kind: string) => (name: string) => deriveId("sample", kind, name);
const hex = (kind: string) => (name: string) => `68${hashOf(kind, name).slice(0, 22)}`;
const ksuid = (kind: string) => (name: string) => `31${letters(hashOf(kind, name), 25)}`;

export const sampleWorkspaceId = short("workspace")("confluence-ferries");
export const sampleSpaceId = `spa_${letters(hashOf("space", "passengers"), 22)}`;

export const sourceId = short("source");
export const warehouseId = short("warehouse");
export const userId = short("user");
export const modelId = short("model");
export const mappingId = short("mapping");
export const instanceId = short("instance");
export const profilesId = short("profiles");
export const destinationId = hex("destination");
export const filterId = ksuid("filter");
export const transformationId = ksuid("transformation");
export const groupId = ksuid("group");
export const trackingPlanId = (name: string) => `tp_${ksuid("tracking plan")(name)}`;

export const sourceFunctionId = (name: string) => `sfnc_${letters(hashOf("function", name), 10)}`;
export const destinationFunctionId = (name: string) => `dfn_${hex("function")(name)}`;
export const insertFunctionId = (name: string) => `ifnd_${hex("function")(name)}`;

/** A value that looks like a credential of its length and is none. */
export const fakeSecret = (name: string, length = 32) => letters(hashOf("secret", name), length);
