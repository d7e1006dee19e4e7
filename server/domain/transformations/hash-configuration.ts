import { InvalidError } from "@/server/core/errors";
import { record, text } from "@/server/core/kinds/values";
import { isMasked, mask } from "@/server/domain/resources/secrets";
import type { ExtraSecrets } from "@/server/domain/resources/store-extra";
import type { ResourceState } from "@/server/hcl/schema";

const name = "hashPropertiesConfiguration";
const keyPlace = `${name}.key`;

/** How properties are hashed; `key` makes it an HMAC and is a secret. */
export interface HashConfiguration {
  readonly algorithm: string;
  readonly key?: string | null | undefined;
  readonly encoding?: string | null | undefined;
  readonly paths: readonly string[];
}

/** The key to store: null forgets the one that is there, and nothing keeps it, as a mask sent back does. */
export function keyOf(given: HashConfiguration | null | undefined): ExtraSecrets {
  if (given === undefined) return {};
  const key = given?.key || null;
  return isMasked(key) ? {} : { [keyPlace]: key };
}

/** The configuration with its key masked. Throws InvalidError for a mask where no key is kept. */
export function shownConfiguration(given: HashConfiguration | null | undefined, kept: ResourceState): ResourceState {
  if (given === undefined) return kept;
  const { [name]: before, ...others } = kept;
  if (given === null) return others;
  const keptKey = text(record(before).key);
  if (isMasked(given.key ?? null) && !keptKey) {
    throw new InvalidError([{ path: keyPlace, message: "This is a mask, and no key is kept: give the key itself." }]);
  }
  const key = isMasked(given.key ?? null) ? keptKey : given.key ? mask(given.key) : null;
  const { algorithm, encoding = null, paths } = given;
  return { ...others, [name]: { algorithm, key, encoding, paths } };
}
