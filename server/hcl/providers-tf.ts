import { quoteHcl } from "./quote";

/** Versions of the `segmentio/segment` provider that exports are written for. */
export const providerVersions = ["1.6.0", "1.0.4"] as const;

export type ProviderVersion = (typeof providerVersions)[number];

export interface ProvidersTf {
  readonly version: ProviderVersion;
  /** Address of the Public API; read from PUBLIC_API_URL when left out. */
  readonly url?: string;
}

/** A `providers.tf` to put beside exported files; the token comes from PUBLIC_API_TOKEN. */
export function providersTf({ version, url }: ProvidersTf): string {
  const provider = url === undefined ? "{}" : `{\n  url = ${quoteHcl(url)}\n}`;
  return `terraform {
  required_providers {
    segment = {
      source  = "segmentio/segment"
      version = "${version}"
    }
  }
}

provider "segment" ${provider}
`;
}
