import ipaddr from "ipaddr.js";
import { z } from "zod";

/** What one setting may say. Empty ones are left out before these see them. */
export const text = z.string().trim().optional();

export const url = (protocols: RegExp, what: string) =>
  text.refine((value) => value === undefined || (URL.canParse(value) && protocols.test(value)), `must be ${what}`);

/** An address of the whole product: nothing but scheme, host and port, kept without a slash at its end. */
export const origin = (what: string) =>
  text
    .refine((value) => {
      if (value === undefined) return true;
      const found = URL.canParse(value) ? new URL(value) : null;
      return found !== null && /^https?:$/.test(found.protocol) && found.href === `${found.origin}/`;
    }, `must be ${what}`)
    .transform((value) => value?.replace(/\/+$/, ""));

export const wholeNumber = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error });
};

export const oneOf = <const T extends string>(...values: readonly [T, ...T[]]) =>
  z.enum(values, { error: `must be one of ${values.join(", ")}` });

const isRange = (value: string) =>
  ipaddr.isValid(value) || ipaddr.IPv4.isValidCIDR(value) || ipaddr.IPv6.isValidCIDR(value);

export const addressRanges = text
  .transform((value) => (value ?? "").split(",").flatMap((each) => each.trim() || []))
  .refine((ranges) => ranges.every(isRange), "must be a list of addresses or ranges, such as 10.0.0.1,10.1.0.0/16");

export const keyList = text
  .refine(
    (value) =>
      value === undefined ||
      value.split(",").every((key) => /^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9+/]{43}=$/.test(key.trim())),
    "must be a list of id:key, each key 32 bytes in base64, the current one first",
  )
  .refine((value) => {
    const ids = (value ?? "").split(",").map((key) => key.trim().split(":")[0]);
    return new Set(ids).size === ids.length;
  }, "must give each key an id of its own");

/** `Name <mail>`, or the mail alone. */
export const mailbox = z
  .string()
  .trim()
  .regex(/^([^<>]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, "must be written as Name <mail@example.com>");
