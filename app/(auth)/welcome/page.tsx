import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getSignedIn } from "@/server/auth";
import { otherServices } from "@/server/auth-providers";
import { database } from "@/server/db";
import { isFirstRun } from "@/server/domain/accounts/is-first-run";
import { findFirstWorkspaceName } from "@/server/domain/workspaces/find-first-workspace-name";
import { OtherServices } from "../_parts/other-services";
import { FirstOwnerForm } from "./first-owner-form";
import { WorkspaceForm } from "./workspace-form";

export const metadata: Metadata = { title: "Welcome" };

/** The first run: an account and its workspace. For somebody signed in: one more workspace. */
export default async function WelcomePage() {
  const { db } = database();
  const first = await isFirstRun(db);
  const sample = first ? await findFirstWorkspaceName(db) : null;
  const person = first ? null : await getSignedIn();
  if (!first && !person) redirect("/sign-in");
  return (
    <>
      <h1 className="mb-1 text-xl font-semibold">{first ? "Set up Tributary" : "Create a workspace"}</h1>
      <p className="mb-4 text-ink-muted">
        {first
          ? "You are the first one here. This account owns every workspace here and can invite others."
          : `You will own it as ${person?.email}, and can invite others.`}
      </p>
      {first ? <FirstOwnerForm sample={sample} /> : <WorkspaceForm />}
      {first ? <OtherServices services={otherServices()} callbackUrl="/welcome" /> : null}
    </>
  );
}
