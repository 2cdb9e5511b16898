import { formDraft } from "@/app/_shell/form-draft";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptRadios, KeptTextarea } from "@/components/domain/enrolments/kept-fields";
import { DeskPage } from "@/components/shell/desk-page";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SearchBox } from "@/components/ui/search-box";
import { SubmitButton } from "@/components/ui/submit-button";
import { listCandidates } from "@/lib/enrolments";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { isId, newId } from "@/lib/kernel/id";
import { Forbidden, NotFound } from "@/lib/kernel/problem";
import { requireActor } from "@/lib/web";
import { formWords } from "../../../../../registration/words";
import { nominate } from "../actions";

type Props = {
  params: Promise<{ year: string }>;
  searchParams: Promise<{ subProject?: string | string[]; q?: string | string[] }>;
};

export async function generateMetadata() {
  const t = await getTranslations("wishes");
  return { title: t("propose") };
}

export default async function NominatePage({ params, searchParams }: Props) {
  const [actor, { year }, asked, t, common, quotas, words, locale] = await Promise.all([
    requireActor(),
    params,
    searchParams,
    getTranslations("wishes"),
    getTranslations("common"),
    getTranslations("quotas"),
    formWords(),
    getLocale(),
  ]);
  const subProjectId = typeof asked.subProject === "string" ? asked.subProject : "";
  if (!/^\d{4}$/.test(year) || !isId(subProjectId)) missing();
  const search = typeof asked.q === "string" ? asked.q.trim() : "";
  const { subProject, candidates, more } = await listCandidates(actor, { subProjectId, search }).catch(
    (error: unknown) => {
      if (error instanceof NotFound || error instanceof Forbidden) missing();
      throw error;
    },
  );
  const draft = await formDraft(actor, "enrolments.nominate", subProjectId);
  const back = `/programmes/${year}/cards/wishes?subProject=${subProjectId}`;
  return (
    <Workspace current="cards">
      <DeskPage className="max-w-200">
        <PageHeader
          title={t("proposeFor", { subProject: locale === "en" ? subProject.nameEn : subProject.name })}
          path={{
            label: quotas("path.label"),
            crumbs: [
              { href: `/programmes/${year}/cards`, label: quotas("path.cards") },
              { href: back, label: t("title") },
            ],
          }}
          facts={t("proposeLead")}
        />
        <search>
          <form className="max-w-80">
            <input type="hidden" name="subProject" value={subProjectId} />
            <SearchBox name="q" label={t("search")} defaultValue={search} />
          </form>
        </search>
        {candidates.length === 0 ? (
          <EmptyState
            kind={search ? "no-match" : "nothing"}
            title={t("nobody")}
            action={<ButtonLink href={back}>{common("action.cancel")}</ButtonLink>}
          />
        ) : (
          <ActForm action={nominate} words={words} draft={draft} className="grid max-w-measure gap-5">
            <input type="hidden" name="key" value={newId()} />
            <input type="hidden" name="year" value={year} />
            <input type="hidden" name="subProjectId" value={subProjectId} />
            <KeptRadios
              id="teacherId"
              name="teacherId"
              legend={t("choose")}
              choices={candidates.map((one) => ({
                value: one.teacherId,
                label: one.name,
                hint: [one.staffNumber, one.judge ? t("judge") : null].filter(Boolean).join(" · "),
              }))}
            />
            {more ? <p className="text-ink-2">{t("more")}</p> : null}
            <KeptTextarea
              id="note"
              name="note"
              label={t("note")}
              optional={common("optional")}
              rows={3}
              maxLength={300}
            />
            <div className="flex flex-wrap items-center gap-3">
              <SubmitButton tone="primary" pendingLabel={t("submitting")}>
                {t("submit")}
              </SubmitButton>
              <ButtonLink href={back}>{common("action.cancel")}</ButtonLink>
            </div>
          </ActForm>
        )}
      </DeskPage>
    </Workspace>
  );
}
