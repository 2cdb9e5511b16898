import type { ReactNode } from "react";
import { Term } from "@/components/ui/term";
import { useTranslations } from "@/lib/i18n/translations";
import type { TermKey } from "./terms";

/** A term with its line of the glossary; without words of its own it stands as the glossary names it. */
export function Explained({ term, children }: { term: TermKey; children?: ReactNode }) {
  const t = useTranslations("glossary");
  return (
    <Term line={t(`terms.${term}.line`)} more={{ href: `/help/glossary#${term}`, label: t("more") }}>
      {children ?? t(`terms.${term}.name`)}
    </Term>
  );
}
