import { Badge } from "@/app/_ui/badge";
import { Card } from "@/app/_ui/card";
import { RelativeTime } from "@/app/_ui/relative-time";
import type { ListedSession } from "@/server/domain/accounts/list-sessions";
import { browserWords } from "./browser-words";
import { EndOtherSessions, EndSession } from "./end-session";

/** Where the account is signed in, with the way to end each. */
export function SessionList({ sessions }: { sessions: readonly ListedSession[] }) {
  const others = sessions.filter((session) => !session.current).length;
  return (
    <Card title="Where you are signed in" flush actions={others > 0 ? <EndOtherSessions count={others} /> : null}>
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-2 px-4 py-2">
            <div className="min-w-0">
              <p className="font-medium" title={session.userAgent}>
                {browserWords(session.userAgent)} {session.current ? <Badge tone="success">This session</Badge> : null}
              </p>
              <p className="text-sm text-ink-muted">
                Last seen <RelativeTime at={session.lastSeenAt} />, signed in <RelativeTime at={session.createdAt} />
              </p>
            </div>
            {session.current ? null : <EndSession id={session.id} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}
