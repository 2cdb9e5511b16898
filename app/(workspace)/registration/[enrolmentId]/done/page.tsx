import Link from "next/link";
import { redirect } from "next/navigation";
import { TeacherFrame } from "@/app/_shell/workspace";
import { Remark } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { Icon } from "@/components/ui/icon";
import { StepList } from "@/components/ui/step-list";
import { formatClosing, formatDateTime } from "@/lib/i18n";
import { getTranslations } from "@/lib/i18n/translations";
import { getCalendar } from "@/lib/reporting";
import { loadRegistration, type RegistrationProps } from "../../load-registration";
import { journeySteps } from "../../steps";

export async function generateMetadata() {
  const t = await getTranslations("registration.done");
  return { title: t("heading") };
}

export default async function DonePage(props: RegistrationProps) {
  const { actor, enrolment, locale, title } = await loadRegistration(props);
  if (enrolment.shown.state !== "submitted") redirect(`/registration/${enrolment.id}`);
  const [calendar, t, common] = await Promise.all([
    getCalendar(actor),
    getTranslations("registration.done"),
    getTranslations("common"),
  ]);
  const open = enrolment.route === "open";
  const keptUntil = calendar.windows.find((window) => window.key === "supplement")?.closesAt;
  return (
    <TeacherFrame current="registration" title={t("title")} tabs>
      <Card tone="ok">
        <p className="flex items-center gap-2 font-bold text-ok">
          <Icon name="check-circle" />
          {t("stepDone")}
        </p>
        <h1 tabIndex={-1} className="text-24">
          {t("heading")}
        </h1>
        <p>
          {t(open ? "openClass" : "number")} <b>{enrolment.cardCode}</b>
        </p>
        <p className="text-16">{title}</p>
        <p className="text-16">{formatDateTime(enrolment.submittedAt, locale)}</p>
      </Card>
      <Card>
        <h2 className="mb-2 text-18 font-bold">{t("next")}</h2>
        <StepList
          steps={await journeySteps("confirm", calendar, { open })}
          doneLabel={common("label.done")}
        />
        <Remark className="mt-3 text-16">
          {keptUntil && !open ? t("wait", { time: formatClosing(keptUntil, locale) }) : t("waitShort")}
        </Remark>
      </Card>
      <Card>
        <ul className="divide-y divide-line">
          <li>
            <Link
              prefetch={false}
              href={`/registration/${enrolment.id}`}
              className="flex min-h-12 items-center gap-2 text-brand"
            >
              <Icon name="file" />
              {t("look")}
            </Link>
          </li>
          {enrolment.acts.includes("withdraw") ? (
            <li>
              <Link
                prefetch={false}
                href={`/registration/${enrolment.id}/withdraw`}
                className="flex min-h-12 items-center gap-2 text-brand"
              >
                <Icon name="undo" />
                {t("withdraw")}
              </Link>
            </li>
          ) : null}
        </ul>
      </Card>
    </TeacherFrame>
  );
}
