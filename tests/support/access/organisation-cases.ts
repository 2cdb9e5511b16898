import { type Actor, ROLES, type Role } from "@/lib/access";
import { getSealState, listAuditEvents, searchAuditEvents } from "@/lib/audit";
import {
  changeSecondFactor,
  confirmSecondFactor,
  createAccount,
  disableAccount,
  endOtherSessions,
  endOwnSession,
  getHelper,
  getOwnAccount,
  getStepUp,
  listAccounts,
  listOwnSessions,
  proveSecondFactor,
  reactivateAccount,
  removeSecondFactor,
  renewRecoveryCodes,
  setUpSecondFactor,
} from "@/lib/identity";
import { newId } from "@/lib/kernel/id";
import {
  confirmAddress,
  countUnread,
  createNotice,
  getContact,
  getNotice,
  issueNotice,
  listFailedDeliveries,
  listInbox,
  listNotices,
  markMessageRead,
  requestAddressCode,
  saveContact,
  sendMessage,
  updateNotice,
} from "@/lib/notices";
import {
  createOrganisation,
  findSchools,
  listOrganisationChoices,
  listOrganisations,
} from "@/lib/organisations";
import { db, transaction } from "@/lib/platform/db";
import { listMajors } from "@/lib/reference";
import { demonstrationNotice } from "@/prisma/seed/demo/notice";
import { ADDRESS_CODE, addAddress } from "../contacts";
import { WORLD_PASSWORD } from "../world-password";
import { type AccessCases, type Side, teacherAt } from "./shape";

const CREATED_BY: Partial<Record<Role, Role>> = {
  ministry: "ministry",
  office: "office",
  province: "province",
  institution: "institution",
  school: "school",
};

/** The account of the person who acts in a role on a side, as a list of accounts shows it. */
function accountOf(side: Side, role: Role): string {
  return side.actor(role).accountId;
}

export const auditCases: AccessCases = {
  getSealState: { kind: "query", permission: "audit.read", run: (actor) => getSealState(actor) },
  searchAuditEvents: {
    kind: "query",
    permission: "audit.read",
    run: (actor) => searchAuditEvents(actor, {}),
  },
  listAuditEvents: {
    kind: "query",
    permission: "audit.export",
    run: (actor) => transaction(actor, (tx) => listAuditEvents(tx, actor, {}, 10)),
  },
};

/** A session of every person of both sides, under the id of the person's account. */
async function openSessions(sides: Side[]): Promise<void> {
  const people = new Map(
    sides.flatMap((side) => ROLES.map((role) => [side.actor(role).accountId, side.actor(role)])),
  );
  await db().session.createMany({
    data: [...people.values()].map((person) => ({
      id: sessionOf(person),
      tokenHash: sessionOf(person),
      accountId: person.accountId,
      appointmentId: person.appointmentId,
      expiresAt: new Date(Date.now() + 60_000_000),
    })),
  });
}

function sessionOf(person: Actor): string {
  return person.accountId;
}

/** Each wakes an account of their own choice: nobody finds one that another has woken. */
const DORMANT: Partial<Record<Role, number>> = {
  ministry: 9,
  province: 10,
  school: 11,
  "security-admin": 12,
};

const OWN = { noForeign: "the own account is not named" } as const;
const NO_CODE = { ...OWN, stopsAtRules: "nobody here has a second factor" } as const;

