import type { Metadata } from "next";
import { missing } from "@/app/_shell/missing";
import { Banner } from "@/components/ui/banner";
import { TextField } from "@/components/ui/field";
import { can } from "@/lib/access";
import { getTranslations } from "@/lib/i18n/translations";
import { requireActor } from "@/lib/web";
import { PlainForm } from "../../_plain-form";
import { ImportPage } from "../../import/_import-page";
import { createDesignationsImportAction } from "../../import/actions";
import { loadYear } from "../../load-year";

type Props = { params: Promise<{ year: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("programmes.import");
  return { title: t("titleDesignations") };
}

export default async function ImportDesignationsPage({ params }: Props) {
  const actor = await requireActor();
  if (!can(actor, "programme.import")) missing();
  const year = await loadYear(actor, (await params).year);
  const [t, words, publish] = await Promise.all([
    getTranslations("programmes.import"),
    getTranslations("programmes.year"),
    getTranslations("programmes.publish"),
  ]);
  return (
    <ImportPage
      title={t("titleDesignations")}
      facts={t("leadDesignations")}
      crumb={{ href: `/programmes/${year.year}`, label: String(year.year) }}
      step="upload"
    >
      {year.published ? (
        <Banner tone="info" title={publish("already")}>
          {words("frozen")}
        </Banner>
      ) : (
        <PlainForm
          action={createDesignationsImportAction}
          hidden={{ year: year.year }}
          words={{ errors: t("errors"), submit: t("submit"), pending: t("pending") }}
        >
          <TextField
            id="file"
            name="file"
            type="file"
            accept=".xlsx"
            required
            label={t("file")}
            hint={t("hintDesignations")}
            aside={
              <a href="/demonstration/institutions-2022.xlsx" download className="link text-13">
                {t("sample")}
              </a>
            }
          />
        </PlainForm>
      )}
    </ImportPage>
  );
}
