import {
  acceptPlacement,
  attachEvidence,
  makeObjection,
  proposePlacement,
  saveArrival,
} from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { approve } from "../../factories/registrations";
import { first, teacherAt } from "../../support/access/shape";
import { type ActionRows, type Cell, found } from "../../support/http/cells";
import { fileOf, PDF } from "../../support/pictures";

/** The province examines; a body to which it has delegated does so in its name. */
const REVIEWERS = { province: "province", delegate: "province" } as const;
const SCHOOL = { school: "body" } as const;
const TEACHER = { teacher: "self" } as const;
const OWN_PAPERS = { teacher: "self", school: "body" } as const;
const OF_PEOPLE = ["own", "colleague", "neighbour", "foreign", "missing", "wrong-state"] as const;
const people = () => [...OF_PEOPLE];
const back = "/programmes/2022/enrolments";
const REASON = { reasonCode: "other", reasonText: "请写明理由。" };
const OBJECTION = "任教专业在范围之内，请复核任课表。";
const PLACEMENT_DAY = "2022-05-17T10:00:00+08:00";

async function reviewed({ actor, side }: Cell): Promise<void> {
  for (const id of side.school.enrolments.confirmed ?? []) await approve(actor, id);
}

async function objected({ side, enrolment }: Cell): Promise<void> {
  const { enrolmentId, version } = await enrolment("rejected");
  await makeObjection(teacherAt(side, 7).actor, { enrolmentId, version: Number(version), text: OBJECTION });
}

const paper = ({ teacher, world }: Cell) => ({
  key: newId(),
  teacherId: teacher.id,
  subProjectId: world.subProjects.B301,
  kind: "title-certificate" as const,
});
const paperOf = ({ teacher, pool }: Cell) =>
  found(pool, "SELECT id FROM enrolment_evidence WHERE teacher_id = $1", [teacher.id]);
const proposalOf = ({ teacher, pool }: Cell) =>
  found(pool, "SELECT id FROM nominations WHERE teacher_id = $1", [teacher.id]);

const arrival = {
  version: "0",
  arrivesOn: "2022-05-21",
  arrivesTime: "",
  lodging: "shared",
  diet: "any",
  needs: "",
  contactName: "演示亲属",
  contactMobile: "13900001111",
};

const review: ActionRows = {
  "programmes/[year]/enrolments#approve": {
    who: REVIEWERS,
    over: people(),
    object: "enrolmentId",
    form: async ({ enrolment }) => ({ ...(await enrolment("confirmed")), back }),
  },
  "programmes/[year]/enrolments#sendBack": {
    who: REVIEWERS,
    over: people(),
    object: "enrolmentId",
    form: async ({ enrolment }) => ({ ...(await enrolment("confirmed")), ...REASON, to: "school", back }),
  },
  "programmes/[year]/enrolments#reject": {
    who: REVIEWERS,
    over: people(),
    object: "enrolmentId",
    form: async ({ enrolment }) => ({ ...(await enrolment("confirmed")), ...REASON, back }),
  },
  "programmes/[year]/enrolments#reviewSelected": {
    who: REVIEWERS,
    over: ["own", "neighbour", "foreign", "missing"],
    object: "ids[]",
    form: async ({ enrolment }) => ({
      key: newId(),
      "ids[]": [(await enrolment("confirmed")).enrolmentId],
      decision: "approve",
      to: "school",
      reasonCode: "other",
      reasonText: "",
      back: "/programmes/2022/enrolments",
    }),
  },
  "programmes/[year]/enrolments#takeBack": {
    who: REVIEWERS,
    over: ["own", "foreign", "missing"],
    object: "enrolmentId",
    prepare: reviewed,
    form: async ({ enrolment }) => ({
      enrolmentId: (await enrolment("confirmed")).enrolmentId,
      operationId: "",
      back,
    }),
  },
  "programmes/[year]/enrolments#reopen": {
    who: { province: "province" },
    over: people(),
    object: "enrolmentId",
    form: async ({ enrolment }) => ({ ...(await enrolment("rejected")), reasonText: "演示重新审核", back }),
  },
  "programmes/[year]/enrolments#confirm": {
    who: SCHOOL,
    over: people(),
    object: "enrolmentId",
    form: async ({ enrolment }) => ({
      ...(await enrolment("submitted")),
      ethicsStatement: "师德师风良好。",
      ethicsName: "李老师",
      stated: "yes",
      back,
    }),
  },
  "programmes/[year]/enrolments#sendToTeacher": {
    who: SCHOOL,
    over: people(),
    object: "enrolmentId",
    form: async ({ enrolment }) => ({ ...(await enrolment("submitted")), ...REASON, back }),
  },
  "programmes/[year]/enrolments#replace": {
    who: SCHOOL,
    over: ["own", "neighbour", "foreign", "missing"],
    object: "enrolmentId",
    form: async ({ enrolment, side }) => ({
      ...(await enrolment("approved")),
      key: newId(),
      teacherId: teacherAt(side, 10).id,
      year: "2022",
    }),
  },
  "programmes/[year]/enrolments#revealIdNumber": {
    who: { province: "province", school: "body", teacher: "self" },
    over: ["own", "colleague", "neighbour", "foreign", "missing"],
    object: "teacherId",
    form: ({ teacher }) => ({ teacherId: teacher.id, field: "idNumber", purpose: "check-record" }),
  },
  "programmes/[year]/enrolments/[enrolmentId]/objection#answer": {
    who: { province: "province" },
    over: people(),
    object: "enrolmentId",
    prepare: objected,
    form: async ({ enrolment }) => ({
      ...(await enrolment("rejected")),
      answer: "upheld",
      reasonText: "复核后仍不在范围之内。",
      year: "2022",
    }),
  },
  "programmes/[year]/enrolments/[enrolmentId]/objection#objectAsSchool": {
    who: OWN_PAPERS,
    over: people(),
    teacher: 7,
    object: "enrolmentId",
    form: async ({ enrolment }) => ({ ...(await enrolment("rejected")), text: OBJECTION, year: "2022" }),
  },
};

