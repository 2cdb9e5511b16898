import type { Metadata } from "next";
import { DeskPage } from "@/components/shell/desk-page";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { StateFace } from "@/components/ui/state-face";
import { Tabs } from "@/components/ui/tabs";
import { can } from "@/lib/access";
import { formatDateTime } from "@/lib/i18n";
import { messageWords } from "@/lib/i18n/message-words";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { countUnread, listInbox } from "@/lib/notices";
import { inboxFilterSchema } from "@/lib/notices/schema";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../_shell/workspace";
import { openMessageAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notices.inbox");
  return { title: t("title") };
}

type Props = { searchParams: Promise<Record<string, string | string[]>> };

export default async function InboxPage({ searchParams }: Props) {
  const actor = await requireActor();
  const filter = inboxFilterSchema.parse(await searchParams);
  const [page, unread, t, words, common, locale] = await Promise.all([
    listInbox(actor, filter),
    countUnread(actor),
    getTranslations("notices"),
    getLocale().then(messageWords),
    getTranslations("common"),
    getLocale(),
  ]);
  const unreadOnly = filter.unread === true;
  return (
    <Workspace current="inbox">
      <DeskPage>
        <PageHeader
          title={t("inbox.title")}
          facts={t("inbox.facts", { unread, total: page.total })}
          actions={
            <>
              {can(actor, "delivery.read") ? (
                <ButtonLink href="/inbox/failures">{t("failures.link")}</ButtonLink>
              ) : null}
              <ButtonLink href="/inbox/contact" icon="inbox">
                {t("contact.link")}
              </ButtonLink>
            </>
          }
          tabs={
            <Tabs
              label={t("inbox.tabs")}
              tabs={[
                { key: "all", label: t("inbox.all"), href: "/inbox", current: !unreadOnly },
                {
                  key: "unread",
                  label: t("inbox.unread"),
                  count: unread,
                  href: "/inbox?unread=true",
                  current: unreadOnly,
                },
              ]}
            />
          }
        />
        {page.rows.length === 0 ? (
          <EmptyState
            kind={unreadOnly ? "all-done" : "nothing"}
            title={t(unreadOnly ? "inbox.noneUnread" : "inbox.none")}
            action={unreadOnly ? <ButtonLink href="/inbox">{t("inbox.all")}</ButtonLink> : undefined}
          >
            {unreadOnly ? null : t("inbox.noneNext")}
          </EmptyState>
        ) : (
          <div>
            <ul className="border-t border-line-strong">
              {page.rows.map((row) => (
                <li
                  key={row.id}
                  className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-2.5"
                >
                  <div className="min-w-0 flex-1 basis-64 max-sm:basis-full">
                    <p className={row.readAt ? undefined : "font-bold"}>{words(row, "title")}</p>
                    <p className="text-13 text-ink-2">{words(row, "text")}</p>
                  </div>
                  <span className="text-13 text-ink-2">{formatDateTime(row.createdAt, locale)}</span>
                  <span className="w-16 text-13">
                    {row.readAt ? (
                      <StateFace face="idle-ring">{t("inbox.read")}</StateFace>
                    ) : (
                      <StateFace face="todo">{t("inbox.isUnread")}</StateFace>
                    )}
                  </span>
                  {row.href || !row.readAt ? (
                    <form action={openMessageAction} className="ml-auto flex min-w-20 justify-end">
                      <input type="hidden" name="id" value={row.id} />
                      <Button>
                        {t(row.href ? "inbox.open" : "inbox.markRead")}
                        <span className="sr-only"> {words(row, "title")}</span>
                      </Button>
                    </form>
                  ) : (
                    <span className="min-w-20" />
                  )}
                </li>
              ))}
            </ul>
            <Pager
              label={common("label.pages")}
              range={t("inbox.facts", { unread, total: page.total })}
              nextLabel={common("action.next")}
              nextHref={
                page.next
                  ? `/inbox?${new URLSearchParams({ ...(unreadOnly ? { unread: "true" } : {}), cursor: page.next })}`
                  : undefined
              }
            />
          </div>
        )}
      </DeskPage>
    </Workspace>
  );
}
