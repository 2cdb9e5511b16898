import type { Actor, Role } from "@/lib/access";
import { activateAccount, createAccount, foundInstallation } from "@/lib/identity";
import { newId } from "@/lib/kernel/id";
import { createOrganisation } from "@/lib/organisations";
import { db } from "@/lib/platform/db";
import { REGIONS } from "../reference/regions";
import type { SchoolLevel } from "./people";

export const DEMONSTRATION_PASSWORD = "Yanshi-2022-guopei";

export type School = {
  id: string;
  code: string;
  name: string;
  nameEn: string;
  level: SchoolLevel;
  provinceId: string;
  /** Where seats go through cities, the one that it belongs to. */
  cityId: string | null;
  actor: Actor;
};
export type City = { id: string; name: string; nameEn: string; actor: Actor };
export type Province = {
  id: string;
  regionCode: string;
  name: string;
  nameEn: string;
  actor: Actor;
  cities: City[];
  schools: School[];
};
export type Bodies = { ministry: Actor; office: Actor; provinces: Province[] };

/** A person of a body who acts while the year is built; only some of them get an account that can sign in. */
export function officer(
  role: Role,
  organisation: { id: string; name: string; nameEn: string; provinceId: string | null },
  name: string,
): Actor {
  return {
    accountId: newId(),
    name,
    role,
    appointmentId: newId(),
    organisationId: organisation.id,
    organisationName: organisation.name,
    organisationNameEn: organisation.nameEn,
    provinceId: organisation.provinceId,
    teacherId: null,
    sessionId: null,
    requestId: null,
  };
}

/** The ministry, the office and the 32 provincial bodies; the ministry's first account is founded with them. */
export async function createNationalBodies(): Promise<Bodies> {
  const name = "教育部教师工作司（演示）";
  const nameEn = "Ministry of Education, Department of Teacher Affairs (demonstration)";
  const founded = await foundInstallation({
    ministry: {
      name,
      nameEn,
      code: "MOE",
      demonstration: true,
    },
    loginName: "demo-1-ministry",
    displayName: "王主任（演示）",
  });
  await activateAccount(null, { ...founded, newPassword: DEMONSTRATION_PASSWORD });
  const ministry: Actor = {
    ...officer("ministry", { id: founded.ministryId, name, nameEn, provinceId: null }, "王主任（演示）"),
    accountId: founded.accountId,
  };
  const officeNames = { name: "国培办（演示）", nameEn: "National Training Office (demonstration)" };
  const office = await createOrganisation(ministry, {
    kind: "office",
    code: "NTO",
    ...officeNames,
    parentId: founded.ministryId,
    demonstration: true,
  });
  const provinces: Province[] = [];
  for (const region of REGIONS) {
    const bodyName =
      region.kind === "corps"
        ? "新疆生产建设兵团教育局"
        : `${region.name}教育厅`.replace("市教育厅", "市教育委员会");
    const names = { name: bodyName, nameEn: `${region.nameEn} education department` };
    const { id } = await createOrganisation(ministry, {
      kind: "province",
      code: region.code,
      ...names,
      shortName: region.shortName,
      shortNameEn: region.shortNameEn,
      regionCode: region.code,
      parentId: founded.ministryId,
    });
    const actor = officer("province", { id, ...names, provinceId: id }, "刘处长（演示）");
    const { shortName, shortNameEn } = region;
    provinces.push({
      id,
      regionCode: region.code,
      name: shortName,
      nameEn: shortNameEn,
      actor,
      cities: [],
      schools: [],
    });
  }
  return {
    ministry,
    office: officer("office", { id: office.id, ...officeNames, provinceId: null }, "赵老师（演示）"),
    provinces,
  };
}

const WORDS = [
  ["江滨", "Jiangbin"],
  ["城东", "Chengdong"],
  ["南山", "Nanshan"],
  ["北岭", "Beiling"],
  ["清河", "Qinghe"],
  ["长桥", "Changqiao"],
  ["新港", "Xingang"],
  ["古塔", "Guta"],
  ["云湖", "Yunhu"],
  ["青石", "Qingshi"],
  ["东林", "Donglin"],
  ["西苑", "Xiyuan"],
] as const;

/** Schools of a province, secondary and higher in turn, made by the province itself. */
export async function createSchools(province: Province, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const level: SchoolLevel = index % 2 === 0 ? "higher" : "secondary";
    const [word, wordEn] = WORDS[index % WORDS.length] ?? WORDS[0];
    const round = index >= WORDS.length ? String(Math.floor(index / WORDS.length) + 1) : "";
    const name = `演示${province.name}${word}${level === "higher" ? "职业技术学院" : "中等职业学校"}${round ? `第${round}校区` : ""}`;
    const nameEn = `Demo ${wordEn} vocational ${level === "higher" ? "college" : "school"}${round ? ` ${round}` : ""}, ${province.nameEn}`;
    const code = `${level === "higher" ? "41" : "36"}${province.regionCode}9${String(index + 1).padStart(5, "0")}`;
    const city = cityOfSchool(province.cities, index, count);
    const { id } = await createOrganisation(province.actor, {
      kind: "school",
      code,
      name,
      nameEn,
      shortName: name.replace("演示", ""),
      regionCode: province.regionCode,
      parentId: city?.id ?? province.id,
      schoolLevel: level,
      demonstration: true,
    });
    province.schools.push({
      id,
      code,
      name,
      nameEn,
      level,
      provinceId: province.id,
      cityId: city?.id ?? null,
      actor: officer("school", { id, name, nameEn, provinceId: province.id }, "李老师（演示）"),
    });
  }
}

/** A province's schools but the last, which stays with it, are divided among its cities in their order. */
function cityOfSchool(cities: City[], index: number, count: number): City | null {
  if (cities.length === 0 || index === count - 1) return null;
  return cities[Math.floor((index * cities.length) / Math.max(1, count - 1))] ?? null;
}

/** An account that can sign in, made from above, activated as its person would. */
export async function openAccount(
  creator: Actor,
  at: { id: string },
  role: Role,
  loginName: string,
  displayName: string,
): Promise<void> {
  const made = await createAccount(creator, { loginName, displayName, role, organisationId: at.id });
  await activateAccount(null, { ...made, newPassword: DEMONSTRATION_PASSWORD });
}

export async function institutionByCode(code: string): Promise<{ id: string; name: string; nameEn: string }> {
  return db().organisation.findUniqueOrThrow({
    where: { code },
    select: { id: true, name: true, nameEn: true },
  });
}
