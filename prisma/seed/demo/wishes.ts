import type { Actor } from "@/lib/access";
import {
  attachEvidence,
  getEntryForm,
  listCandidates,
  makeObjection,
  nominateTeacher,
  prepareEntry,
  saveIntents,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { grantExtension } from "@/lib/quotas";
import { officer, type Province } from "./bodies";
import { HOME_REGION, provinceOf, YEAR } from "./course";
import { visitors } from "./visitors";

const WISHING = 6;

/** At the visitors' school some people say what they would like, and the clerk proposes the one who will find a card. */
export async function sayWishes(provinces: Province[]): Promise<void> {
  const home = provinceOf(provinces, HOME_REGION);
  const school = home.schools[0];
  const proposed = (await visitors(home))[1];
  const [first, second] = await db().subProject.findMany({
    where: { year: YEAR, code: { in: ["B301", "B302"] } },
    orderBy: { code: "asc" },
    select: { id: true },
  });
  if (!school || !proposed || !first || !second) return;
  await nominateTeacher(school.actor, {
    key: newId(),
    subProjectId: first.id,
    teacherId: proposed.id,
    note: "你去年带的智能产线课程很合适，建议参加。",
  });
  const { candidates } = await listCandidates(school.actor, { subProjectId: first.id, search: "" });
  for (const [index, one] of candidates.slice(0, WISHING).entries()) {
    const teacher = {
      ...officer("teacher", school, one.name),
      accountId: one.teacherId,
      teacherId: one.teacherId,
    };
    const ids = index % 2 === 0 ? [first.id] : [second.id, first.id];
    await saveIntents(teacher, { year: YEAR, subProjectIds: ids });
  }
}

/** The visitors' school has filled in one registration, which its teacher has not looked at yet. */
export async function fillInForOne(provinces: Province[]): Promise<void> {
  const school = provinceOf(provinces, HOME_REGION).schools[0];
  const subProject = await db().subProject.findFirst({
    where: { year: YEAR, code: "B301" },
    select: { id: true },
  });
  if (!school || !subProject) return;
  const { candidates } = await listCandidates(school.actor, { subProjectId: subProject.id, search: "" });
  const teacherId = candidates.at(-1)?.teacherId;
  if (!teacherId) return;
  const form = await getEntryForm(school.actor, { subProjectId: subProject.id, teacherId });
  await prepareEntry(school.actor, {
    key: newId(),
    subProjectId: subProject.id,
    teacherId,
    note: "先替你填好了，请看看时间合不合适。",
    preferences: form.classes.length > 1 ? form.classes.slice(0, 1).map(({ id }) => id) : [],
    commitment: form.commitmentRequired
      ? "参加全程培训，不缺课；回校后三个月内给同专业教师讲一次课，并把新技术写进下学期的课程标准。"
      : "",
  });
}

/** The neighbour of the visitors' school has lost its line for a day and may register for longer. */
export async function giveTime(ministry: Actor, provinces: Province[]): Promise<void> {
  const school = provinceOf(provinces, HOME_REGION).schools[1];
  const window = await db().timeWindow.findUnique({
    where: { year_key: { year: YEAR, key: "registration" } },
    select: { version: true },
  });
  if (!school || !window) return;
  await grantExtension(ministry, {
    year: YEAR,
    key: "registration",
    body: school.code,
    closesAt: "2022-05-18T12:00",
    reason: "暴雨断网一天",
    version: window.version,
  });
}

/** One registration of the visitors' province that waits for its school comes with a paper. */
export async function addPaper(provinces: Province[]): Promise<void> {
  const home = provinceOf(provinces, HOME_REGION);
  const waiting = await db().enrolment.findFirst({
    where: { schoolId: { in: home.schools.map((school) => school.id) }, state: "submitted" },
    orderBy: { id: "asc" },
    select: { teacherId: true, subProjectId: true, schoolId: true },
  });
  const school = home.schools.find((one) => one.id === waiting?.schoolId);
  if (!school || !waiting) return;
  const { teacherId, subProjectId } = waiting;
  const text =
    "%PDF-1.4\n% 演示材料，不是真实证书\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
  await attachEvidence(school.actor, {
    key: newId(),
    teacherId,
    subProjectId,
    kind: "title-certificate",
    file: new File([text], "演示职称证书.pdf"),
  });
}

/** One school of the visitors' province objects to the latest decision against one of its people. */
export async function object(provinces: Province[]): Promise<void> {
  const home = provinceOf(provinces, HOME_REGION);
  const decided = await db().enrolment.findFirst({
    where: { state: "rejected", schoolId: { in: home.schools.map((school) => school.id) } },
    orderBy: [{ decidedAt: "desc" }, { id: "asc" }],
    select: { id: true, version: true, schoolId: true },
  });
  const school = home.schools.find((one) => one.id === decided?.schoolId);
  if (!decided || !school) return;
  await makeObjection(school.actor, {
    enrolmentId: decided.id,
    version: decided.version,
    text: "这位教师上学期起任教本专业核心课程，任课表可以证明，请复核。",
  });
}
