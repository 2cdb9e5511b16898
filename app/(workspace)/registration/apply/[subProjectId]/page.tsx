import Link from "next/link";
import { TeacherFrame } from "@/app/_shell/workspace";
import { Refusal } from "@/components/domain/enrolments/act-form";
import { EligibilityCards } from "@/components/domain/enrolments/eligibility-lines";
import { teacherLines } from "@/components/domain/enrolments/eligibility-words";
import { PhoneFoot } from "@/components/shell/phone-foot";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { showProblems } from "@/lib/web";
import { obstacleOf } from "../../journey";
import { type JourneyProps, loadJourney } from "../../load-journey";
import { formWords } from "../../words";

export async function generateMetadata() {
  const t = await getTranslations("registration.conditions");
  return { title: t("title") };
}

export default async function ConditionsPage(props: JourneyProps) {
  const journey = await loadJourney(props, "conditions");
  const [t, locale, words] = await Promise.all([
    getTranslations("registration.conditions"),
    getLocale(),
    formWords(),
  ]);
  const back = { href: "/registration", label: t("back") };
  if ("problems" in journey)
    return (
      <TeacherFrame current="registration" title={t("title")} back={back}>
        <h1 tabIndex={-1} className="text-24">
          {t("heading.blocked")}
        </h1>
        <Refusal problems={await showProblems(journey.problems)} words={words} />
        <Elsewhere label={t("elsewhere")} />
      </TeacherFrame>
    );
  const { preview, nextHref } = journey;
  const lines = await teacherLines(preview.lines, { settledNext: preview.submittable });
  const unmet = lines.filter((line) => line.face === "bad").length;
  const settle = lines.filter((line) => line.face === "todo").length;
  const met = lines.filter((line) => line.face === "ok").length;
  const judge = lines.filter((line) => line.face === "judge").length;
  const obstacle = obstacleOf(preview.lines);
  const heading = obstacle ?? (unmet > 0 ? "unmet" : settle > 0 ? "settle" : judge > 0 ? "judge" : "met");
  const { subProject } = preview;
  return (
    <TeacherFrame current="registration" title={t("title")} back={back}>
      <div>
        <p className="text-16 text-ink-2">{locale === "en" ? subProject.nameEn : subProject.name}</p>
        <h1 tabIndex={-1} className="text-24">
          {t(`heading.${heading}`, { count: unmet > 0 ? unmet : settle > 0 ? settle : judge })}
        </h1>
        <p className="text-16 text-ink-2">{t(`summary.${heading}`, { all: preview.lines.length, met })}</p>
      </div>
      <EligibilityCards lines={lines} />
      <details>
        <summary className="flex min-h-11 items-center gap-2 text-brand">
          <Icon name="help" />
          {t("doubt.title")}
        </summary>
        <p className="pl-6 text-16 text-ink-2">{t("doubt.text")}</p>
      </details>
      {preview.submittable ? (
        <PhoneFoot>
          <ButtonLink href={nextHref} tone="primary" size="phone">
            {t("continue")}
          </ButtonLink>
        </PhoneFoot>
      ) : (
        <Elsewhere label={t(obstacle === "shut" || obstacle === "early" ? "back" : "elsewhere")} />
      )}
    </TeacherFrame>
  );
}

function Elsewhere({ label }: { label: string }) {
  return (
    <p>
      <Link prefetch={false} href="/registration" className="link inline-flex min-h-11 items-center">
        {label}
      </Link>
    </p>
  );
}
