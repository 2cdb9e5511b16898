import { beforeEach, describe, expect, it } from "vitest";
import { activateAccount, activateTeacher, createAccount, signIn } from "@/lib/identity";
import type { CreatedAccount } from "@/lib/identity/schema";
import { newId } from "@/lib/kernel/id";
import { DomainError } from "@/lib/kernel/problem";
import { transaction } from "@/lib/platform/db";
import { revealTeacherField } from "@/lib/teachers";
import { first } from "../../support/access/shape";
import { withWorld } from "../../support/world";

const open = withWorld();
const GOOD = "Xin-mima-2022-guopei";
const REFUSED = ["identity.activation-refused"];

async function problemsOf(run: () => Promise<unknown>): Promise<string[]> {
  try {
    await run();
    return [];
  } catch (error) {
    if (error instanceof DomainError) return error.problems.map(({ code }) => code);
    throw error;
  }
}

async function run(sql: string, values: unknown[] = []): Promise<void> {
  await open().database.pool.query(sql, values);
}

let made: CreatedAccount;

function activate(change: { activationCode?: string; newPassword?: string } = {}) {
  const { loginName, activationCode } = made;
  return problemsOf(() => activateAccount(null, { loginName, activationCode, newPassword: GOOD, ...change }));
}

beforeEach(async () => {
  const { world } = open();
  const school = world.provinces[0].schools[0];
  made = await createAccount(school.actor, {
    loginName: `second-${newId().slice(-12)}`,
    displayName: "演示第二人",
    role: "school",
    organisationId: school.id,
  });
});

describe("a one-time code", () => {
  it("opens the account, once", async () => {
    expect(await activate()).toEqual([]);
    expect((await signIn(null, { loginName: made.loginName, password: GOOD })).token).toBeTruthy();
    expect(await activate({ newPassword: "Another-mima-2022" })).toEqual(REFUSED);
  });

  it("may be typed in small letters", async () => {
    expect(await activate({ activationCode: made.activationCode.toLowerCase() })).toEqual([]);
  });

  it("is refused after a week", async () => {
    await run("UPDATE activation_codes SET expires_at = clock_timestamp() WHERE account_id = $1", [
      made.accountId,
    ]);
    expect(await activate()).toEqual(REFUSED);
  });

  it("dies after five wrong tries", async () => {
    for (let guess = 1; guess <= 5; guess++)
      expect(await activate({ activationCode: "2222-2222-2222" })).toEqual(REFUSED);
    expect(await activate()).toEqual(REFUSED);
  });

  it("lets at most five of fifty parallel guesses be compared", async () => {
    const guesses = Array.from({ length: 50 }, () => activate({ activationCode: "3333-3333-3333" }));
    expect((await Promise.all(guesses)).every((codes) => codes[0] === REFUSED[0])).toBe(true);
    const { rows } = await open().database.pool.query(
      "SELECT failed_attempts AS n FROM activation_codes WHERE account_id = $1",
      [made.accountId],
    );
    expect(rows[0].n).toBe(5);
  });

  it("works once when it is posted twice at the same time", async () => {
    const answers = await Promise.all([activate(), activate(), activate()]);
    expect(answers.filter((codes) => codes.length === 0)).toHaveLength(1);
  });

  it("is gone with a disabled account", async () => {
    await run("UPDATE accounts SET state = 'disabled' WHERE id = $1", [made.accountId]);
    expect(await activate()).toEqual(REFUSED);
  });

  it("is kept as a hash", async () => {
    const { rows } = await open().database.pool.query(
      "SELECT code_hash FROM activation_codes WHERE account_id = $1",
      [made.accountId],
    );
    expect(rows[0].code_hash).not.toContain(made.activationCode);
  });

  it("asks for a password that the policy accepts, and stays usable", async () => {
    expect(await activate({ newPassword: "short" })).toEqual(["identity.password-short"]);
    expect(await activate()).toEqual([]);
  });
});

describe("a teacher's code", () => {
  const wrong = "439900199001011234";

  async function teachersCode() {
    const { world } = open();
    const school = world.provinces[0].schools[0];
    const teacher = first(school.teachers.slice(11));
    const { value: idNumber } = await revealTeacherField(school.actor, {
      teacherId: teacher.id,
      field: "idNumber",
      purpose: "verify-identity",
    });
    await run("UPDATE accounts SET state = 'pending', password_hash = NULL WHERE id = $1", [
      teacher.actor.accountId,
    ]);
    const { handOutTeacherCodeIn } = await import("@/lib/identity");
    const { blindIndex } = await import("@/lib/platform/crypto");
    const { activationCode } = await transaction(school.actor, (tx) =>
      handOutTeacherCodeIn(tx, school.actor, {
        teacherId: teacher.id,
        name: teacher.name,
        schoolId: school.id,
        loginName: "unused",
        idNumberIndex: blindIndex("teachers.id_number", idNumber),
      }),
    );
    return { schoolCode: school.code, idNumber, activationCode, newPassword: GOOD };
  }

  it("opens the account with school code and ID number, and with nothing less", async () => {
    const input = await teachersCode();
    const { world } = open();
    const elsewhere = world.provinces[1].schools[0].code;
    expect(await problemsOf(() => activateTeacher(null, { ...input, schoolCode: elsewhere }))).toEqual(
      REFUSED,
    );
    expect(await problemsOf(() => activateTeacher(null, { ...input, idNumber: wrong }))).toEqual(REFUSED);
    expect(
      await problemsOf(() => activateTeacher(null, { ...input, activationCode: "4444-4444-4444" })),
    ).toEqual(REFUSED);
    const { loginName } = await activateTeacher(null, input);
    expect((await signIn(null, { loginName, password: GOOD })).token).toBeTruthy();
  });

  it("does not work by the login name, which needs no ID number", async () => {
    const { activationCode } = await teachersCode();
    const loginName = "teacher-43-1-12";
    expect(
      await problemsOf(() => activateAccount(null, { loginName, activationCode, newPassword: GOOD })),
    ).toEqual(REFUSED);
  });
});
