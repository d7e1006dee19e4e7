import { Suspense } from "react";
import { apiFor, orNotFound } from "@/app/_trpc/server";
import { Notice } from "@/app/_ui/notice";
import { PageHeader } from "@/app/_ui/page-header";
import { FormSkeleton } from "@/app/_ui/skeletons";
import type { SearchParams } from "@/app/_ui/url-state";
import type { ResourceKind } from "@/server/core/kinds/types";
import type { OpenForm } from "@/server/domain/resource-forms/types";
import { decodeParam } from "../_resources/hrefs";
import { kindWord } from "../_resources/kind-words";
import { ResourceForm } from "./resource-form";
import { resourceHref } from "./resource-href";
import { FormSteps } from "./steps/form-steps";
import { nextStep, readStart } from "./steps/start";

interface NewFormProps {
  readonly slug: string;
  readonly kind: ResourceKind;
  readonly params: SearchParams;
}

/** The page on which something new is made: the steps that come first, then its form. */
export function NewFormPage(props: NewFormProps) {
  return (
    <Suspense fallback={<FormSkeleton />}>
      <NewForm {...props} />
    </Suspense>
  );
}

async function NewForm({ slug, kind, params }: NewFormProps) {
  const start = readStart(kind, params);
  const form = await (await apiFor()).forms.openNew({ workspace: slug, kind: kind.kind, ...start });
  const word = kindWord(kind.kind);
  const step = form.allowed ? nextStep(kind, start) : null;
  const begin = `${resourceHref(slug, kind.route)}/new`;
  return (
    <>
      <PageHeader
        title={kind.kind === "user" ? "Invite a user" : `New ${word}`}
        description={step ? undefined : kind.about}
      />
      {!form.allowed ? (
        <NotAllowed roles={form.roles} word={word} />
      ) : step ? (
        <FormSteps slug={slug} kind={kind} step={step} start={start} params={params} />
      ) : (
        <ResourceForm
          // Another start is another form, also when the browser goes back to it.
          key={JSON.stringify(start)}
          workspace={slug}
          form={form}
          word={word}
          chosen={start.chosen}
          changeHref={start.type !== undefined || start.chosen.length > 0 ? begin : null}
        />
      )}
    </>
  );
}

interface EditFormProps {
  readonly slug: string;
  readonly kind: ResourceKind;
  /** As it stands in the address. */
  readonly id: string;
}

/** The page on which a stored resource is changed. */
export function EditFormPage(props: EditFormProps) {
  return (
    <Suspense fallback={<FormSkeleton />}>
      <EditForm {...props} />
    </Suspense>
  );
}

async function EditForm({ slug, kind, id }: EditFormProps) {
  const api = await apiFor();
  const form = await orNotFound(api.forms.openEdit({ workspace: slug, kind: kind.kind, id: decodeParam(id) }));
  const word = kindWord(kind.kind);
  return (
    <>
      <PageHeader title={`Edit ${form.edited?.title ?? word}`} />
      {!form.allowed ? (
        <NotAllowed roles={form.roles} word={word} />
      ) : isFixed(form) ? (
        <Notice title={`Nothing of a ${word} can change`}>Delete it and create another one instead.</Notice>
      ) : (
        <ResourceForm workspace={slug} form={form} word={word} chosen={[]} changeHref={null} />
      )}
    </>
  );
}

const isFixed = (form: OpenForm) => form.fields.every((field) => field.createOnly);

function NotAllowed({ roles, word }: { roles: readonly string[]; word: string }) {
  return (
    <Notice title={`Your role does not let you change a ${word}`}>
      Ask a Workspace Owner for one of these roles: {roles.join(", ")}.
    </Notice>
  );
}
