import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptRadios, KeptText } from "@/components/domain/enrolments/kept-fields";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { can } from "@/lib/access";
import { previewMove } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { chinaDay } from "@/lib/kernel/dates";
import { isId, newId } from "@/lib/kernel/id";
import { NotFound } from "@/lib/kernel/problem";
import { findSchools } from "@/lib/organisations";
import { MOST_SCHOOLS } from "@/lib/organisations/schema";
import { businessNow } from "@/lib/platform/clock";
import { findOpenMove, getTeacherRecord } from "@/lib/teachers";
import { requireActor } from "@/lib/web";
import { releaseTeacher } from "../../moves/actions";

type Props = {
  params: Promise<{ teacherId: string }>;
  searchParams: Promise<{ school?: string }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("moves");
  return { title: t("release.title") };
}

/** The school lets a teacher go: to which school, from when, and what follows for what is under way. */
export default async function ReleasePage({ params, searchParams }: Props) {
  const [{ teacherId }, { school = "" }, actor] = await Promise.all([params, searchParams, requireActor()]);
  if (!isId(teacherId) || !can(actor, "teacher.release")) missing();
  const typed = school.trim().slice(0, 60);
  const [record, open, preview, schools, now, t, teachers, common, locale] = await Promise.all([
    getTeacherRecord(actor, teacherId).catch((error: unknown) => {
      if (error instanceof NotFound) missing();
      throw error;
    }),
    findOpenMove(actor, teacherId),
    previewMove(actor, teacherId).catch((error: unknown) => {
      if (error instanceof NotFound) missing();
      throw error;
    }),
    findSchools(actor, typed),
    businessNow(),
    getTranslations("moves"),
    getTranslations("teachers"),
    getTranslations("common"),
    getLocale(),
  ]);
  if (open) redirect("/teachers/moves");
  const { name } = record.values;
  const follows = (["ends", "stays", "proposals", "stands", "bound"] as const).filter(
    (one) => preview[one] > 0,
  );
  const one = schools.length === 1 ? schools[0] : undefined;
  return (
    <Workspace current="teachers">
      <DeskPage className="max-w-160">
        <PageHeader
          title={t("release.of", { name })}
          path={{
            label: common("label.path"),
            crumbs: [
              { href: "/teachers", label: teachers("list.title") },
              { href: `/teachers/${teacherId}`, label: name },
              { label: t("release.title") },
            ],
          }}
          facts={t("release.lead")}
        />
        <form method="get" className="flex flex-wrap items-end gap-3">
          <TextField
            id="school"
            name="school"
            label={t("release.school")}
            hint={t("release.schoolHint")}
            defaultValue={typed}
            maxLength={60}
            autoComplete="off"
            className="min-w-0 flex-1 basis-64"
          />
          <Button type="submit" tone={schools.length > 0 ? undefined : "primary"}>
            {t("release.find")}
          </Button>
        </form>
        {typed && schools.length === 0 ? (
          <Banner tone="info" title={t("release.noSchool", { typed })}>
            {t("release.noSchoolNext")}
          </Banner>
        ) : null}
        {schools.length === MOST_SCHOOLS ? (
          <p className="text-13 text-ink-2">{t("release.more", { count: MOST_SCHOOLS })}</p>
        ) : null}
        {schools.length > 0 ? (
          <ActForm
            action={releaseTeacher}
            words={{
              toMend: teachers("record.toMendHere"),
              errorPrefix: teachers("record.errorPrefix"),
              code: teachers("record.errorCode"),
            }}
            className="grid gap-5"
          >
            <input type="hidden" name="key" value={newId()} />
            <input type="hidden" name="teacherId" value={teacherId} />
            <KeptRadios
              id="schoolId"
              name="schoolId"
              legend={<span className="font-bold">{t("release.choose")}</span>}
              first={one?.id ?? ""}
              choices={schools.map((found) => ({
                value: found.id,
                label: t("release.option", {
                  name: locale === "en" ? found.nameEn : found.name,
                  code: found.code,
                }),
              }))}
            />
            <KeptText
              id="effectiveOn"
              name="effectiveOn"
              type="date"
              label={t("release.day")}
              hint={t("release.dayHint")}
              first={chinaDay(now)}
              min={chinaDay(now)}
            />
            <KeptText
              id="reason"
              name="reason"
              label={t("release.reason")}
              hint={t("release.reasonHint")}
              maxLength={200}
            />
            <Banner tone={follows.length > 0 ? "todo" : "info"} title={t("release.follows")}>
              <ul className="grid gap-0.5">
                {follows.map((what) => (
                  <li key={what}>{t(`release.follow.${what}`, { count: preview[what] })}</li>
                ))}
                <li>{t("release.follow.record")}</li>
              </ul>
            </Banner>
            <SubmitButton tone="primary" pendingLabel={t("submitting")} className="justify-self-start">
              {t("release.submit", { name })}
            </SubmitButton>
          </ActForm>
        ) : null}
      </DeskPage>
    </Workspace>
  );
}
