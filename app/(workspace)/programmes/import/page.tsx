import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { TextField } from "@/components/ui/field";
import { can } from "@/lib/access";
import { getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { PlainForm } from "../_plain-form";
import { ImportPage } from "./_import-page";
import { createYearImportAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("programmes.import");
  return { title: t("titleYear") };
}

export default async function ImportYearPage() {
  const actor = await requireActor();
  if (!can(actor, "programme.import")) missing();
  const t = await getTranslations("programmes.import");
  return (
    <ImportPage title={t("titleYear")} facts={t("leadYear")} step="upload">
      <PlainForm
        action={createYearImportAction}
        words={{ errors: t("errors"), submit: t("submit"), pending: t("pending") }}
      >
        <TextField
          id="file"
          name="file"
          type="file"
          accept=".json,application/json"
          required
          label={t("file")}
          hint={t("hintYear")}
          aside={
            <a href="/demonstration/open-catalogue-2023.json" download className="link text-13">
              {t("sampleOpen")}
            </a>
          }
        />
      </PlainForm>
    </ImportPage>
  );
}
