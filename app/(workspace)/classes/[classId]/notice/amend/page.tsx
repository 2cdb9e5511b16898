import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { PlainForm } from "@/app/(workspace)/programmes/_plain-form";
import { amendmentText } from "@/components/domain/classes/amendment-text";
import { Banner } from "@/components/ui/banner";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextareaField, TextField } from "@/components/ui/field";
import { OfficialPaper } from "@/components/ui/official-paper";
import { Section } from "@/components/ui/page-header";
import { can } from "@/lib/access";
import { previewAmendment } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { ClassFrame } from "../../_class-frame";
import { issueAmendmentAction } from "../../actions";
import { loadClass, loadNotice } from "../../load";

type Search = { documentNumber?: string | string[]; text?: string | string[]; look?: string };
type Props = { params: Promise<{ classId: string }>; searchParams: Promise<Search> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("amendment");
  return { title: t("title") };
}

/** Written and looked at on one page: the paper appears as it will be issued, and nothing is issued before. */
export default async function AmendNoticePage({ params, searchParams }: Props) {
  const [{ classId }, search] = await Promise.all([params, searchParams]);
  const { actor, trainingClass } = await loadClass(classId);
  const notice = await loadNotice(classId);
  if (
    !can(actor, "opening-notice.amend") ||
    trainingClass.state !== "notice-issued" ||
    !notice?.documentNumber
  )
    redirect(`/classes/${classId}/notice`);
  const text = typeof search.text === "string" ? search.text.trim().slice(0, 2_000) : "";
  const documentNumber =
    typeof search.documentNumber === "string" ? search.documentNumber.trim().slice(0, 60) : "";
  const [facts, t, common, locale] = await Promise.all([
    previewAmendment(actor, classId),
    getTranslations("amendment"),
    getTranslations("common"),
    getLocale(),
  ]);
  const told = text ? facts.people : facts.joined;
  const looked = search.look === "1" && told > 0;
  const paper = await amendmentText(
    trainingClass,
    { ...facts, text, documentNumber: documentNumber || null, issuedAt: null },
    notice.documentNumber,
    locale,
  );
  return (
    <ClassFrame actor={actor} trainingClass={trainingClass} current="notice">
      <Section id="amend" title={t("title")} note={t("lead", { joined: facts.joined })}>
        <form method="get" className="grid max-w-measure gap-5 pt-3">
          <input type="hidden" name="look" value="1" />
          <TextField
            id="documentNumber"
            name="documentNumber"
            label={t("number")}
            hint={t("numberHint")}
            defaultValue={documentNumber}
            autoComplete="off"
            className="max-w-72"
          />
          <TextareaField
            id="text"
            name="text"
            label={t("text")}
            hint={t("textHint")}
            rows={4}
            maxLength={2000}
            defaultValue={text}
          />
          <div className="flex flex-wrap gap-3">
            <Button tone={looked ? "secondary" : "primary"}>{t("look")}</Button>
            <ButtonLink href={`/classes/${classId}/notice`}>{common("action.cancel")}</ButtonLink>
          </div>
        </form>
      </Section>
      {search.look === "1" && told === 0 ? <Banner tone="todo" title={t("nothing")} /> : null}
      {looked ? (
        <Section id="check" title={t("check")} note={t("final")}>
          <div className="grid gap-6 pt-3">
            <Banner tone="todo" title={t(text ? "reachesAll" : "reachesJoined", { count: told })} />
            <div className="mx-auto w-full max-w-[50rem]">
              <OfficialPaper document={{ ...paper, date: t("atIssue") }} titleAs="h3" headingAs="p" />
            </div>
            <PlainForm
              action={issueAmendmentAction}
              hidden={{ classId, documentNumber, text }}
              words={{ errors: t("errors"), submit: t("submit", { count: told }), pending: t("pending") }}
            />
          </div>
        </Section>
      ) : null}
    </ClassFrame>
  );
}
