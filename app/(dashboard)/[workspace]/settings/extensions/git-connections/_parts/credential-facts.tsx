import { DescriptionList, type Fact } from "@/app/_ui/description-list";
import { Identifier } from "@/app/_ui/identifier";
import { RelativeTime } from "@/app/_ui/relative-time";
import type { ShownGitConnection } from "@/server/domain/git-connections/get-git-connection";
import type { GitServiceInfo } from "@/server/domain/git-connections/ports";
import { methodName, serviceName } from "../../_parts/words";
import { PublicKeyCard } from "./public-key-card";

export interface CredentialFactsProps {
  connection: ShownGitConnection;
  service: GitServiceInfo | undefined;
}

/** What may be shown of a credential: never the secret itself. */
export function CredentialFacts({ connection, service }: CredentialFactsProps) {
  const { publicKey, fingerprint, username } = connection;
  const facts: Fact[] = [
    { term: "Service", value: `${serviceName(connection.service, service ? [service] : [])} (${connection.service})` },
    { term: "Method", value: methodName(connection.method) },
    ...(username ? [{ term: "User name", value: <code className="font-mono text-sm">{username}</code> }] : []),
    ...(publicKey
      ? []
      : [{ term: "Token", value: <code className="font-mono text-sm">{connection.secretHint}</code> }]),
    {
      term: publicKey ? "Key set" : "Token set",
      value: <RelativeTime at={connection.secretSetAt} />,
    },
    { term: "Made by", value: <span dir="auto">{connection.createdBy}</span> },
    ...(connection.confirmedHostKeys.length > 0
      ? [{ term: "Confirmed host keys", value: <HostKeyLines lines={connection.confirmedHostKeys} /> }]
      : []),
  ];
  return (
    <div className="space-y-4">
      <DescriptionList facts={facts} />
      {publicKey && fingerprint ? (
        <section aria-labelledby="public-key">
          <h3 id="public-key" className="mb-1 font-medium">
            Public key
          </h3>
          <PublicKeyCard publicKey={publicKey} fingerprint={fingerprint} kind={service?.kind ?? "generic"} />
        </section>
      ) : null}
    </div>
  );
}

function HostKeyLines({ lines }: { lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line} className="min-w-0">
          <Identifier value={line.trim()} kind="host key" />
        </li>
      ))}
    </ul>
  );
}
