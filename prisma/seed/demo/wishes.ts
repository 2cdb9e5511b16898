import { attachEvidence, listCandidates, nominateTeacher, saveIntents } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
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

/** One registration that waits for the visitors' school comes with a paper. */
export async function addPaper(provinces: Province[]): Promise<void> {
  const school = provinceOf(provinces, HOME_REGION).schools[0];
  const waiting = await db().enrolment.findFirst({
    where: { schoolId: school?.id, state: "submitted" },
    orderBy: { id: "asc" },
    select: { teacherId: true, subProjectId: true },
  });
  if (!school || !waiting) return;
  const text =
    "%PDF-1.4\n% 演示材料，不是真实证书\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
  await attachEvidence(school.actor, {
    key: newId(),
    ...waiting,
    kind: "title-certificate",
    file: new File([text], "演示职称证书.pdf"),
  });
}
