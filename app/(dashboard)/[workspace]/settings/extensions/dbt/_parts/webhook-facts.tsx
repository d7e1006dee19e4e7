"use client";

import { DescriptionList } from "@/app/_ui/description-list";
import { Identifier } from "@/app/_ui/identifier";
import { Notice } from "@/app/_ui/notice";
import { useOrigin } from "./use-origin";

export interface WebhookFactsProps {
  /** Whole, or a path of this installation. */
  url: string;
  /** Just made: shown this once. */
  secret: string | null;
}

/** Where the Git host sends its pushes, and the secret it signs them with while that is new. */
export function WebhookFacts({ url, secret }: WebhookFactsProps) {
  const origin = useOrigin();
  const address = url.startsWith("/") ? `${origin}${url}` : url;
  return (
    <div className="space-y-3">
      {secret === null ? null : (
        <Notice kind="warning" title="Copy the secret now" live>
          It is not shown again. Another one can be made in the project's settings.
        </Notice>
      )}
      <DescriptionList
        facts={[
          { term: "Address", value: <Identifier value={address} kind="webhook address" /> },
          { term: "Content type", value: <code className="font-mono text-sm">application/json</code> },
          { term: "Events", value: "Pushes only" },
          {
            term: "Secret",
            value: secret === null ? "Set, not shown" : <Identifier value={secret} kind="webhook secret" />,
          },
        ]}
      />
    </div>
  );
}
