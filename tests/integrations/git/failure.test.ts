import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classifyGitFailure, type GitFailureInput } from "@/server/integrations/git/failure";
import { factsOf, gitFailureClasses } from "@/server/integrations/git/failure-class";
import type { HostKind } from "@/server/integrations/git/hosts";

type Sample = {
  id: string;
  host: HostKind;
  transport: "ssh" | "https" | "file" | "any";
  operation: string;
  text: string;
  class: string;
  also?: string[];
  exit_code?: number;
};

const samples: Sample[] = JSON.parse(readFileSync(new URL("./fixtures/errors.json", import.meta.url), "utf8"));

function inputOf(sample: Sample): GitFailureInput {
  const { text, host, operation, transport } = sample;
  return {
    text,
    host,
    operation,
    transport,
    ...(sample.exit_code === undefined ? {} : { exitCode: sample.exit_code }),
  };
}

/** Other names for everything a stranger chooses, in the same frame. */
function renamed(text: string): string {
  return text
    .replaceAll("git.example.com", "code.intern.test")
    .replaceAll("acme/shop", "Some-Group/archived.project_7")
    .replaceAll("acme/none", "x/y")
    .replace(/\bmain\b/g, "release/2024-protected")
    .replaceAll("bot@example.com", "sync+1@corp.test");
}

function porcelain(text: string): string {
  return text.replace(/^ ! (\[[^\]\n]+\]) +(\S+) -> (\S+) \((.*)\)$/gm, "!\trefs/heads/$2:refs/heads/$3\t$1 ($4)");
}

describe("the recorded messages", () => {
  it.each(samples)("$id is $class", (sample) => {
    expect([sample.class, ...(sample.also ?? [])]).toContain(classifyGitFailure(inputOf(sample)).class);
  });

  it.each(samples)("$id with nothing but its text is $class", (sample) => {
    expect([sample.class, ...(sample.also ?? [])]).toContain(classifyGitFailure({ text: sample.text }).class);
  });

  it("keep their class with other names, over --porcelain, with CRLF and with colours", () => {
    const variants: [string, (text: string) => string][] = [
      ["renamed", renamed],
      ["porcelain", porcelain],
      ["crlf", (text) => text.replaceAll("\n", "\r\n")],
      ["padded", (text) => text.replace(/^remote: .*$/gm, "$&        ")],
      ["coloured", (text) => text.replace(/^(remote: )(.+)$/gm, "$1\u001b[1;31m$2\u001b[m\u001b[K")],
    ];
    for (const [name, change] of variants) {
      const wrong = samples
        .map((sample) => ({ sample, got: classifyGitFailure({ ...inputOf(sample), text: change(sample.text) }).class }))
        .filter(({ sample, got }) => ![sample.class, ...(sample.also ?? [])].includes(got))
        .map(({ sample, got }) => `${sample.id} → ${got}`);
      expect(wrong, name).toEqual([]);
    }
  });

  it("use every class, and no class is without its facts", () => {
    expect(new Set(samples.map((sample) => sample.class))).toEqual(
      new Set(gitFailureClasses.filter((name) => name !== "unknown")),
    );
    for (const name of gitFailureClasses) expect(factsOf(name).remedy.length, name).toBeGreaterThan(10);
  });
});
