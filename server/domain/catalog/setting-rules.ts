import type { SettingRow } from "./data-rows";
import { labelFromKey } from "./labels";
import type { IntegrationOption, SettingFact } from "./types";

/** Names that mean a secret whatever the catalog says; publishable keys of browser products do not match. */
const surelySecret =
  /pass(word|phrase)|secret$|secret_?key|private[-_]?(app_?token|key)|(access|auth|security|api|account|s2s|refresh)[-_]?token$|^token$|^credentials?$|ciphertext/i;

/** For entries nothing is known about: better one masked public key than one secret in a repository. */
const maybeSecret = /password|passphrase|secret|token|api[-_]?key|private|credential|ciphertext/i;

/** Written by OAuth or by the store of credentials, never by a person; a field of Segment's own form is not, whatever its name. */
const internalNames = new Set([
  "avatar",
  "ciphertext",
  "createdAt",
  "createdBy",
  "credential_id",
  "credentials",
  "displayName",
  "dynamicAuthSettings",
  "encrypted",
  "oauth",
]);

const textTypes = new Set(["string", "password", "text"]);

export const isSecretSetting = (row: SettingRow, masked: readonly string[]): boolean =>
  row.secret === true || masked.includes(row.name) || (textTypes.has(row.type) && surelySecret.test(row.name));

export const looksSecret = (name: string): boolean => maybeSecret.test(name);

export function settingFact(row: SettingRow, masked: readonly string[]): SettingFact {
  return {
    secret: isSecretSetting(row, masked),
    internal: internalNames.has(row.name) && row.sure !== false,
    sure: row.sure !== false,
    choices: row.choices ?? [],
    ...(row.shownIf && { shownIf: row.shownIf }),
  };
}

export function settingFacts(rows: readonly SettingRow[], masked: readonly string[] = []) {
  return Object.fromEntries(rows.map((row) => [row.name, settingFact(row, masked)]));
}

/** What a setting holds, in a few words made from its facts. */
function describe(row: SettingRow): string {
  const kinds: { readonly [type: string]: string } = {
    boolean: "On or off",
    number: "Number",
    password: "Secret text",
    select: `One of ${row.choices?.length ?? "several"} choices`,
    array: "List",
    strings: "List",
    map: "Keys and values",
    "text-map": "Keys and values",
    mixed: "List of rows",
    oauth: "Set by signing in",
    color: "Colour",
  };
  const kind = kinds[row.type] ?? "Text";
  return row.required ? `${kind}, required.` : `${kind}.`;
}

export function integrationOption(row: SettingRow): IntegrationOption {
  return {
    name: row.name,
    type: row.type,
    required: row.required === true,
    description: describe(row),
    ...(row.default !== undefined && { defaultValue: row.default }),
    label: row.label ?? labelFromKey(row.name),
  };
}
