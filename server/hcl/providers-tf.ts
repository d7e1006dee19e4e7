/** Versions of the `segmentio/segment` provider that exports are written for. */
export const providerVersions = ["1.6.0", "1.0.4"] as const;

export type ProviderVersion = (typeof providerVersions)[number];

/** A `providers.tf` to put beside exported files; address and token come from PUBLIC_API_URL and PUBLIC_API_TOKEN. */
export function providersTf({ version }: { readonly version: ProviderVersion }): string {
  return `terraform {
  required_providers {
    segment = {
      source  = "segmentio/segment"
      version = "${version}"
    }
  }
}

provider "segment" {}
`;
}
