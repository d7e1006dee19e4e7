import { Button } from "@/app/_ui/button";
import { TextInput } from "@/app/_ui/text-input";
import { type SearchParams, valuesOf } from "@/app/_ui/url-state";
import { Folded } from "../folded";

/** An action that the catalog does not know, by its id: destinations have more actions than any catalog. */
export function ActionIdForm({ path, params }: { path: string; params: SearchParams }) {
  return (
    <Folded summary="Use another action by its id">
      <form action={path} method="get" className="flex flex-wrap items-center gap-2">
        {Object.keys(params).flatMap((name) =>
          valuesOf(params, name).map((value) => (
            <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
          )),
        )}
        <TextInput mono required className="max-w-80" name="action_id" aria-label="Id of the action" maxLength={64} />
        <Button type="submit">Use this action</Button>
      </form>
    </Folded>
  );
}
