import { describe, expect, it } from "vitest";
import { PersonName } from "@/server/domain/accounts/schema";
import { CreateApiToken } from "@/server/domain/api-tokens/schema";
import { ProjectName } from "@/server/domain/dbt-models/schema";
import { CreateGitConnection, UpdateGitConnection } from "@/server/domain/git-connections/schema";
import { WorkspaceName } from "@/server/domain/workspaces/schema";

const connection = { method: "token", service: "github.com", username: "ada", token: "t" };

/** Every name that people give and others read, where it comes in. */
const places: { readonly [place: string]: (name: string) => { readonly success: boolean; readonly error?: unknown } } =
  {
    "a workspace": (name) => WorkspaceName.safeParse(name),
    "a person": (name) => PersonName.safeParse(name),
    "a Git connection": (name) => CreateGitConnection.safeParse({ ...connection, name }),
    "a Git connection that is renamed": (name) => UpdateGitConnection.safeParse({ id: "x", name }),
    "the user of a Git connection": (username) => CreateGitConnection.safeParse({ ...connection, name: "x", username }),
    "an API token, which stands in commits": (name) => CreateApiToken.safeParse({ name }),
    "a dbt project": (name) => ProjectName.safeParse(name),
  };

const hazards = [
  "a\u202egnp.exe",
  "a\u2066b\u2069",
  "a\u200fb",
  "a\u061cb",
  "a\u0000b",
  "a\u001b[31mb",
  "a\nb",
  "a\ud800",
];

describe.each(Object.entries(places))("the name of %s", (_place, accepts) => {
  it.each(hazards)("may not be %j, which would read as another", (name) => {
    const { success, error } = accepts(name);
    expect(success).toBe(false);
    expect(String(error)).toContain("This name has characters that cannot be shown.");
  });

  it.each(["Ada’s team", "דוגמה", "データ", "👩‍👩‍👧 Família", "${x} %{ if }"])("may be %s", (name) => {
    expect(accepts(name).success).toBe(true);
  });
});
