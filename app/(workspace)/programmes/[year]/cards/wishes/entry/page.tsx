import { formDraft } from "@/app/_shell/form-draft";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptSelect, KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { DeskPage } from "@/components/shell/desk-page";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { SummaryList } from "@/components/ui/summary-list";
import { getEntryForm } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isId, newId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { requireActor } from "@/lib/web";
import { describeClass } from "../../../../../registration/class-words";
import { formWords } from "../../../../../registration/words";
import { prepare } from "./actions";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<{ subProject?: string | string[]; teacher?: string | string[] }>;
};

const RANKS = ["first", "second", "third"] as const;

export async function generateMetadata() {
  const t = await getTranslations("wishes.entry");
  return { title: t("title") };
}

export default async function EntryPage({ params, searchParams }: Props) {
  const [actor, { year }, asked, t, registration, common, quotas, words, lines, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getTranslations("wishes"),
    getTranslations("registration"),
    getTranslations("common"),
    getTranslations("quotas"),
    formWords(),
    getTranslations("enrolments.eligibility.lines"),
    getLocale(),
  ]);
  const subProjectId = typeof asked.subProject === "string" ? asked.subProject : "";
  const teacherId = typeof asked.teacher === "string" ? asked.teacher : "";
  if (!/^\d{4}$/.test(year) || !isId(subProjectId) || !isId(teacherId)) missing();
  const form = await getEntryForm(actor, { subProjectId, teacherId }).catch((error: unknown) => {
    if (error instanceof NotFound || error instanceof Forbidden) missing();
    throw error;
  });
  const draft = await formDraft(actor, "enrolments.entry", `${subProjectId}_${teacherId}`);
  const classes = await Promise.all(form.classes.map((one) => describeClass(one, locale)));
  const options = classes.map((one) => ({ value: one.id, label: `${one.institution} · ${one.dates}` }));
  const [unmet] = form.unmet;
  const back = `/programmes/${year}/cards/wishes?subProject=${subProjectId}`;
  const { name, nameEn } = form.subProject;
  return (
    <Workspace current="cards">
      <DeskPage className="max-w-200">
        <PageHeader
          title={t("entry.titleFor", { name: form.name })}
          path={{
            label: quotas("path.label"),
            crumbs: [
              { href: `/programmes/${year}/cards`, label: quotas("path.cards") },
              { href: back, label: t("title") },
              { label: t("entry.title") },
            ],
          }}
          facts={t("entry.lead")}
        />
        <SummaryList
          rows={[
            {
              key: "training",
              label: registration("check.training"),
              value: `${form.subProject.code} ${locale === "en" ? nameEn : name}`,
            },
            {
              key: "person",
              label: t("teacher"),
              value: [form.name, form.staffNumber].filter(Boolean).join(" "),
            },
            {
              key: "seat",
              label: registration("check.seat"),
              value:
                form.seat.is === "bound"
                  ? t("is.bound", { code: form.seat.code })
                  : t("entry.free", { count: form.seat.count }),
            },
          ]}
        />
        {unmet ? (
          <Banner
            tone="bad"
            title={t("is.unmet", { line: lines(`${unmet}.title`, { years: "", count: 0 }) })}
          >
            {t("entry.unmetNext")}
          </Banner>
        ) : (
          <ActForm action={prepare} words={words} draft={draft} className="grid max-w-measure gap-5">
            <input type="hidden" name="key" value={newId()} />
            <input type="hidden" name="year" value={year} />
            <input type="hidden" name="subProjectId" value={subProjectId} />
            <input type="hidden" name="teacherId" value={teacherId} />
            {options.length > 1
              ? RANKS.slice(0, options.length).map((rank, index) => (
                  <KeptSelect
                    key={rank}
                    id={rank}
                    name={rank}
                    label={registration(`classes.${rank}`)}
                    optional={common("optional")}
                    empty={t("entry.teacherChooses")}
                    options={options}
                    first={form.entry?.preferences[index] ?? ""}
                  />
                ))
              : null}
            {form.commitmentRequired ? (
              <KeptTextarea
                id="commitment"
                name="commitment"
                label={registration("plan.label")}
                hint={t("entry.planHint")}
                optional={common("optional")}
                first={form.entry?.commitment ?? ""}
                maxLength={500}
                rows={6}
              />
            ) : null}
            <KeptTextarea
              id="note"
              name="note"
              label={t("note")}
              optional={common("optional")}
              first={form.entry?.note ?? ""}
              rows={3}
              maxLength={300}
            />
            <p className="text-ink-2">{t("entry.notHere")}</p>
            <div className="flex flex-wrap items-center gap-3">
              <SubmitButton tone="primary" pendingLabel={t("submitting")}>
                {t("entry.submit")}
              </SubmitButton>
              <ButtonLink href={back}>{common("action.cancel")}</ButtonLink>
            </div>
          </ActForm>
        )}
      </DeskPage>
    </Workspace>
  );
}
