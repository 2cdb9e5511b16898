import type { Criteria } from "@/lib/programmes/schema";
import { idCheckCharacter } from "@/lib/teachers";
import type { FieldTexts } from "@/lib/teachers/schema";
import { MAJORS } from "../reference/majors";
import { pick } from "./random";

const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
const GIVEN =
  "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文辉红玲建华国志海燕鹏飞丹萍鑫波宇浩凯晨晓梅雪琳佳欣怡婷慧倩颖洁莉兰凤云瑞祥东林峰龙彬斌亮永健松柏清泉思远子涵嘉宁";

/** A name that nobody can take for a real person's record. */
export function personName(random: () => number): string {
  const given = pick(random, [...GIVEN]) + (random() < 0.7 ? pick(random, [...GIVEN]) : "");
  return `${pick(random, [...SURNAMES])}${given}（演示）`;
}

let serial = 0;

/** A number with a right check digit in a prefecture that does not exist (4399), so that it is nobody's. */
function idNumber(birth: string, male: boolean): string {
  serial += 1;
  const area = `4399${String(1 + Math.floor(serial / 450)).padStart(2, "0")}`;
  const sequence = String(((serial % 450) * 2 + (male ? 1 : 0)) % 1000).padStart(3, "0");
  const body = `${area}${birth.replaceAll("-", "")}${sequence}`;
  return body + idCheckCharacter(body);
}

export type SchoolLevel = "secondary" | "higher";
export type PersonWish = { level: SchoolLevel; staffNumber: string; criteria: Criteria | null };

const TITLES: readonly string[] = ["assistant", "intermediate", "associate-senior", "senior"];

function titleAtLeast(random: () => number, least: string | null): string {
  const from = Math.max(0, TITLES.indexOf(least ?? ""));
  return pick(random, TITLES.slice(from, Math.max(from + 1, random() < 0.25 ? 4 : 3)));
}

function majorFor(random: () => number, level: SchoolLevel, prefixes: string[]): string {
  const current = MAJORS.filter((major) => major.catalogueYear === 2021 && major.level === level);
  const fitting = current.filter((major) => prefixes.some((prefix) => major.code.startsWith(prefix)));
  return pick(random, fitting.length > 0 ? fitting : current).code;
}

/** A complete record that meets the criteria; without criteria, an ordinary teacher of some major. */
export function completeRecord(random: () => number, wish: PersonWish): FieldTexts & { name: string } {
  const male = random() < 0.5;
  const bornIn = 1966 + Math.floor(random() * 28);
  const birth = `${bornIn}-${String(1 + Math.floor(random() * 12)).padStart(2, "0")}-${String(1 + Math.floor(random() * 28)).padStart(2, "0")}`;
  const workIn = Math.min(2018, bornIn + 22 + Math.floor(random() * 3));
  const criteria = wish.criteria;
  const post = criteria?.posts[0] ?? "teacher";
  const courseKind = criteria
    ? (criteria.courseKinds[0] ?? (post === "teacher" ? "major" : "none"))
    : "major";
  const technical = courseKind === "major" || courseKind === "practice";
  return {
    name: personName(random),
    staffNumber: wish.staffNumber,
    idType: "resident-id",
    idNumber: idNumber(birth, male),
    birthDate: birth,
    sex: male ? "1" : "2",
    ethnicity: random() < 0.9 ? "01" : "15",
    politicalStatus: random() < 0.5 ? "01" : "13",
    nationality: "CHN",
    hmtOverseas: "none",
    mobile: `1390000${String(1000 + Math.floor(random() * 9000))}`,
    workSince: `${workIn}-07`,
    teachingSince: `${workIn + 1}-09`,
    schoolSince: `${workIn + 2}-09`,
    establishmentKind: "establishment",
    staffKind: post === "teacher" ? "full-time-teacher" : "administration",
    postKind: post === "teacher" ? "professional" : "double",
    post,
    partTime: "no",
    status: "in-service",
    highestEducation: "21",
    highestDegree: "4",
    degreeCertificateNumber: `10530420${String(Math.floor(random() * 1e8)).padStart(8, "0")}`,
    title: titleAtLeast(random, criteria?.minTitle ?? "intermediate"),
    titleSince: "2016-12",
    teacherQualificationType: wish.level === "higher" ? "higher-education" : "secondary-vocational",
    teacherQualificationNumber: `2012439971${String(Math.floor(random() * 1e7)).padStart(7, "0")}`,
    courseKind,
    courseSubject: courseKind === "public" ? (criteria?.subjects[0] ?? "chinese") : "",
    majorCode: technical ? majorFor(random, wish.level, criteria?.majorPrefixes ?? []) : "",
    dualQualified: random() < 0.5 ? "yes" : "no",
    enterprisePracticeMonthsLast5Years: technical ? String(6 + Math.floor(random() * 12)) : "",
    trainingHoursThisCycle: String(60 + Math.floor(random() * 200)),
  };
}

/** The gaps and contradictions that real records have, one of each kind in turn. */
const GAPS: ((record: FieldTexts) => FieldTexts)[] = [
  (record) => ({ ...record, degreeCertificateNumber: "" }),
  (record) => ({
    ...record,
    majorCode: record.majorCode ? "560301" : "",
    enterprisePracticeMonthsLast5Years: "",
  }),
  (record) => ({ ...record, mobile: "" }),
  (record) => ({ ...record, birthDate: "1980-01-01" }),
  (record) => ({ ...record, teacherQualificationNumber: "" }),
  (record) => ({ ...record, workSince: "2019-07", teachingSince: "2012-09" }),
  (record) => ({ ...record, title: "" }),
  (record) => ({ ...record, sex: record.sex === "1" ? "2" : "1" }),
];

export function withGap<Record extends FieldTexts>(record: Record, kind: number): Record {
  return { ...record, ...GAPS[kind % GAPS.length]?.(record) };
}
