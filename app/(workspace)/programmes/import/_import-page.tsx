import type { ReactNode } from "react";
import { DeskPage } from "@/components/shell/desk-page";
import { Icon } from "@/components/ui/icon";
import { PageHeader } from "@/components/ui/page-header";
import { getTranslations } from "@/lib/i18n/translations";
import { Workspace } from "../../../_shell/workspace";

const STEPS = ["upload", "dry-run", "apply", "done"] as const;
export type ImportStep = (typeof STEPS)[number];

type Props = {
  title: string;
  facts?: ReactNode;
  crumb?: { href: string; label: string };
  step: ImportStep;
  children: ReactNode;
};

/** The frame of all pages of an import: where it stands among its four steps. */
export async function ImportPage({ title, facts, crumb, step, children }: Props) {
  const [t, common] = await Promise.all([getTranslations("programmes"), getTranslations("common")]);
  const reached = STEPS.indexOf(step);
  return (
    <Workspace current="programmes">
      <DeskPage>
        <PageHeader
          title={title}
          facts={facts}
          path={{
            label: common("label.path"),
            crumbs: [
              { href: "/programmes", label: t("year.path") },
              ...(crumb ? [crumb] : []),
              { label: t("import.step.apply") },
            ],
          }}
          actions={
            <ol aria-label={t("import.steps")} className="flex flex-wrap gap-x-4 text-13 text-ink-2">
              {STEPS.map((name, index) => (
                <li
                  key={name}
                  aria-current={index === reached ? "step" : undefined}
                  className={`flex items-center gap-1.5 ${index === reached ? "font-bold text-ink" : ""}`}
                >
                  <Icon
                    name={index < reached || step === "done" ? "check-circle" : "ring"}
                    size={14}
                    className={index < reached || step === "done" ? "text-ok" : undefined}
                  />
                  {t(`import.step.${name}`)}
                </li>
              ))}
            </ol>
          }
        />
        {children}
      </DeskPage>
    </Workspace>
  );
}
