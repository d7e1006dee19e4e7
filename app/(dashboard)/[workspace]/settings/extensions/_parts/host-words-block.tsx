/** What a host said, as it said it; nothing when it said nothing. */
export function HostWords({ words }: { words: string }) {
  if (words === "") return null;
  return (
    <figure className="mt-1">
      <figcaption className="text-sm text-ink-muted">What the host said</figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable from the keyboard
        tabIndex={0}
        dir="ltr"
        className="mt-1 max-h-40 overflow-auto rounded-md border border-line bg-sunken p-2 font-mono text-sm whitespace-pre-wrap wrap-anywhere"
      >
        {words}
      </pre>
    </figure>
  );
}
