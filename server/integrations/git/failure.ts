import { factsOf, type GitFailureClass } from "@/server/integrations/git/failure-class";
import { remedyFor } from "@/server/integrations/git/failure-remedy";
import { type FailureRule, fits } from "@/server/integrations/git/failure-rule";
import { accessRules } from "@/server/integrations/git/failure-rules-access";
import { localRules } from "@/server/integrations/git/failure-rules-local";
import { bypassRule, cutRules, networkRules, noticeRules } from "@/server/integrations/git/failure-rules-network";
import { pushRules } from "@/server/integrations/git/failure-rules-push";
import { hookRules, refRules } from "@/server/integrations/git/failure-rules-refs";
import { sshRules } from "@/server/integrations/git/failure-rules-ssh";
import { type Evidence, explainingWords, readEvidence } from "@/server/integrations/git/failure-text";
import type { HostKind } from "@/server/integrations/git/hosts";

export type GitTransportName = "ssh" | "https" | "file";

/** Everything that is known about a git process (or a call to a host's API) that did not do what it should. */
export type GitFailureInput = {
  text?: string;
  stdout?: string;
  stderr?: string;
  exitCode?: number | null;
  host?: HostKind;
  /** What was tried: "push", "fetch", "ls-remote", "clone", "local", "api" … */
  operation?: string;
  transport?: GitTransportName | "any";
  /** True when we ended the process because it took too long. */
  timedOut?: boolean;
  /** What a TLS probe of the same server found: git built with GnuTLS cannot tell these apart. */
  certificate?: Extract<GitFailureClass, `tls-${string}`>;
  /** Values to blank in the host's words, beside everything that looks like a token. */
  secrets?: readonly string[];
};

/**
 * A failure in words a person can act on. `hostWords`: what the host (or git) said, cleaned, masked, at most 2,000
 * characters. `accessLost`: the credential or its account is not let in, so trying again may get the address banned.
 * `retryAfterSeconds`: a first pause when `retriable`. `also`: other classes with exactly the same words.
 * `severity` "notice": said beside a success.
 */
export type GitFailure = {
  class: GitFailureClass;
  title: string;
  remedy: string;
  severity: "failure" | "notice";
  retriable: boolean;
  retryAfterSeconds: number | null;
  accessLost: boolean;
  also: readonly GitFailureClass[];
  hostWords: string;
};

const orderedRules: readonly FailureRule[] = [
  ...localRules,
  ...pushRules,
  ...refRules,
  ...accessRules,
  ...sshRules,
  ...networkRules,
  ...hookRules,
];

type Finding = { class: GitFailureClass; rule?: FailureRule; notice?: boolean };

const reads = ["ls-remote", "fetch", "clone"];

function classOfStatus(status: number, operation: string | undefined): GitFailureClass | null {
  switch (status) {
    case 401:
      return "auth-bad-token";
    case 403:
      return reads.includes(operation ?? "") ? "no-read-access" : "no-write-access";
    case 404:
      return "repository-not-found";
    case 405:
      return "http-5xx";
    case 408:
      return "timeout";
    case 407:
      return "proxy";
    case 410:
      return "gone";
    case 413:
      return "http-413";
    case 429:
      return "rate-limited";
    case 503:
      return "read-only-maintenance";
    default:
      if (status >= 500) return "http-5xx";
      return status >= 300 && status < 400 ? "redirect" : null;
  }
}

/** git's frame around a refused credential; asked after the host's own words. */
function findFrame(evidence: Evidence): Finding | null {
  if (/^fatal: authentication failed for/im.test(evidence.all)) return { class: "auth-bad-token" };
  const asked = /could not read (username|password) for/i.exec(evidence.all)?.[1]?.toLowerCase();
  if (asked === undefined) return null;
  // Sent as a header, a wrong token reads exactly like none at all.
  const also: readonly GitFailureClass[] = asked === "username" ? ["auth-bad-token"] : [];
  return { class: "auth-missing", rule: { class: "auth-missing", pattern: /$/, within: "all", also } };
}

function firstFitting(rules: readonly FailureRule[], evidence: Evidence): Finding | null {
  const found = rules.find((candidate) => fits(candidate, evidence));
  return found ? { class: found.class, rule: found } : null;
}

function find(evidence: Evidence, input: GitFailureInput): Finding {
  if (evidence.rejected === "" && fits(bypassRule, evidence)) return { class: "bypassed-rules", notice: true };
  const said = firstFitting(orderedRules, evidence);
  if (said) return said;
  const status = evidence.httpStatus === null ? null : classOfStatus(evidence.httpStatus, input.operation);
  if (status !== null) return { class: status };
  const rest = findFrame(evidence) ?? firstFitting(cutRules, evidence);
  if (rest) return rest;
  if (input.timedOut) return { class: "timeout" };
  const notice = firstFitting(noticeRules, evidence);
  return notice ? { ...notice, notice: true } : { class: "unknown" };
}

function withCertificate(finding: Finding, certificate: GitFailureInput["certificate"]): Finding {
  return certificate !== undefined && finding.class.startsWith("tls-") ? { class: certificate } : finding;
}

/**
 * Names a failure by what was said. Total: any text gives a failure, "unknown" with the words kept when no rule fits.
 * Time is linear in the (bounded) text.
 */
export function classifyGitFailure(input: GitFailureInput): GitFailure {
  const text = [input.stdout, input.stderr, input.text].filter((part) => part).join("\n");
  const finding = withCertificate(find(readEvidence(text), input), input.certificate);
  const facts = factsOf(finding.class);
  return {
    class: finding.class,
    title: facts.title,
    remedy: finding.rule?.remedy ?? remedyFor(finding.class, input),
    severity: finding.notice && input.exitCode !== 1 ? "notice" : "failure",
    retriable: facts.retryAfterSeconds !== null,
    retryAfterSeconds: facts.retryAfterSeconds,
    accessLost: facts.accessLost,
    also: finding.rule?.also ?? [],
    hostWords: explainingWords(text, input.secrets),
  };
}
