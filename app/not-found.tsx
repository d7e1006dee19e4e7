import { FileQuestion } from "lucide-react";
import { ButtonLink } from "./_ui/button-link";
import { EmptyState } from "./_ui/empty-state";

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={<FileQuestion aria-hidden />}
        title="There is nothing at this address"
        action={<ButtonLink href="/">Go to your workspace</ButtonLink>}
      >
        Or it is a workspace that you do not belong to. Ask one of its owners for an invite.
      </EmptyState>
    </main>
  );
}
