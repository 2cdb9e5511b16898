import type { Metadata } from "next";
import { formDraft } from "@/app/_shell/form-draft";
import { missing } from "@/app/_shell/missing";
import { Workspace } from "@/app/_shell/workspace";
import { ActForm } from "@/components/domain/enrolments/act-form";
import { KeptSelect, KeptText } from "@/components/domain/enrolments/kept-fields";
import { DeskPage } from "@/components/shell/desk-page";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { can } from "@/lib/access";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { newId } from "@/lib/kernel/id";
import { codeSets } from "@/lib/reference";
import { requireActor } from "@/lib/web";
import { addTeacher } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("teachers");
  return { title: t("create.title") };
}

export default async function NewTeacherPage() {
  const actor = await requireActor();
  if (!can(actor, "teacher.create")) missing();
  const [sets, draft, t, common, locale] = await Promise.all([
    codeSets(),
    formDraft(actor, "teachers.new", "new"),
    getTranslations("teachers"),
    getTranslations("common"),
    getLocale(),
  ]);
  const options = sets["id-type"].map(({ code, zh, en }) => ({
    value: code,
    label: locale === "en" ? en : zh,
  }));
  return (
    <Workspace current="teachers">
      <DeskPage className="max-w-160">
        <PageHeader
          title={t("create.title")}
          path={{
            label: common("label.path"),
            crumbs: [{ href: "/teachers", label: t("list.title") }],
          }}
          facts={t("create.hint")}
        />
        <ActForm
          action={addTeacher}
          words={{
            toMend: t("record.toMendHere"),
            errorPrefix: t("record.errorPrefix"),
            code: t("record.errorCode"),
          }}
          draft={draft}
          className="grid gap-4"
        >
          <input type="hidden" name="key" value={newId()} />
          <KeptText id="name" name="name" label={t("fields.name")} maxLength={60} autoComplete="off" />
          <KeptText
            id="staffNumber"
            name="staffNumber"
            label={t("fields.staffNumber")}
            maxLength={30}
            autoComplete="off"
            optional={common("optional")}
          />
          <KeptSelect
            id="idType"
            name="idType"
            label={t("fields.idType")}
            options={options}
            first="resident-id"
          />
          <KeptText
            id="idNumber"
            name="idNumber"
            label={t("fields.idNumber")}
            maxLength={30}
            autoComplete="off"
          />
          <SubmitButton tone="primary" pendingLabel={t("create.submitting")} className="justify-self-start">
            {t("create.submit")}
          </SubmitButton>
        </ActForm>
      </DeskPage>
    </Workspace>
  );
}
