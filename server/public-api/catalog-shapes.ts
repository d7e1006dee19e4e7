import { z } from "zod";

/** Catalog entries as Segment's Public API has them. */

const Logos = z.strictObject({ default: z.string(), mark: z.string().nullable(), alt: z.string().nullable() });

const Option = z.strictObject({
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  description: z.string().optional(),
  defaultValue: z.unknown().optional(),
  label: z.string().optional(),
});

const base = {
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  description: z.string(),
  logos: Logos,
  options: z.array(Option),
};

const Status = z.enum([
  "PUBLIC",
  "PUBLIC_BETA",
  "PRIVATE_BETA",
  "PRIVATE_BUILDING",
  "PRIVATE_SUBMITTED",
  "DEPRECATED",
  "UNAVAILABLE",
]);

export const SourceMetadata = z.strictObject({
  ...base,
  categories: z.array(z.string()),
  isCloudEventSource: z.boolean(),
  status: Status,
  partnerOwned: z.boolean(),
});

export const WarehouseMetadata = z.strictObject(base);

const Field = z.strictObject({
  id: z.string(),
  sortOrder: z.int(),
  fieldKey: z.string(),
  label: z.string(),
  type: z.enum(["STRING", "TEXT", "NUMBER", "INTEGER", "BOOLEAN", "DATETIME", "OBJECT", "PASSWORD", "HIDDEN"]),
  description: z.string(),
  placeholder: z.string().optional(),
  defaultValue: z.unknown().optional(),
  required: z.boolean(),
  multiple: z.boolean(),
  choices: z.array(z.looseObject({})).optional(),
  dynamic: z.boolean(),
  allowNull: z.boolean(),
  hidden: z.boolean(),
});

const Action = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  platform: z.enum(["CLOUD", "MOBILE", "WEB"]),
  hidden: z.boolean(),
  defaultTrigger: z.string().nullable(),
  fields: z.array(Field),
});

const Preset = z.strictObject({
  actionId: z.string(),
  name: z.string(),
  fields: z.record(z.string(), z.unknown()),
  trigger: z.string(),
});

const flag = z.boolean().optional();

export const DestinationMetadata = z.strictObject({
  ...base,
  status: Status,
  previousNames: z.array(z.string()),
  categories: z.array(z.string()),
  website: z.string(),
  components: z.array(
    z.strictObject({
      type: z.enum(["ANDROID", "BROWSER", "IOS", "SERVER"]),
      code: z.string(),
      owner: z.enum(["PARTNER", "SEGMENT"]).optional(),
    }),
  ),
  supportedFeatures: z.strictObject({ replay: flag, browserUnbundling: flag, browserUnbundlingPublic: flag }),
  supportedMethods: z.strictObject({ pageview: flag, identify: flag, alias: flag, track: flag, group: flag }),
  supportedPlatforms: z.strictObject({
    browser: flag,
    server: flag,
    mobile: flag,
    warehouse: flag,
    cloudAppObject: flag,
    linkedAudiences: flag,
  }),
  actions: z.array(Action),
  presets: z.array(Preset),
  contacts: z.null(),
  partnerOwned: z.boolean(),
  supportedRegions: z.array(z.string()).nullable(),
  regionEndpoints: z.array(z.string()).nullable(),
});
