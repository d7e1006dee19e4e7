import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import { PageHeader } from "@/app/_ui/page-header";
import { SkeletonBar } from "@/app/_ui/skeletons";
import { Steps } from "@/app/_ui/steps";
import type { SearchParams } from "@/app/_ui/url-state";
import { mayManage } from "../../_parts/may-manage";
import { place } from "../../_parts/place";
import { NotForYou } from "../../_parts/read-only";
import { ConnectionChoice } from "./_parts/connection-choice";
import { PreviewStep } from "./_parts/preview-step";
import { RepositoryChoice } from "./_parts/repository-choice";
import { readSetup, type SetupState, setupHref, setupSteps, stepLabels } from "./_parts/setup-state";
import { SummaryStep } from "./_parts/summary-step";

export const metadata: Metadata = { title: "Set up Git Sync" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function SetupPage({ params, searchParams }: Props) {
  const { workspace } = await params;
  if (!(await mayManage(workspace))) return <NotForYou what="the set-up of Git Sync" />;
  const api = await apiFor();
  if (await orNotFound(api.gitSync.find({ workspace }))) redirect(place(workspace).gitSync);
  const state = readSetup(await searchParams);
  const path = place(workspace).setup;
  const current = setupSteps.indexOf(state.step);
  const steps = setupSteps.map((step, index) => ({
    label: stepLabels[step],
    ...(index < current ? { href: setupHref(path, state, { step }) } : {}),
  }));
  return (
    <>
      <PageHeader title="Set up Git Sync" />
      <div className="grid gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <Steps label="Set up Git Sync" steps={steps} current={current} />
        <section aria-labelledby="step-title" className="min-w-0">
          <h2 id="step-title" className="mb-3 text-lg font-semibold">
            {stepLabels[state.step]}
          </h2>
          <Suspense key={state.step} fallback={<SkeletonBar className="h-64 w-full max-w-3xl" />}>
            <CurrentStep workspace={workspace} state={state} />
          </Suspense>
        </section>
      </div>
    </>
  );
}

function CurrentStep({ workspace, state }: { workspace: string; state: SetupState }) {
  const { connection } = state;
  if (state.step === "connection" || connection === null)
    return <ConnectionChoice workspace={workspace} state={state} />;
  switch (state.step) {
    case "repository":
      return <RepositoryChoice workspace={workspace} state={state} connectionId={connection} />;
    case "preview":
      return <PreviewStep workspace={workspace} state={state} />;
    case "summary":
      return <SummaryStep workspace={workspace} state={state} connectionId={connection} />;
  }
}
