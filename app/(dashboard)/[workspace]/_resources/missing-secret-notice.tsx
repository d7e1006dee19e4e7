import { ButtonLink } from "@/app/_ui/button-link";
import { formatCount } from "@/app/_ui/format";
import { Notice } from "@/app/_ui/notice";
import { rolesWith, writePermission } from "@/server/core/permissions";
import type { ResourceDetail } from "@/server/domain/resources/get-resource";
import { kindWord } from "./kind-words";

export interface MissingSecretNoticeProps {
  resource: Pick<ResourceDetail, "kind" | "missingSecrets" | "mayWrite">;
  editHref: string;
}

/** Says that an import knew of secrets but not what they are, and where to type them. */
export function MissingSecretNotice({ resource, editHref }: MissingSecretNoticeProps) {
  const { kind, missingSecrets, mayWrite } = resource;
  if (missingSecrets.length === 0) return null;
  const one = missingSecrets.length === 1;
  return (
    <div className="mb-4">
      <Notice
        kind="warning"
        title={`This ${kindWord(kind)} needs ${one ? "its secret" : formatCount(missingSecrets.length, "secret")}`}
        actions={
          mayWrite ? (
            <ButtonLink href={editHref} size="sm">
              {one ? "Set the secret" : "Set the secrets"}
            </ButtonLink>
          ) : null
        }
      >
        The import that brought it had only the masked text of <Names paths={missingSecrets} />. Until somebody types{" "}
        {one ? "the value" : "the values"}, nothing here knows {one ? "it" : "them"}, and the repository keeps the mask.
        {mayWrite ? null : <> Roles that can set secrets: {rolesWith(writePermission[kind]).join(", ")}.</>}
      </Notice>
    </div>
  );
}

function Names({ paths }: { paths: readonly string[] }) {
  return paths.map((path, index) => (
    <span key={path}>
      {index === 0 ? "" : index === paths.length - 1 ? " and " : ", "}
      <code dir="ltr" className="font-mono">
        {path.replace(/^settings\./, "")}
      </code>
    </span>
  ));
}
