import { CopyButton } from "@/app/_ui/copy-button";
import { Identifier } from "@/app/_ui/identifier";
import { whereToAddKey } from "../../_parts/host-places";

export interface PublicKeyCardProps {
  publicKey: string;
  fingerprint: string;
  /** Kind of host: decides where the key is to be added. */
  kind: string;
}

/** The public half of a key: to be copied, with the place where its host wants it. */
export function PublicKeyCard({ publicKey, fingerprint, kind }: PublicKeyCardProps) {
  return (
    <div className="min-w-0 rounded-md border border-line bg-surface">
      <div className="flex items-start gap-2 border-b border-line bg-sunken p-3">
        <code dir="ltr" className="min-w-0 grow font-mono text-sm wrap-anywhere">
          {publicKey}
        </code>
        <CopyButton text={publicKey} label="Copy public key" size="md" />
      </div>
      <div className="space-y-1 p-3 text-sm">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="text-ink-muted">Fingerprint</span>
          <Identifier value={fingerprint} kind="fingerprint" />
        </p>
        <p>{whereToAddKey(kind)}</p>
      </div>
    </div>
  );
}
