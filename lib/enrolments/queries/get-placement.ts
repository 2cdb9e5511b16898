import { type Actor, authorise } from "@/lib/access";
import { db, reading } from "@/lib/platform/db";
import { accessSubProject } from "../access";
import { CLASS_SHORT, toClassShort } from "../store";
import type { ClassShort, PlacementRow, SubProjectShort } from "../views";

type PlacementClass = ClassShort & { capacity: number; placed: number; proposed: number };
export type Placement = {
  subProject: SubProjectShort;
  approved: number;
  placed: number;
  classes: PlacementClass[];
  proposal: {
    id: string;
    state: "proposed" | "accepted" | "superseded";
    createdByName: string;
    createdAt: Date;
    acceptedByName: string | null;
    acceptedAt: Date | null;
    rows: PlacementRow[];
  } | null;
};

/** A sub-project's approved people, its classes, and the proposal that lies open, else the last accepted one. */
export async function getPlacement(actor: Actor, subProjectId: string): Promise<Placement> {
  authorise(actor, "placement.propose");
  const { year: _, ...subProject } = await accessSubProject(db(), subProjectId);
  const [states, classes, proposal] = await reading(actor, (tx) =>
    Promise.all([
      tx.enrolment.groupBy({ by: ["state"], where: { subProjectId }, _count: { _all: true } }),
      tx.trainingClass.findMany({
        where: { subProjectId, state: { not: "cancelled" } },
        orderBy: { number: "asc" },
        select: {
          ...CLASS_SHORT,
          capacity: true,
          _count: { select: { enrolments: { where: { state: { in: ["placed", "completed"] } } } } },
        },
      }),
      tx.placementProposal.findFirst({
        where: { subProjectId, state: { in: ["proposed", "accepted"] } },
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        select: {
          id: true,
          state: true,
          createdByName: true,
          createdAt: true,
          acceptedByName: true,
          acceptedAt: true,
          rows: {
            orderBy: [{ enrolment: { submittedAt: "asc" } }, { enrolmentId: "asc" }],
            take: 1000,
            select: {
              enrolmentId: true,
              classId: true,
              wishRank: true,
              enrolment: {
                select: {
                  teacher: { select: { name: true } },
                  school: { select: { name: true, nameEn: true } },
                  province: { select: { shortName: true, shortNameEn: true } },
                },
              },
            },
          },
        },
      }),
    ]),
  );
  const countOf = (state: string) => states.find((group) => group.state === state)?._count._all ?? 0;
  return {
    subProject,
    approved: countOf("approved"),
    placed: countOf("placed"),
    classes: classes.map(({ capacity, _count, ...row }) => ({
      ...toClassShort(row),
      capacity,
      placed: _count.enrolments,
      proposed:
        proposal?.state === "proposed" ? proposal.rows.filter((one) => one.classId === row.id).length : 0,
    })),
    proposal: proposal && {
      ...proposal,
      state: proposal.state as "proposed" | "accepted",
      rows: proposal.rows.map(({ enrolment, ...row }) => ({
        ...row,
        teacherName: enrolment.teacher.name,
        school: enrolment.school.name,
        schoolEn: enrolment.school.nameEn,
        region: enrolment.province.shortName,
        regionEn: enrolment.province.shortNameEn,
      })),
    },
  };
}