const own: ActionRows = {
  "registration/[enrolmentId]#objectAsTeacher": {
    who: OWN_PAPERS,
    over: people(),
    teacher: 7,
    object: "enrolmentId",
    form: async ({ enrolment }) => ({ ...(await enrolment("rejected")), text: OBJECTION }),
  },
  "registration/[enrolmentId]#withdraw": {
    who: TEACHER,
    over: people(),
    object: "enrolmentId",
    form: async ({ enrolment }) => ({ ...(await enrolment("submitted")), reasonText: "" }),
  },
  "registration/[enrolmentId]#resubmit": {
    who: TEACHER,
    over: people(),
    teacher: 6,
    object: "enrolmentId",
    form: async ({ enrolment }) => ({
      ...(await enrolment("returnedToTeacher")),
      commitment: "",
      first: "",
      second: "",
      third: "",
    }),
  },
  "registration/[enrolmentId]#saveOwnArrival": {
    who: TEACHER,
    over: ["own", "neighbour", "foreign", "missing"],
    stage: "placed",
    teacher: 4,
    object: "enrolmentId",
    form: async ({ enrolment }) => ({ enrolmentId: (await enrolment("approved")).enrolmentId, ...arrival }),
  },
  "registration/apply/[subProjectId]#submitRegistration": {
    who: TEACHER,
    over: ["own", "missing"],
    teacher: 9,
    object: "subProjectId",
    form: ({ world }) => ({
      key: newId(),
      subProjectId: world.subProjects.B301,
      route: "free",
      cardCode: "",
      commitment: "",
      agreed: "yes",
    }),
  },
  "registration/apply/[subProjectId]#keepPlan": {
    who: TEACHER,
    over: ["own", "missing"],
    teacher: 9,
    object: "subProjectId",
    keepsNothing: true,
    form: ({ world }) => ({ subProjectId: world.subProjects.B301, card: "", next: "check", commitment: "" }),
  },
  "registration/apply/[subProjectId]#keepRanking": {
    who: TEACHER,
    over: ["own"],
    teacher: 9,
    keepsNothing: true,
    form: ({ world, side }) => ({
      subProjectId: world.subProjects.B301,
      card: "",
      next: "check",
      first: side.institution.classId,
      second: "",
      third: "",
    }),
  },
  "registration/apply/[subProjectId]#keepContact": {
    who: TEACHER,
    over: ["own"],
    teacher: 9,
    form: async ({ teacher, pool, world }) => ({
      mobile: "13900001234",
      version: await found(pool, "SELECT version FROM teachers WHERE id = $1", [teacher.id]),
      key: newId(),
      subProjectId: world.subProjects.B301,
      card: "",
      next: "check",
    }),
  },
  "registration/evidence#attach": {
    who: OWN_PAPERS,
    over: ["own", "colleague", "neighbour", "foreign", "missing"],
    object: "teacherId",
    form: (cell) => ({
      ...paper(cell),
      file: { fileName: "证书.pdf", bytes: PDF },
      here: "/registration/evidence/x",
    }),
  },
  "registration/evidence#remove": {
    who: OWN_PAPERS,
    over: ["own", "foreign", "missing"],
    object: "evidenceId",
    prepare: (cell) => attachEvidence(cell.teacher.actor, { ...paper(cell), file: fileOf(PDF, "证书.pdf") }),
    form: async (cell) => ({ evidenceId: await paperOf(cell), here: "/registration/evidence/x" }),
  },
  "registration/wishes#saveWishes": {
    who: TEACHER,
    over: ["own"],
    teacher: 9,
    form: ({ world }) => ({ year: "2022", first: world.subProjects.B302, second: "", third: "" }),
  },
  "registration/wishes#decline": {
    who: TEACHER,
    over: ["own", "colleague", "foreign", "missing"],
    teacher: 9,
    object: "nominationId",
    form: async (cell) => ({ nominationId: await proposalOf(cell), reasonText: "家中有事。" }),
  },
  "programmes/[year]/cards/wishes#nominate": {
    who: SCHOOL,
    over: ["own", "neighbour", "foreign", "missing"],
    teacher: 11,
    object: "teacherId",
    form: ({ teacher, world }) => ({
      key: newId(),
      subProjectId: world.subProjects.B301,
      teacherId: teacher.id,
      note: "",
      year: "2022",
    }),
  },
  "programmes/[year]/cards/wishes#takeBack": {
    who: SCHOOL,
    over: ["own", "colleague", "foreign", "missing"],
    teacher: 9,
    object: "nominationId",
    form: async (cell) => ({
      nominationId: await proposalOf(cell),
      year: "2022",
      subProjectId: cell.world.subProjects.B301,
    }),
  },
};

