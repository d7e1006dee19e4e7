import { Building2 } from "lucide-react";
import { redirect } from "next/navigation";
import { apiFor } from "./_trpc/server";
import { ButtonLink } from "./_ui/button-link";
import { EmptyState } from "./_ui/empty-state";

/** Leads to the person's first workspace. */
export default async function Home() {
  const [first] = await (await apiFor()).me.workspaces();
  if (first) redirect(`/${encodeURIComponent(first.slug)}`);
  return (
    <main className="mx-auto max-w-xl px-4 py-24">
      <h1 className="sr-only">No workspace</h1>
      <EmptyState
        icon={<Building2 aria-hidden />}
        title="You belong to no workspace"
        action={
          <>
            <ButtonLink href="/sign-out">Sign out</ButtonLink>
            <ButtonLink href="/welcome" variant="primary">
              Create a workspace
            </ButtonLink>
          </>
        }
      >
        Ask the owner of a workspace to invite you, or create your own.
      </EmptyState>
    </main>
  );
}
