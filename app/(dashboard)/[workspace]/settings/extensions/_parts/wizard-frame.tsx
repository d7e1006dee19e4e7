import { type ReactNode, Suspense } from "react";
import { PageHeader } from "@/app/_ui/page-header";
import { SkeletonBar } from "@/app/_ui/skeletons";
import { Steps } from "@/app/_ui/steps";

export interface WizardFrameProps<Step extends string> {
  title: string;
  order: readonly Step[];
  labels: { readonly [S in Step]: string };
  current: Step;
  /** The address of a step that is done already. */
  href: (step: Step) => string;
  children: ReactNode;
}

/** What every set-up has around its step: the title, the list of steps with a way back, and the step's own heading. */
export function WizardFrame<Step extends string>(props: WizardFrameProps<Step>) {
  const { title, order, labels, current, href, children } = props;
  const at = order.indexOf(current);
  const steps = order.map((step, index) => ({
    label: labels[step],
    ...(index < at ? { href: href(step) } : {}),
  }));
  return (
    <>
      <PageHeader title={title} />
      <div className="grid gap-6 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <Steps label={title} steps={steps} current={at} />
        <section aria-labelledby="step-title" className="min-w-0">
          <h2 id="step-title" className="mb-3 text-lg font-semibold">
            {labels[current]}
          </h2>
          <Suspense key={current} fallback={<SkeletonBar className="h-64 w-full max-w-3xl" />}>
            {children}
          </Suspense>
        </section>
      </div>
    </>
  );
}
