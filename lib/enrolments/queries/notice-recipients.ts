import type { Reader } from "@/lib/platform/db";

export type NoticeRecipients = {
  teacherIds: string[];
  accountIds: string[];
  schoolIds: string[];
  provinceIds: string[];
};

/** Whom the opening notice of a class concerns: those placed in it, their accounts, their schools and their provinces. */
export async function noticeRecipients(reader: Reader, classId: string): Promise<NoticeRecipients> {
  const rows = await reader.$queryRaw<
    { teacherId: string; schoolId: string; provinceId: string; accountId: string | null }[]
  >`SELECT e.teacher_id AS "teacherId", e.school_id AS "schoolId", e.province_id AS "provinceId", a.account_id AS "accountId"
    FROM enrolments e LEFT JOIN appointments a ON a.teacher_id = e.teacher_id AND a.role = 'teacher' AND a.ends_at IS NULL
    WHERE e.class_id = ${classId}::uuid AND e.state IN ('placed', 'completed') ORDER BY e.id`;
  const unique = (values: (string | null)[]) => [
    ...new Set(values.filter((value): value is string => value !== null)),
  ];
  return {
    teacherIds: unique(rows.map((row) => row.teacherId)),
    accountIds: unique(rows.map((row) => row.accountId)),
    schoolIds: unique(rows.map((row) => row.schoolId)),
    provinceIds: unique(rows.map((row) => row.provinceId)),
  };
}
