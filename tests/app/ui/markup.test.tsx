import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Button } from "@/app/_ui/button";
import { type Column, DataTable } from "@/app/_ui/data-table";
import { ErrorState } from "@/app/_ui/error-state";
import { Field } from "@/app/_ui/field";
import { Link } from "@/app/_ui/link";
import { NoResults } from "@/app/_ui/no-results";
import { ProgressBar } from "@/app/_ui/progress-bar";
import { RelativeTime } from "@/app/_ui/relative-time";
import { SecretInput } from "@/app/_ui/secret-input";
import { StateBadge } from "@/app/_ui/state-badge";
import { STATE_LOOKS, type State } from "@/app/_ui/state-look";
import { TextInput } from "@/app/_ui/text-input";

const html = (node: ReactNode) => renderToStaticMarkup(node);

interface Row {
  id: string;
  name: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { key: "name", header: "Name", cell: (row) => row.name, sortable: true },
  { key: "id", header: "Id", cell: (row) => row.id },
];

function table(rows: readonly Row[], extra: object = {}) {
  return html(
    <DataTable
      caption="Sources"
      columns={COLUMNS}
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/w/${row.id}`}
      sort={{ key: "name", direction: "asc", href: (key, direction) => `?sort=${key}&dir=${direction}` }}
      empty={<NoResults what="sources" clearHref="/w" />}
      {...extra}
    />,
  );
}

describe("a table", () => {
  it("names each row by its first cell and links the row there", () => {
    const markup = table([{ id: "a1", name: "<b>Web</b>" }]);
    expect(markup).toMatch(/<th scope="row"[^>]*><a [^>]*href="\/w\/a1"/);
    expect(markup).toContain("&lt;b&gt;Web&lt;/b&gt;");
  });

  it("says how it is sorted and offers the other direction", () => {
    const markup = table([{ id: "a1", name: "Web" }]);
    expect(markup).toContain('aria-sort="ascending"');
    expect(markup).toContain("?sort=name&amp;dir=desc");
  });

  it("shows what to do when nothing is found", () => {
    expect(table([])).toContain("No sources match");
  });

  it("stays on a page that became empty when there is a way back", () => {
    const markup = table([], { pager: { previousHref: "/w?before=x", shown: "0 of 50" } });
    expect(markup).toContain('href="/w?before=x"');
    expect(markup).not.toContain("No sources match");
  });
});

describe("a link to another site", () => {
  it("says that it opens a new tab", () => {
    const markup = html(
      <Link href="https://example.com/commit/1" external>
        9c49b6c
      </Link>,
    );
    expect(markup).toContain('rel="noreferrer"');
    expect(markup).toContain("opens in a new tab");
  });

  it.each(["javascript:alert(1)", "data:text/html,x", " javascript:alert(1)", "//evil.example"])(
    "leads nowhere for %s",
    (href) => {
      const markup = html(
        <Link href={href} external>
          x
        </Link>,
      );
      expect(markup).not.toContain("href=");
    },
  );
});

describe("a field", () => {
  it("ties label, help and error to its control", () => {
    const markup = html(
      <Field name="auth.token" label="Token" help="From the host." error="Token is empty." required>
        <TextInput name="auth.token" />
      </Field>,
    );
    expect(markup).toContain('for="field-auth-token"');
    expect(markup).toMatch(/<input[^>]*id="field-auth-token"/);
    expect(markup).toMatch(/aria-describedby="field-auth-token-help field-auth-token-error"/);
    expect(markup).toMatch(/<input[^>]*aria-invalid="true"/);
  });

  it("says when it may be left out", () => {
    const markup = html(
      <Field name="path" label="Path">
        <TextInput name="path" />
      </Field>,
    );
    expect(markup).toContain("(optional)");
  });
});

describe("a secret", () => {
  it("that is set has no box until it is to be replaced", () => {
    const markup = html(<SecretInput name="token" setAt="2026-11-20T10:00:00Z" />);
    expect(markup).toContain("Set, changed");
    expect(markup).toContain("Replace");
    expect(markup).not.toContain("<input");
  });

  it("that is not set is typed into a password box that browsers do not fill in", () => {
    const markup = html(<SecretInput name="token" setAt={null} />);
    expect(markup).toMatch(/<input[^>]*type="password"/);
    expect(markup).toContain('autoComplete="new-password"');
  });
});

describe("states", () => {
  it.each(Object.keys(STATE_LOOKS) as State[])("%s is an icon and a word, not only a colour", (state) => {
    const markup = html(<StateBadge state={state} />);
    expect(markup).toContain("<svg");
    expect(markup).toContain(STATE_LOOKS[state].word);
  });
});

describe("small parts", () => {
  it("a pending button keeps focus, says it is busy and does not submit", () => {
    const markup = html(
      <Button type="submit" pending pendingLabel="Saving">
        Save
      </Button>,
    );
    expect(markup).toContain('aria-busy="true"');
    expect(markup).toContain('type="button"');
    expect(markup).toContain("Saving");
    // From the server it only waits; disabled by itself it would lose focus.
    expect(markup).toContain('disabled="" data-waiting=""');
  });

  it("a button from the server waits for the browser, and one that is disabled says so at once", () => {
    expect(html(<Button>Save</Button>)).toContain("data-waiting");
    expect(html(<Button disabled>Save</Button>)).toMatch(/^(?!.*data-waiting).* disabled=/);
  });

  it("a time carries its exact value", () => {
    const markup = html(<RelativeTime at="2020-01-02T03:04:05Z" />);
    expect(markup).toContain('dateTime="2020-01-02T03:04:05.000Z"');
    expect(markup).toContain('title="2020-01-02 03:04:05 UTC"');
    expect(html(<RelativeTime at="nonsense" />)).toContain("unknown time");
  });

  it("progress has its numbers in words, also before the total is known", () => {
    expect(html(<ProgressBar label="Writing" done={5} total={20} unit="files" />)).toContain('aria-valuenow="25"');
    const open = html(<ProgressBar label="Writing" done={1234} total={null} />);
    expect(open).toContain('aria-valuetext="1,234"');
    expect(open).not.toContain("aria-valuenow");
  });

  it("an error shows the host's words as text and the id to quote", () => {
    const markup = html(<ErrorState title="Push refused" cause={"remote: <script>\nGH006"} errorId="err_1" />);
    expect(markup).toContain("remote: &lt;script&gt;\nGH006");
    expect(markup).toContain("err_1");
  });
});