export const identityCases: AccessCases = {
  getHelper: {
    kind: "query",
    permission: "account.secure",
    ...OWN,
    run: (actor) => getHelper(actor),
  },
  getOwnAccount: {
    kind: "query",
    permission: "account.secure",
    ...OWN,
    run: (actor) => getOwnAccount(actor),
  },
  setUpSecondFactor: {
    kind: "command",
    permission: "account.secure",
    ...OWN,
    run: (actor) => setUpSecondFactor(actor, { password: WORLD_PASSWORD }),
  },
  confirmSecondFactor: {
    kind: "command",
    permission: "account.secure",
    ...NO_CODE,
    run: (actor) => confirmSecondFactor(actor, { factorCode: "123456" }),
  },
  changeSecondFactor: {
    kind: "command",
    permission: "account.secure",
    ...NO_CODE,
    run: (actor) => changeSecondFactor(actor, { factorCode: "123456" }),
  },
  proveSecondFactor: {
    kind: "command",
    permission: "account.secure",
    ...NO_CODE,
    run: (actor) => proveSecondFactor(actor, { factorCode: "123456" }),
  },
  listOwnSessions: {
    kind: "query",
    permission: "account.secure",
    ...OWN,
    run: (actor) => listOwnSessions(actor),
  },
  endOwnSession: {
    kind: "command",
    permission: "account.secure",
    ownOnly: true,
    prepare: openSessions,
    run: (actor, side) => endOwnSession(actor, { sessionId: sessionOf(side.actor(actor.role)) }),
  },
  endOtherSessions: {
    kind: "command",
    permission: "account.secure",
    ...OWN,
    run: (actor) => endOtherSessions(actor, {}),
  },
  getStepUp: {
    kind: "query",
    permission: "account.secure",
    ...OWN,
    run: (actor) => getStepUp(actor),
  },
  renewRecoveryCodes: {
    kind: "command",
    permission: "account.secure",
    ...NO_CODE,
    run: (actor) => renewRecoveryCodes(actor, { factorCode: "123456" }),
  },
  removeSecondFactor: {
    kind: "command",
    permission: "account.secure",
    ...NO_CODE,
    run: (actor) => removeSecondFactor(actor, { factorCode: "123456" }),
  },
  createAccount: {
    kind: "command",
    permission: "account.create",
    run: (actor, side) => {
      const role = CREATED_BY[actor.role] ?? "school";
      return createAccount(actor, {
        loginName: `case-${newId().slice(-12)}`,
        displayName: "演示新账号",
        role,
        organisationId: side.actor(role).organisationId,
      });
    },
  },
  disableAccount: {
    kind: "command",
    permission: "account.disable",
    run: (actor, side) => disableAccount(actor, { accountId: teacherAt(side, 9).actor.accountId }),
  },
  reactivateAccount: {
    kind: "command",
    permission: "account.reactivate",
    prepare: () => db().$executeRaw`UPDATE accounts SET last_used_at = last_used_at - interval '500 days'`,
    run: (actor, side) =>
      reactivateAccount(actor, { accountId: teacherAt(side, DORMANT[actor.role] ?? 13).actor.accountId }),
  },
  listAccounts: {
    kind: "query",
    permission: "account.read",
    run: (actor) => listAccounts(actor, actor.role === "system-admin" ? { search: "school-43-1" } : {}),
    shows: (side, role) => accountOf(side, role === "system-admin" ? "school" : role),
  },
};

const texts = demonstrationNotice(2022);

const READERS = [
  "ministry",
  "office",
  "province",
  "city",
  "institution",
  "school",
  "teacher",
  "expert",
  "auditor",
] as const;

/** National roles are the same person on both sides. */
async function addAddresses(sides: Side[]): Promise<void> {
  const accounts = new Set(sides.flatMap((side) => READERS.map((role) => side.actor(role).accountId)));
  for (const accountId of accounts) await addAddress(accountId);
}

/** A letter of each body's that did not arrive; the message names the body. */
async function failLetters(sides: Side[]): Promise<void> {
  const senders = sides.flatMap((side) => READERS.map((role) => side.actor(role)));
  for (const sender of new Map(senders.map((actor) => [actor.organisationId, actor])).values())
    await transaction(sender, async (tx) => {
      const { accountId, organisationId } = sender;
      await sendMessage(tx, { accountId, kind: "notice-issued", params: { issuer: organisationId } });
      await tx.$executeRaw`INSERT INTO deliveries (id, message_id, account_id, state, due_at, failure)
        SELECT gen_random_uuid(), id, account_id, 'failed', now(), 'refused' FROM inbox_messages
        WHERE params ->> 'issuer' = ${organisationId}`;
    });
}

