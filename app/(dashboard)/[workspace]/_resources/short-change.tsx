import type { AttributeChange } from "@/server/domain/resources/describe-change";

/** One attribute before and after, in a list; long values are shown as a diff instead. */
export function ShortChange({ change: { path, label, before, after } }: { change: AttributeChange }) {
  return (
    <li className="wrap-anywhere">
      <span className="text-ink-muted">{label === path ? <code className="font-mono">{path}</code> : label}: </span>
      {before === null ? null : (
        <>
          <del className="rounded-md bg-danger-soft px-1">
            <span className="sr-only">was </span>
            <bdi>{before}</bdi>
          </del>{" "}
        </>
      )}
      {after === null ? (
        <span className="text-ink-muted">removed</span>
      ) : (
        <ins className="rounded-md bg-success-soft px-1 no-underline">
          <span className="sr-only">now </span>
          <bdi>{after}</bdi>
        </ins>
      )}
    </li>
  );
}
