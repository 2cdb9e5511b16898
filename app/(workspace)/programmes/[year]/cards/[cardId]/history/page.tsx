import type { Metadata } from "next";
import Link from "next/link";
import { missing } from "@/app/_shell/missing";
import { DeskPage } from "@/components/shell/desk-page";
import { Table, Td, Th, Tr, Unknown } from "@/components/ui/data-table";
import { PageHeader } from "@/components/ui/page-header";
import { formatDateTime } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { traceSeat } from "@/lib/reporting";
import type { SeatStep } from "@/lib/reporting/views";
import { requireActor } from "@/lib/web";
import { Workspace } from "../../../../../../_shell/workspace";

type Props = { params: Promise<{ year: string; cardId: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("reporting.seat");
  return { title: t("title") };
}

/** One seat from the ministry to the teacher: each step with who, when, and the entry that it stands in. */
export default async function SeatPage({ params }: Props) {
  const [actor, { year, cardId }] = await Promise.all([requireActor(), params]);
  if (!isId(cardId)) missing();
  const [seat, t, history, words, locale] = await Promise.all([
    traceSeat(actor, cardId).catch((error: unknown) => {
      if (error instanceof NotFound) missing();
      throw error;
    }),
    getTranslations("reporting.seat"),
    getTranslations("enrolments.history"),
    getTranslations("quotas"),
    getLocale(),
  ]);
  const english = locale === "en";
  const what = (step: SeatStep) => {
    const key = `kinds.${step.kind.replace(".", "-")}`;
    if (t.has(key)) return t(key, { seats: step.seats ?? 0 });
    const kind = step.kind.replace("enrolment-", "");
    return history.has(kind) ? history(kind) : kind;
  };
  return (
    <Workspace current={actor.role === "teacher" ? "registration" : "cards"}>
      <DeskPage>
        <PageHeader
          title={t("titleOf", { code: seat.code })}
          path={{
            label: words("path.label"),
            crumbs: [
              { href: `/programmes/${year}`, label: words("path.year", { year }) },
              { label: t("title") },
            ],
          }}
          facts={`${seat.subProjectCode} ${english ? seat.subProjectNameEn : seat.subProjectName} · ${words(`states.${seat.state}`)}`}
        />
        <Table caption={t("title")} phone="cards">
          <thead>
            <tr>
              <Th>{t("at")}</Th>
              <Th>{t("what")}</Th>
              <Th>{t("body")}</Th>
              <Th>{t("who")}</Th>
              <Th>{t("entry")}</Th>
            </tr>
          </thead>
          <tbody>
            {seat.steps.map((step) => (
              <Tr key={`${step.kind}${step.id}`}>
                <Td label={t("at")} className="whitespace-nowrap">
                  {formatDateTime(step.at, locale)}
                </Td>
                <Th scope="row">
                  {what(step)}
                  {step.person ? <span className="font-normal text-ink-2"> {step.person}</span> : null}
                  {step.reason ? (
                    <span className="block font-normal text-ink-2">
                      {t("reason", { reason: step.reason })}
                    </span>
                  ) : null}
                </Th>
                <Td label={t("body")}>{english ? step.bodyEn : step.body}</Td>
                <Td label={t("who")}>
                  {step.actorRole === "system"
                    ? t("system")
                    : (step.actorName ?? <Unknown reason={t("unnamed")} />)}
                </Td>
                <Td label={t("entry")}>
                  {step.link ? (
                    <Link prefetch={false} href={step.link} className="link">
                      {step.id.slice(-8)}
                      <span className="sr-only">{t("open", { what: what(step) })}</span>
                    </Link>
                  ) : (
                    step.id.slice(-8)
                  )}
                </Td>
              </Tr>
            ))}
          </tbody>
        </Table>
        <p className="text-13 text-ink-2">{t("note")}</p>
      </DeskPage>
    </Workspace>
  );
}