export const noticeCases: AccessCases = {
  createNotice: {
    kind: "command",
    permission: "notice.create",
    run: (actor) => createNotice(actor, { ...texts, documentNumber: "演示函〔2022〕9号", key: newId() }),
    noForeign: "a notice is the own body's from its first word",
  },
  updateNotice: {
    kind: "command",
    permission: "notice.create",
    run: (actor, _side, world) =>
      updateNotice(actor, {
        ...texts,
        documentNumber: "演示函〔2022〕2号",
        id: world.notices.draft,
        version: 1,
      }),
    noForeign: "one body writes notices",
  },
  issueNotice: {
    kind: "command",
    permission: "notice.issue",
    run: (actor, _side, world) =>
      issueNotice(actor, { id: world.notices.draft, version: 1, publicOn: "2022-05-20" }),
    noForeign: "one body issues notices",
  },
  markMessageRead: {
    kind: "command",
    permission: "inbox.read",
    ownOnly: true,
    prepare: (sides) =>
      Promise.all(
        sides.flatMap((side) =>
          READERS.map((role) =>
            transaction(null, (tx) =>
              sendMessage(tx, { accountId: side.actor(role).accountId, kind: "notice-issued" }),
            ),
          ),
        ),
      ),
    run: async (actor, side) => {
      const message = await db().inboxMessage.findFirst({
        where: { accountId: side.actor(actor.role).accountId, kind: "notice-issued", readAt: null },
        select: { id: true },
      });
      return markMessageRead(actor, { id: message?.id ?? newId() });
    },
  },
  getNotice: {
    kind: "query",
    permission: "notice.read",
    // Addressed to provinces and institutions; public from 19 May only.
    only: ["ministry", "office", "auditor", "province", "institution"],
    run: (actor, _side, world) => getNotice(actor, world.notices.issued),
    noForeign: "an addressed notice is everybody's of that kind",
  },
  listNotices: {
    kind: "query",
    permission: "notice.read",
    run: (actor) => listNotices(actor, {}),
  },
  listInbox: {
    kind: "query",
    permission: "inbox.read",
    run: (actor) => listInbox(actor, {}),
  },
  saveContact: {
    kind: "command",
    permission: "inbox.read",
    ownOnly: true,
    run: (actor) =>
      saveContact(actor, {
        email: "clerk@example.test",
        mail: "each",
        mobile: "",
        sms: "none",
        locale: "zh-CN",
        version: 0,
      }),
    noForeign: "everybody has an address of their own",
  },
  requestAddressCode: {
    kind: "command",
    permission: "inbox.read",
    prepare: (sides) => addAddresses(sides),
    run: (actor) => requestAddressCode(actor, { channel: "mail" }),
    noForeign: "everybody has an address of their own",
  },
  confirmAddress: {
    kind: "command",
    permission: "inbox.read",
    prepare: (sides) => addAddresses(sides),
    run: (actor) => confirmAddress(actor, { channel: "mail", code: ADDRESS_CODE }),
    noForeign: "everybody has an address of their own",
  },
  getContact: { kind: "query", permission: "inbox.read", run: (actor) => getContact(actor) },
  listFailedDeliveries: {
    kind: "query",
    permission: "delivery.read",
    prepare: (sides) => failLetters(sides),
    shows: (side, role) => side.actor(role).organisationId,
    run: (actor) => listFailedDeliveries(actor, {}),
  },
  countUnread: { kind: "query", permission: "inbox.read", run: (actor) => countUnread(actor) },
};

export const organisationCases: AccessCases = {
  createOrganisation: {
    kind: "command",
    permission: "organisation.create",
    run: (actor, side) =>
      createOrganisation(actor, {
        kind: "school",
        code: newId().slice(-12),
        name: "演示新学校",
        parentId: side.province.id,
        schoolLevel: "higher",
      }),
  },
  listOrganisations: {
    kind: "query",
    permission: "organisation.read",
    run: (actor) => listOrganisations(actor, {}),
    shows: (side, role) => side.actor(role).organisationId,
  },
  findSchools: {
    kind: "query",
    permission: "teacher.release",
    run: (actor) => findSchools(actor, "演示"),
    noForeign: "names and codes of schools, which everybody may know",
  },
  listOrganisationChoices: {
    kind: "query",
    permission: "organisation.read",
    run: (actor) => listOrganisationChoices(actor, "organisation.read"),
    shows: (side, role) => side.actor(role).organisationId,
  },
};

export const referenceCases: AccessCases = {
  listMajors: { kind: "query", permission: "reference.read", run: (actor) => listMajors(actor) },
};
