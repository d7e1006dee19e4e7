import * as code from "./function-code";
import {
  destinationFunctionId,
  destinationId,
  fakeSecret,
  insertFunctionId,
  instanceId,
  sourceFunctionId,
} from "./sample-ids";
import type { SampleResource } from "./sample-resource";

type SettingType = "STRING" | "ARRAY" | "BOOLEAN" | "TEXT_MAP";

const setting = (name: string, type: SettingType, label: string, description: string, flags = "") => ({
  name,
  type,
  label,
  description,
  required: flags.includes("required"),
  sensitive: flags.includes("sensitive"),
});

interface Texts {
  readonly name: string;
  readonly description: string | null;
  readonly code: string;
}

const fn = (id: string, type: string, texts: Texts, ...settings: ReturnType<typeof setting>[]): SampleResource => ({
  kind: "function",
  id,
  state: {
    display_name: texts.name,
    resource_type: type,
    description: texts.description,
    logo_url: null,
    code: texts.code,
    settings,
  },
});

export const sampleFunctions: readonly SampleResource[] = [
  fn(
    sourceFunctionId("tide-gauges"),
    "SOURCE",
    { name: "Tide gauges", description: "Readings of the river gauges.", code: code.tideGauges },
    setting("stationToken", "STRING", "Station token", "What the gauges send as bearer token.", "required sensitive"),
    setting("stations", "ARRAY", "Stations", "Readings of other stations are ignored. Empty takes all."),
  ),
  fn(
    sourceFunctionId("port-authority"),
    "SOURCE",
    { name: "Port authority notices", description: null, code: code.portAuthority },
    setting("sharedSecret", "STRING", "Shared secret", "Signs every notice.", "required sensitive"),
  ),
  fn(
    destinationFunctionId("manifest"),
    "DESTINATION",
    { name: "Harbour office manifest", description: "Boardings, for the authorities.", code: code.manifest },
    setting("officeToken", "STRING", "Office token", "", "required sensitive"),
    setting("host", "STRING", "Host", "Without https://", "required"),
  ),
  fn(
    destinationFunctionId("signage"),
    "DESTINATION",
    { name: "Quay signage", description: "Water levels on the boards at the quays.", code: code.signage },
    setting("boards", "TEXT_MAP", "Boards", "Station to the board's address.", "required"),
    setting("warnAboveCm", "STRING", "Warn above (cm)", ""),
  ),
  fn(insertFunctionId("mask-passports"), "INSERT_DESTINATION", {
    name: "Mask passports and cards",
    description: "In front of everything outside the company.",
    code: code.maskPassports,
  }),
  fn(
    insertFunctionId("add-river"),
    "INSERT_DESTINATION",
    { name: "Add the river", description: null, code: code.addRiver },
    setting("riverByCountry", "TEXT_MAP", "River by country", "Country code to river.", "required"),
    setting("mapToken", "STRING", "Map token", "For places at a border.", "sensitive"),
  ),
];

const bareId = (id: string) => id.replace(/^ifnd_/, "");

const instance = (
  key: string,
  name: string,
  fnKey: string,
  destination: string,
  settings = {},
  enabled = true,
): SampleResource => ({
  kind: "insert_function_instance",
  id: instanceId(key),
  state: {
    name,
    function_id: bareId(insertFunctionId(fnKey)),
    integration_id: destinationId(destination),
    enabled,
    settings,
  },
});

const rivers = { riverByCountry: { AT: "Danube", HU: "Danube", DE: "Rhine", VN: "Mekong" } };

export const sampleInsertInstances: readonly SampleResource[] = [
  instance("mask-braze", "Mask passports before Braze", "mask-passports", "braze"),
  instance("mask-ga4", "Mask passports before Google Analytics", "mask-passports", "ga4"),
  instance("river-amplitude", "Add the river for Amplitude", "add-river", "amplitude", {
    ...rivers,
    mapToken: fakeSecret("map"),
  }),
  instance("river-mixpanel", "Add the river for Mixpanel (trial)", "add-river", "mixpanel", rivers, false),
];
