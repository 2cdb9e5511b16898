import { getLocale, getTranslations } from "@/lib/i18n/translations";
import { dayOf } from "@/lib/kernel/dates";
import { calendarResponse } from "@/lib/web";
import { loadClass, loadNotice } from "../load";

type Context = { params: Promise<{ classId: string }> };

/** The days and deadlines of a class for whoever may read its page: report-in once it is announced, the notice for its institution. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const { classId } = await params;
  const [{ actor, trainingClass: one }, notice, t, locale] = await Promise.all([
    loadClass(classId),
    loadNotice(classId),
    getTranslations("classes"),
    getLocale(),
  ]);
  const name = t("name", {
    subProject: locale === "en" ? one.subProjectNameEn : one.subProjectName,
    number: one.number,
  });
  const url = `/classes/${one.id}`;
  const reportIn = notice?.issuedAt ? notice.fields.reportInAt : "";
  const owesNotice = actor.role === "institution" && one.state === "formed" && one.noticeDueAt;
  return calendarResponse(
    name,
    [
      {
        kind: "days",
        uid: `class-${one.id}@guopei`,
        title: name,
        place: notice?.issuedAt ? notice.fields.trainingPlace : one.place,
        firstDay: dayOf(one.startsOn),
        lastDay: dayOf(one.endsOn),
        url,
      },
      ...(reportIn
        ? [
            {
              kind: "instant" as const,
              uid: `class-${one.id}-report-in@guopei`,
              title: t("calendar.reportIn", { name }),
              place: notice?.fields.reportInPlace,
              at: new Date(`${reportIn}:00+08:00`),
              url: `${url}/notice`,
            },
          ]
        : []),
      ...(owesNotice
        ? [
            {
              kind: "deadline" as const,
              uid: `class-${one.id}-notice@guopei`,
              title: t("calendar.notice", { code: one.code }),
              closesAt: owesNotice,
              url: `${url}/notice`,
            },
          ]
        : []),
    ],
    one.code,
  );
}
