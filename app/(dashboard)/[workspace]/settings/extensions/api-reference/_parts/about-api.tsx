import { Card } from "@/app/_ui/card";
import { CodeBlock } from "@/app/_ui/code-block";
import { formatNumber } from "@/app/_ui/format";
import { Identifier } from "@/app/_ui/identifier";
import { Link } from "@/app/_ui/link";
import { requestsPerMinute } from "@/server/public-api/reference";
import { PlainTable } from "../../../../_resources/plain-table";

const statuses: readonly (readonly [string, string])[] = [
  ["401", "The token is missing, unknown, expired or revoked, or its scope does not reach this."],
  ["404", "There is nothing with this id in the token's workspace. Deleting it again is no error."],
  ["409", "Something with this name exists, or something else still uses this."],
  ["413", "The body is larger than 8 MB."],
  ["422", "The request is not valid; field says where. Nothing was changed."],
  ["429", "Too many requests in this minute; Retry-After says how many seconds to wait. Nothing was changed."],
];

const refusal = JSON.stringify(
  { errors: [{ type: "input-validation", message: "slug: This is needed.", field: "slug", status: 422 }] },
  null,
  2,
);

/** What holds for every call: address, token, envelope, refusals, limits, pages. */
export function AboutApi({ url, curl, tokensHref }: { url: string; curl: string; tokensHref: string | null }) {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <Card title="Address and token">
        <div className="space-y-3">
          <p>
            Every call goes to <Identifier value={url} kind="address" /> with a token of this workspace. Set it once:{" "}
            <code className="font-mono text-sm">export TOKEN=…</code>
            {tokensHref ? (
              <>
                {" "}
                (<Link href={tokensHref}>create a token</Link>)
              </>
            ) : null}
            .
          </p>
          <CodeBlock code={curl} language="shell" title="curl: getWorkspace" />
        </div>
      </Card>
      <Card title="Answers and refusals">
        <div className="space-y-3">
          <p>
            A good answer is <code className="font-mono text-sm">{'{"data": {…}}'}</code>, a refusal holds{" "}
            <code className="font-mono text-sm">errors</code>: at least one, and never both.
          </p>
          <CodeBlock code={refusal} language="json" title="A refusal" />
        </div>
      </Card>
      <Card title="Statuses of refusals" flush>
        <PlainTable
          caption="Statuses of refusals"
          headers={["Status", "Meaning"]}
          rows={statuses.map(([status, meaning]) => ({ key: status, cells: [status, meaning] }))}
        />
      </Card>
      <Card title="Limits, lists and repeated requests">
        <ul className="list-disc space-y-2 pl-5">
          <li>
            A token may make {formatNumber(requestsPerMinute())} requests a minute. Each answer says how many are left
            in X-RateLimit-Remaining.
          </li>
          <li>
            Lists come in pages of 200, at most 1,000: pagination[count], and pagination[cursor] with the{" "}
            <code className="font-mono text-sm">next</code> of the page before. The last page has no next.
          </li>
          <li>
            The same POST sent again within three minutes creates nothing twice. Two wanted copies are told apart by an
            Idempotency-Key header.
          </li>
          <li>A secret in settings comes back masked with “•”; a mask that is sent back changes nothing.</li>
        </ul>
      </Card>
    </div>
  );
}
