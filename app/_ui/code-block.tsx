import type { ReactNode } from "react";
import { CodeLine } from "./code-line";
import { CopyButton } from "./copy-button";
import { type CodeLanguage, highlightLines } from "./highlight";

export interface CodeBlockProps {
  code: string;
  language?: CodeLanguage;
  /** A file name or title above the code; also names the box for screen readers. */
  title: string;
  /** Beside the copy button: a download link. */
  actions?: ReactNode;
  /** Scrolls inside itself above this height; default 36rem. */
  maxHeight?: string;
}

/** Code, coloured on the server, with a copy button. Wrap in `Suspense` where the page should not wait for colours. */
export async function CodeBlock({ code, language = "text", title, actions, maxHeight = "36rem" }: CodeBlockProps) {
  const lines = await highlightLines(code.replace(/\n$/, ""), language);
  return (
    <figure className="min-w-0 overflow-hidden rounded-md border border-line bg-sunken">
      <figcaption className="flex items-center justify-between gap-2 border-b border-line bg-surface py-1 pr-1 pl-3">
        <span className="min-w-0 truncate font-mono text-sm text-ink-muted" dir="ltr">
          {title}
        </span>
        <span className="flex items-center gap-1">
          {actions}
          <CopyButton text={code} label={`Copy ${title}`} />
        </span>
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reachable from the keyboard
        tabIndex={0}
        style={{ maxHeight }}
        className="overflow-auto p-3 font-mono text-sm -outline-offset-2"
        dir="ltr"
      >
        <code>
          {lines.map((pieces, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is its identity
            <span key={index}>
              <CodeLine pieces={pieces} />
              {"\n"}
            </span>
          ))}
        </code>
      </pre>
    </figure>
  );
}
