"use client";

import { Button } from "@/app/_ui/button";
import { FormErrorSummary } from "@/app/_ui/form-error-summary";
import { leaveFor } from "../_parts/next-auth";
import { useSubmit } from "../_parts/use-submit";
import { addWorkspace } from "./actions";
import { WorkspaceFields } from "./workspace-fields";

export function WorkspaceForm() {
  const { pending, errors, attempt, onSubmit, errorOf } = useSubmit(async (values) => {
    const wrong = await addWorkspace(values);
    return wrong.length > 0 ? wrong : leaveFor(`/${values.slug ?? ""}`);
  });
  return (
    <form method="post" onSubmit={onSubmit} noValidate className="flex flex-col gap-4">
      <FormErrorSummary errors={errors} attempt={attempt} />
      <WorkspaceFields names={{ name: "name", slug: "slug" }} errorOf={errorOf} />
      <Button type="submit" variant="primary" pending={pending} pendingLabel="Creating" className="w-full">
        Create workspace
      </Button>
    </form>
  );
}
