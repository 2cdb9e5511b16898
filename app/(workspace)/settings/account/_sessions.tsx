import { Button } from "@/components/ui/button";
import { StateFace } from "@/components/ui/state-face";
import { formatFullDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import type { OwnSession } from "@/lib/identity/schema";
import { endOtherSessionsAction, endOwnSessionAction } from "./actions";

/** Where this account is signed in, and the way to end what one does not know. */
export async function Sessions({ sessions }: { sessions: OwnSession[] }) {
  const [t, roleName, locale] = await Promise.all([
    getTranslations("account.sessions"),
    getTranslations("desk.roles"),
    getLocale(),
  ]);
  const nameOf = (session: OwnSession) =>
    t(session.phone ? "onPhone" : "onComputer", { browser: t(`families.${session.family}`) });
  return (
    <div className="grid gap-3">
      <ul>
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-2.5"
          >
            <div className="min-w-0 flex-1 basis-64">
              <p className="flex flex-wrap gap-x-4">
                <b>{nameOf(session)}</b>
                {session.current ? <StateFace face="ok">{t("current")}</StateFace> : null}
              </p>
              <p className="text-13 text-ink-2">
                {t("facts", {
                  role: roleName(session.role),
                  opened: formatFullDateTime(session.openedAt, locale),
                  seen: formatFullDateTime(session.lastSeenAt, locale),
                })}
              </p>
            </div>
            {session.current ? null : (
              <form action={endOwnSessionAction}>
                <Button type="submit" size="small" name="sessionId" value={session.id}>
                  {t("end")}
                  <span className="sr-only"> {nameOf(session)}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.some((session) => !session.current) ? (
        <form action={endOtherSessionsAction} className="grid gap-2">
          <p className="text-ink-2">{t("unknown")}</p>
          <Button type="submit" tone="danger" className="justify-self-start">
            {t("endOthers")}
          </Button>
        </form>
      ) : null}
    </div>
  );
}
