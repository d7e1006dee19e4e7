import { CopyButton } from "./copy-button";

export interface IdentifierProps {
  value: string;
  /** What it is, for the copy button's name; default "id". */
  kind?: string;
}

/** An id, hash or path in mono with a copy button; a long one is cut at the end of the line, whole on hover. */
export function Identifier({ value, kind = "id" }: IdentifierProps) {
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-1">
      <code title={value} className="truncate font-mono text-sm text-ink-muted">
        {value}
      </code>
      <CopyButton text={value} label={`Copy ${kind}`} />
    </span>
  );
}
