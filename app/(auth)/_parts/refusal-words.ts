export interface RefusalWords {
  readonly title: string;
  readonly text: string;
}

const known: { readonly [reason: string]: RefusalWords } = {
  wrong: {
    title: "This e-mail and password do not match.",
    text: "Check both and try again. Whoever runs this server can make a link to choose a new password.",
  },
  uninvited: {
    title: "Nobody has invited your e-mail.",
    text: "Ask a Workspace Owner for an invite, then sign in again.",
  },
  unverified: {
    title: "That service has not confirmed your e-mail.",
    text: "Confirm your e-mail there, then sign in again.",
  },
  unreachable: { title: "The server did not answer.", text: "Check your connection and try again." },
};

const elsewhere: RefusalWords = {
  title: "Signing in with the other service did not work.",
  text: "Try again. If it keeps failing, ask the operator to look into the log.",
};

/** What to say for the reason in a sign-in page's address or a refused attempt. Unknown reasons are next-auth's own. */
export function refusalWords(reason: string, now = new Date()): RefusalWords {
  const until = /^wait-until (\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(reason)?.[1];
  if (!until) return (Object.hasOwn(known, reason) ? known[reason] : undefined) ?? elsewhere;
  const minutes = Math.max(1, Math.ceil((Date.parse(until) - now.getTime()) / 60_000));
  return {
    title: "Too many attempts to sign in failed.",
    text: `Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`,
  };
}
