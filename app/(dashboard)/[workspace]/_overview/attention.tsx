import { ButtonLink } from "@/app/_ui/button-link";
import { Notice } from "@/app/_ui/notice";
import { type Health, needsAttention } from "./needs-attention";

/** What needs attention; takes no room when nothing does. */
export function Attention(health: Health) {
  const concerns = needsAttention(health);
  if (concerns.length === 0) return null;
  return (
    <section aria-label="Needs attention" className="space-y-2">
      {concerns.map(({ key, kind, title, text, href, action }) => (
        <Notice
          key={key}
          kind={kind}
          title={title}
          actions={
            <ButtonLink href={href} size="sm">
              {action}
            </ButtonLink>
          }
        >
          {text}
        </Notice>
      ))}
    </section>
  );
}
