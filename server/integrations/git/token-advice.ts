import type { HostKind } from "@/server/integrations/git/hosts";
import { findUnsafeCharacter } from "@/server/integrations/git/text-safety";
import {
  defaultUserName,
  leastRights,
  recogniseToken,
  type TokenKind,
  type TokenPurpose,
} from "@/server/integrations/git/token-kind";

/** `refuse`: it cannot work, so do not connect. `warn`: it works, or may, with a drawback the person should know. */
export type TokenAdvice = {
  level: "refuse" | "warn";
  code: TokenAdviceCode;
  field: "token" | "username";
  message: string;
  remedy: string;
};
export type TokenAdviceCode =
  | "empty"
  | "malformed"
  | "wrong-host"
  | "switched-off"
  | "cannot-push"
  | "short-lived"
  | "not-for-git"
  | "wrong-user-name"
  | "user-name-missing"
  | "user-name-malformed";

export type TokenQuestion = { host: HostKind; token: string; username: string | null; purpose: TokenPurpose };

function refuse(code: TokenAdviceCode, message: string, remedy: string, field: "token" | "username" = "token") {
  return { level: "refuse", code, field, message, remedy } as const;
}

function warn(code: TokenAdviceCode, message: string, remedy: string) {
  return { level: "warn", code, field: "token", message, remedy } as const;
}

function judgeShape(token: string): TokenAdvice | null {
  if (token === "") return refuse("empty", "No token was given.", "Paste the token that the host showed you once.");
  if (findUnsafeCharacter(token) !== null || /\s/u.test(token) || token.length > 4096) {
    return refuse("malformed", "The token holds spaces, line breaks or hidden characters.", "Paste it again, alone.");
  }
  return null;
}

function judgeKind(kind: TokenKind, name: string, question: TokenQuestion): TokenAdvice | null {
  const rights = leastRights("unrecognised", question.host, question.purpose);
  switch (kind) {
    case "bitbucket-app-password":
      return refuse(
        "switched-off",
        "Bitbucket app passwords no longer work: they were switched off on 9 June 2026.",
        `Create an API token with ${rights}, or a repository access token.`,
      );
    case "github-refresh":
      return refuse("not-for-git", "A refresh token does not open repositories.", "Use a fine-grained token instead.");
    case "gitlab-deploy":
      return question.purpose === "read"
        ? null
        : refuse(
            "cannot-push",
            "A GitLab deploy token can read but never push.",
            `Create a project access token with ${rights}.`,
          );
    case "gitlab-job":
      return refuse(
        "short-lived",
        "A CI job token ends with its job.",
        `Create a project access token with ${rights}.`,
      );
    case "github-app-installation":
      return warn(
        "short-lived",
        "An installation token ends one hour after it was made.",
        `Use a fine-grained token with ${rights}.`,
      );
    case "github-app-user":
      return warn("short-lived", "This token ends after eight hours.", `Use a fine-grained token with ${rights}.`);
    default:
      return judgeForeign(kind, name, question.host);
  }
}

function judgeForeign(kind: TokenKind, name: string, host: HostKind): TokenAdvice | null {
  const own = kind === "unrecognised" ? null : recognisedHost(kind);
  if (own === null || host === "generic" || own === host) return null;
  return refuse(
    "wrong-host",
    `This is a ${name}, but the address is not one of that host.`,
    "Use a token of the host.",
  );
}

function recognisedHost(kind: TokenKind): HostKind | null {
  if (kind.startsWith("github-")) return "github";
  if (kind.startsWith("gitlab-")) return "gitlab";
  return kind.startsWith("bitbucket-") ? "bitbucket" : null;
}

function judgeUserName(kind: TokenKind, question: TokenQuestion): TokenAdvice | null {
  const { username } = question;
  const expected = defaultUserName(kind, question.host);
  if (username === null || username === "") {
    const remedy = "Enter the user name that the host showed with the token.";
    return expected !== null
      ? null
      : refuse("user-name-missing", "This token needs its user name.", remedy, "username");
  }
  if (findUnsafeCharacter(username) !== null || username.includes(":") || username.length > 255) {
    const remedy = "Enter the plain user name.";
    return refuse("user-name-malformed", "The user name holds characters it cannot have.", remedy, "username");
  }
  return judgeBitbucketName(kind, username);
}

function judgeBitbucketName(kind: TokenKind, username: string): TokenAdvice | null {
  const code = "wrong-user-name";
  if (kind === "bitbucket-api" && username === "x-token-auth") {
    const remedy = "Use x-bitbucket-api-token-auth, or your Bitbucket user name.";
    return refuse(code, "x-token-auth belongs to access tokens; this is an API token.", remedy, "username");
  }
  if (kind === "bitbucket-api" && username.includes("@")) {
    const remedy = "Use x-bitbucket-api-token-auth, or your Bitbucket user name.";
    return refuse(code, "The e-mail address is for Bitbucket's API, not for git.", remedy, "username");
  }
  if (kind === "bitbucket-access" && username !== "x-token-auth") {
    return refuse(code, "Access tokens of Bitbucket have one user name.", "Use x-token-auth.", "username");
  }
  return null;
}

/**
 * What can be said about a token before any connection, worst first; empty when nothing speaks against it.
 * No text repeats the token.
 */
export function adviseOnToken(question: TokenQuestion): TokenAdvice[] {
  const shape = judgeShape(question.token);
  if (shape) return [shape];
  const { kind, name } = recogniseToken(question.token);
  const found = [judgeKind(kind, name, question), judgeUserName(kind, question)];
  const advice = found.filter((entry) => entry !== null);
  // A token that cannot work makes its user name's faults uninteresting.
  const fatal = advice.find((entry) => entry.level === "refuse" && entry.field === "token");
  return fatal ? [fatal] : advice.toSorted((a, b) => a.level.localeCompare(b.level));
}
