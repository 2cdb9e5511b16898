import Link from "next/link";
import { TeacherFrame } from "@/app/_shell/workspace";
import { Explained } from "@/app/help/explained";
import { RegistrationCardTicket } from "@/components/domain/enrolments/registration-card";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Deadline } from "@/components/ui/deadline";
import { Icon } from "@/components/ui/icon";
import { StateFace } from "@/components/ui/state-face";
import { StepList } from "@/components/ui/step-list";
import { getOwnWishes, getRegistrationChoices, listMyRegistrations } from "@/lib/enrolments";
import type { MyRegistration, RegistrationChoice } from "@/lib/enrolments/views";
import { formatClosing, formatDateTime, remainingText, timeLeft } from "@/lib/i18n";
import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { listDrafts } from "@/lib/platform/form-drafts";
import { getCalendar } from "@/lib/reporting";

import { goOnHref } from "./go-on";
import { stepHref } from "./journey";
import { OpenCard } from "./open/open-card";
import { requireTeacher } from "./require-teacher";
import { journeySteps } from "./steps";
import { WishesCards } from "./wishes/wishes-cards";

export async function generateMetadata() {
  const t = await getTranslations("registration.home");
  return { title: t("title") };
}

export default async function RegistrationPage() {
  const actor = await requireTeacher();
  const calendar = await getCalendar(actor);
  const [mine, choices, drafts, t, states, common, locale] = await Promise.all([
    calendar.year === null ? [] : listMyRegistrations(actor, calendar.year),
    calendar.year === null ? null : getRegistrationChoices(actor, calendar.year),
    listDrafts(actor, "registration."),
    getTranslations("registration"),
    getTranslations("enrolments.states"),
    getTranslations("common"),
    getLocale(),
  ]);
  const bound = choices?.bound ?? [];
  const cards = choices?.cards ?? true;
  const free = (choices?.free ?? []).filter((choice) => choice.freeSeats > 0);
  const live = mine.filter((one) => one.shown.face !== "void" && one.shown.face !== "bad");
  const closesAt = choices?.windowOpen ? choices.closesAt : null;
  const left = closesAt ? timeLeft(closesAt, calendar.now) : null;
  const deadline =
    closesAt && left ? (
      <Deadline
        remaining={remainingText(left, common)}
        tone={left.tone}
        until={common("until", { time: formatClosing(closesAt, locale) })}
      />
    ) : null;
  const nameOf = (choice: RegistrationChoice | MyRegistration) =>
    locale === "en" ? choice.subProject.nameEn : choice.subProject.name;
  const wishes =
    live.length === 0 && cards && calendar.year !== null ? await getOwnWishes(actor, calendar.year) : null;
  const isFilledIn = ({ subProject }: RegistrationChoice) =>
    wishes?.nominations.some((one) => one.prepared && one.subProject.id === subProject.id) ?? false;
  const isPast = (key: string) =>
    calendar.windows.some((window) => window.key === key && window.closesAt <= calendar.now);
  const shut = choices !== null && isPast("registration");
  const over = shut && !choices.windowOpen && isPast("supplement");
  const idle = live.length === 0 && bound.length === 0;
  const heading =
    live.length > 0 ? "registered" : bound.length > 0 ? "cards" : over ? "over" : cards ? "none" : "open";
  return (
    <TeacherFrame current="registration" tabs>
      <h1 tabIndex={-1} className="text-24">
        {t(`home.heading.${heading}`, { name: actor.name, count: bound.length })}
      </h1>

      {mine.map((one) => (
        <Card key={one.id} tone={one.shown.face === "todo" ? "todo" : "plain"}>
          <p className="flex flex-wrap items-baseline justify-between gap-x-3 text-16">
            <StateFace face={one.shown.face}>{states(one.shown.label)}</StateFace>
            <span className="text-14 text-ink-2">{formatDateTime(one.submittedAt, locale)}</span>
          </p>
          <h2 className="mt-1 text-18 font-bold">{nameOf(one)}</h2>
          {one.reasonText ? <p className="text-16 text-ink-2">{one.reasonText}</p> : null}
          {one.classCode ? (
            <p className="text-16 text-ink-2">{t("home.class", { code: one.classCode })}</p>
          ) : null}
          <ButtonLink
            href={`/registration/${one.id}`}
            tone={one.shown.face === "todo" ? "primary" : "secondary"}
            size="phone"
            className="mt-3"
          >
            {t(one.shown.face === "todo" ? "home.act" : "home.look")}
          </ButtonLink>
        </Card>
      ))}

      {bound.map((choice) => (
        <RegistrationCardTicket
          key={choice.boundCardCode}
          kind={<Explained term="card">{t("home.cardKind")}</Explained>}
          waiting={t("home.waiting")}
          title={nameOf(choice)}
          code={choice.boundCardCode ?? ""}
          facts={[{ label: t("home.source"), value: t("home.boundBySchool") }]}
          deadline={deadline}
          action={
            <ButtonLink
              href={
                goOnHref(drafts, choice.subProject.id) ??
                stepHref(choice.subProject.id, "conditions", choice.boundCardCode)
              }
              tone="primary"
              size="phone"
            >
              {t(
                goOnHref(drafts, choice.subProject.id)
                  ? "home.goOn"
                  : isFilledIn(choice)
                    ? "home.lookThrough"
                    : "home.begin",
              )}
            </ButtonLink>
          }
          note={t(isFilledIn(choice) ? "home.filledIn" : "home.takes")}
        />
      ))}

      {choices && !choices.windowOpen ? (
        <Banner tone="info" title={t(over ? "home.over" : "home.shut")}>
          {over
            ? t("home.overNext")
            : choices.opensAt && choices.opensAt > calendar.now
              ? t("home.opens", { time: formatDateTime(choices.opensAt, locale) })
              : t("home.shutNext")}
        </Banner>
      ) : shut && idle ? (
        <Banner tone="info" title={t("home.supplement")}>
          {t("home.shutNext")}
        </Banner>
      ) : null}

      {wishes ? <WishesCards wishes={wishes} withCard={bound.map((choice) => choice.subProject.id)} /> : null}

      {live.length === 0 && cards && !over ? (
        <Card>
          <h2 className="text-18 font-bold">
            {t(bound.length > 0 ? "home.otherWays.more" : "home.otherWays.first")}
          </h2>
          <ul className="mt-1 divide-y divide-line">
            <li>
              <Link
                prefetch={false}
                href="/registration/card"
                className="link flex min-h-12 items-center gap-2 no-underline"
              >
                <Icon name="card" />
                {t("home.typeCode")}
              </Link>
            </li>
            {free.map((choice) => (
              <li key={choice.subProject.id}>
                <Link
                  prefetch={false}
                  href={
                    goOnHref(drafts, choice.subProject.id) ??
                    stepHref(choice.subProject.id, "conditions", null)
                  }
                  className="flex min-h-12 flex-wrap items-baseline justify-between gap-x-3 py-2"
                >
                  <span className="text-brand">{nameOf(choice)}</span>
                  <span className="text-16 text-ink-2">
                    {goOnHref(drafts, choice.subProject.id)
                      ? t("home.goOn")
                      : t("home.freeSeats", { count: choice.freeSeats })}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          {free.length === 0 ? (
            <p className="text-16 text-ink-2">
              {t.rich("home.noFreeSeats", {
                seat: (words) => <Explained term="seat">{words}</Explained>,
                bind: (words) => <Explained term="bind">{words}</Explained>,
                card: (words) => <Explained term="card">{words}</Explained>,
              })}
            </p>
          ) : null}
        </Card>
      ) : null}

      {calendar.year !== null ? (
        <OpenCard actor={actor} year={calendar.year} registered={live.length > 0} />
      ) : null}

      {live.length === 0 && !shut ? (
        <Card>
          <h2 className="mb-2 text-18 font-bold">{t("steps.title")}</h2>
          <StepList
            steps={await journeySteps("submit", calendar, { open: !cards })}
            doneLabel={common("label.done")}
          />
        </Card>
      ) : null}
    </TeacherFrame>
  );
}
