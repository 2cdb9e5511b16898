import type { Actor, Role } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import type { FieldTexts } from "@/lib/teachers/schema";

/** Texts of a record that lacks nothing under the rules of 2022: a woman born on 12 March 1985 who teaches robotics. */
export const COMPLETE_RECORD = {
  name: "演示周敏",
  staffNumber: "T001",
  idType: "resident-id",
  idNumber: "439901198503120021",
  birthDate: "1985-03-12",
  sex: "2",
  ethnicity: "01",
  politicalStatus: "13",
  nationality: "CHN",
  mobile: "13800000001",
  workSince: "2007-07",
  teachingSince: "2007-09",
  schoolSince: "2012-09",
  establishmentKind: "establishment",
  staffKind: "full-time-teacher",
  postKind: "professional",
  post: "teacher",
  partTime: "no",
  status: "in-service",
  highestEducation: "14",
  highestDegree: "3",
  degreeCertificateNumber: "1053042015000000",
  title: "associate-senior",
  teacherQualificationType: "higher-education",
  teacherQualificationNumber: "20084300170000001",
  courseKind: "major",
  majorCode: "460301",
  dualQualified: "yes",
  enterprisePracticeMonthsLast5Years: "7",
} as const satisfies FieldTexts;

type Place = { id: string; name: string; provinceId: string | null };

function actorAt(place: Place, role: Role, teacherId: string | null = null): Actor {
  return {
    accountId: newId(),
    name: "演示李老师",
    role,
    appointmentId: newId(),
    organisationId: place.id,
    organisationName: place.name,
    organisationNameEn: place.name,
    provinceId: place.provinceId,
    teacherId,
    sessionId: null,
    requestId: null,
  };
}

/** Two provinces with a school each: an own side and a foreign side, and people to act on both. */
export async function buildSchools() {
  const ministry = await organisation("ministry", "演示教育部", null);
  const sides = [];
  for (const name of ["湖南", "湖北"]) {
    const province = await organisation("province", `演示${name}省教育厅`, ministry);
    const school = await organisation("school", `演示${name}职业技术学院`, province);
    sides.push({
      school,
      clerk: actorAt(school, "school"),
      officer: actorAt(province, "province"),
      teacher: (teacherId: string) => actorAt(school, "teacher", teacherId),
    });
  }
  const [own, foreign] = sides;
  if (!own || !foreign) throw new Error("two sides were built");
  return { ministry: actorAt(ministry, "ministry"), own, foreign };
}

async function organisation(kind: string, name: string, parent: Place | null): Promise<Place> {
  const id = newId();
  const provinceId = kind === "province" ? id : (parent?.provinceId ?? null);
  await db().organisation.create({
    data: {
      id,
      kind,
      code: id.slice(-12),
      name,
      nameEn: name,
      shortName: name,
      shortNameEn: name,
      parentId: parent?.id ?? null,
      provinceId,
      schoolLevel: kind === "school" ? "higher" : null,
    },
  });
  return { id, name, provinceId };
}
