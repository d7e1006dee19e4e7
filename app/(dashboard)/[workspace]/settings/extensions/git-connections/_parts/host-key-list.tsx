import { Identifier } from "@/app/_ui/identifier";

/** Host keys by type and fingerprint. */
export function HostKeyList({ keys }: { keys: readonly { readonly type: string; readonly fingerprint: string }[] }) {
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {keys.map((key) => (
        <li key={key.fingerprint} className="flex min-w-0 flex-wrap items-center gap-x-3 px-3 py-1.5">
          <code className="font-mono text-sm">{key.type}</code>
          <Identifier value={key.fingerprint} kind={`${key.type} fingerprint`} />
        </li>
      ))}
    </ul>
  );
}