const classes: ActionRows = {
  "programmes/[year]/placement#proposePlacementAction": {
    who: { office: "country" },
    over: ["own"],
    at: PLACEMENT_DAY,
    form: ({ world }) => ({ subProjectId: world.subProjects.B301 }),
  },
  "programmes/[year]/placement#movePlacementAction": {
    who: { office: "country" },
    over: ["own", "missing"],
    object: "proposalId",
    at: PLACEMENT_DAY,
    prepare: ({ world }) => proposePlacement(world.office, { subProjectId: world.subProjects.B301 }),
    form: async ({ pool, enrolment }) => ({
      proposalId: await found(pool, "SELECT id FROM placement_proposals WHERE state = 'proposed'"),
      enrolmentId: (await enrolment("approved")).enrolmentId,
      classId: "",
      year: "2022",
    }),
  },
  "programmes/[year]/placement#acceptPlacementAction": {
    who: { office: "country" },
    over: ["own", "missing"],
    object: "proposalId",
    at: PLACEMENT_DAY,
    prepare: ({ world }) => proposePlacement(world.office, { subProjectId: world.subProjects.B301 }),
    form: async ({ pool }) => ({
      proposalId: await found(pool, "SELECT id FROM placement_proposals WHERE state = 'proposed'"),
    }),
  },
  "programmes/[year]/delegations#delegate": {
    who: { province: "body" },
    over: ["own"],
    form: ({ side, world }) => ({
      key: newId(),
      year: "2022",
      granteeId: side.province.city.organisationId,
      extent: "named",
      "subProjectIds[]": [world.subProjects.B305],
      from: "2022-05-15",
      until: "2022-05-20",
      reason: "演示委托审查",
    }),
  },
  "programmes/[year]/delegations#revoke": {
    who: { province: "body" },
    over: ["own", "foreign", "missing"],
    object: "delegationId",
    form: ({ side }) => ({
      delegationId: side.province.delegate.delegation?.id ?? "",
      reason: "演示收回委托",
      year: "2022",
    }),
  },
  "classes/[classId]#acknowledgeOpeningNoticeAction": {
    who: TEACHER,
    over: ["own", "neighbour", "foreign", "missing"],
    stage: "placed",
    teacher: 4,
    object: "enrolmentId",
    form: async ({ enrolment }) => ({ enrolmentId: (await enrolment("approved")).enrolmentId }),
  },
  "classes/[classId]#revealContactAction": {
    // The people of the institution's own class come from everywhere.
    who: { teacher: "self", institution: "country" },
    over: ["own", "foreign", "missing"],
    stage: "placed",
    teacher: 4,
    object: "enrolmentId",
    preparesOthers: true,
    prepare: ({ side, teacher }) =>
      saveArrival(teacher.actor, {
        ...arrival,
        enrolmentId: first(side.school.enrolments.approved),
        version: 0,
        arrivesTime: null,
        needs: null,
        lodging: "shared",
        diet: "any",
      }),
    form: async ({ enrolment }) => ({ enrolmentId: (await enrolment("approved")).enrolmentId }),
  },
};

/** The office places everybody, so that an institution may issue its notice. */
export async function placeEverybody({ world }: Pick<Cell, "world">): Promise<void> {
  const { proposalId } = await proposePlacement(world.office, { subProjectId: world.subProjects.B301 });
  await acceptPlacement(world.office, { proposalId });
}

export const enrolmentRows: ActionRows = { ...review, ...own, ...classes };
