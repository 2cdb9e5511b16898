import type { Role } from "@/lib/access";
import {
  endAppointment,
  getAccount,
  handOverAppointment,
  listSignInPolicies,
  renewCode,
  resetSecondFactor,
  updateSignInPolicy,
} from "@/lib/identity";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { type AccessCases, type Side, teacherAt } from "./shape";

/** At whose body each ends an appointment that it may also hand over. */
const ENDED_BY: Partial<Record<Role, Role>> = {
  ministry: "institution",
  office: "office",
  province: "school",
  institution: "institution",
  school: "school",
};

/** A second clerk beside everybody who opens accounts, who never activated theirs. */
async function addClerks(sides: Side[]): Promise<void> {
  for (const side of sides)
    for (const role of Object.keys(ENDED_BY) as Role[]) {
      const id = clerkOf(side, role);
      const { organisationId } = side.actor(ENDED_BY[role] ?? role);
      await db().$executeRaw`INSERT INTO accounts (id, login_name, display_name, state)
        VALUES (${id}::uuid, ${`clerk-${id}`}, ${id}, 'pending') ON CONFLICT DO NOTHING`;
      await db().$executeRaw`INSERT INTO appointments (id, account_id, role, organisation_id)
        VALUES (${id}::uuid, ${id}::uuid, ${ENDED_BY[role] ?? role}, ${organisationId}::uuid) ON CONFLICT DO NOTHING`;
    }
}

const clerks = new Map<string, string>();

/** The same for both sides where the role is national. */
function clerkOf(side: Side, role: Role): string {
  const key = `${role} ${side.actor(ENDED_BY[role] ?? "school").organisationId}`;
  const id = clerks.get(key) ?? newId();
  clerks.set(key, id);
  return id;
}

/** Each resets a teacher of their own choice. */
const RESET_BY: Role[] = ["ministry", "province", "school", "security-admin"];

async function switchOnEverywhere(): Promise<void> {
  await db().$executeRaw`INSERT INTO second_factors (account_id, secret_sealed, confirmed_at, last_step)
    SELECT account_id, 'v1:x', now(), 1 FROM appointments WHERE role = 'teacher' ON CONFLICT DO NOTHING`;
}

export const appointmentCases: AccessCases = {
  renewCode: {
    kind: "command",
    permission: "account.renew-code",
    prepare: addClerks,
    run: (actor, side) => renewCode(actor, { accountId: clerkOf(side, actor.role) }),
  },
  endAppointment: {
    kind: "command",
    permission: "appointment.end",
    run: (actor, side) =>
      endAppointment(actor, {
        appointmentId: side.actor(ENDED_BY[actor.role] ?? "school").appointmentId,
        endsOn: "2099-12-31",
        acceptLast: "true",
      }),
  },
  handOverAppointment: {
    kind: "command",
    permission: "appointment.hand-over",
    run: (actor, side) =>
      handOverAppointment(actor, {
        appointmentId: side.actor(ENDED_BY[actor.role] ?? "school").appointmentId,
        loginName: `case-${newId().slice(-12)}`,
        displayName: "演示接任人",
        endsOn: "2099-12-31",
      }),
  },
  resetSecondFactor: {
    kind: "command",
    permission: "second-factor.reset",
    prepare: switchOnEverywhere,
    run: (actor, side) =>
      resetSecondFactor(actor, {
        accountId: teacherAt(side, RESET_BY.indexOf(actor.role) + 1).actor.accountId,
        reason: "演示：本人到场",
      }),
  },
  listSignInPolicies: {
    kind: "query",
    permission: "sign-in-policy.read",
    noForeign: "one table for all",
    run: (actor) => listSignInPolicies(actor),
  },
  updateSignInPolicy: {
    kind: "command",
    permission: "sign-in-policy.update",
    noForeign: "one table for all",
    run: (actor) =>
      updateSignInPolicy(actor, { role: "school", secondFactorFrom: "2099-01-01", dormantAfterDays: 90 }),
  },
  getAccount: {
    kind: "query",
    permission: "account.read",
    run: (actor, side) => getAccount(actor, side.actor(ENDED_BY[actor.role] ?? "school").appointmentId),
  },
};
