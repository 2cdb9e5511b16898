import type { EligibilityFacts, SeatFacts } from "@/lib/enrolments/rules";
import type { Criteria } from "@/lib/programmes/schema";

const window = (opens: string, closes: string) => ({
  opensAt: new Date(`${opens}T00:00:00+08:00`),
  closesAt: new Date(`${closes}T00:00:00+08:00`),
});

export type FactChange = {
  now?: Date;
  step?: EligibilityFacts["step"];
  teacher?: Partial<EligibilityFacts["teacher"]>;
  level?: string | null;
  criteria?: Partial<Criteria>;
  record?: EligibilityFacts["record"];
  trainings?: EligibilityFacts["trainings"];
  others?: EligibilityFacts["otherEnrolments"];
  classes?: EligibilityFacts["classes"];
  preferences?: string[];
  commitment?: string | null;
  seat?: SeatFacts;
};

/** A teacher who fits B301 on 15 May 2022, a free card at hand; each change makes one case. */
export function factsWith(change: FactChange): EligibilityFacts {
  return {
    now: change.now ?? new Date("2022-05-15T14:50:00+08:00"),
    step: change.step ?? "submit",
    teacher: {
      id: "teacher-1",
      version: 1,
      schoolId: "school-1",
      post: "teacher",
      courseKind: "major",
      courseSubject: null,
      majorCode: "460301",
      title: "intermediate",
      ...change.teacher,
    },
    record: change.record ?? [],
    school: { level: change.level === undefined ? "higher" : change.level, provinceId: "province-1" },
    subProject: {
      id: "sub-1",
      code: "B301",
      year: 2022,
      equivalenceGroup: "B301",
      exclusivityGroup: "2022",
      criteriaVersion: 1,
      criteria: {
        schoolLevels: ["secondary", "higher"],
        posts: ["teacher"],
        courseKinds: ["major", "practice"],
        majorPrefixes: ["4603", "4601", "6603", "6601"],
        subjects: [],
        minTitle: "intermediate",
        commitmentRequired: false,
        notTrainedInGroupWithinYears: 3,
        ...change.criteria,
      },
    },
    commitment: change.commitment ?? null,
    trainings: change.trainings ?? [],
    otherEnrolments: change.others ?? [],
    classes: change.classes ?? [{ id: "class-1", startsOn: "2022-06-06", endsOn: "2022-06-19" }],
    preferences: change.preferences ?? [],
    seat: change.seat ?? { kind: "free", count: 3, supplement: false },
    windows: {
      registration: window("2022-05-12", "2022-05-17"),
      supplement: window("2022-05-17", "2022-05-19"),
    },
  };
}
