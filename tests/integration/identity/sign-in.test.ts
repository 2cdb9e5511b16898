import { beforeEach, describe, expect, it } from "vitest";
import { signIn } from "@/lib/identity";
import { DomainError } from "@/lib/kernel/problem";
import { WORLD_PASSWORD, withWorld } from "../../support/world";

const open = withWorld();
const NAME = "school-43-1";

async function answerOf(loginName: string, password: string): Promise<string> {
  try {
    await signIn(null, { loginName, password });
    return "in";
  } catch (error) {
    if (error instanceof DomainError) return JSON.stringify(error.problems);
    throw error;
  }
}

const REFUSED = JSON.stringify([{ code: "identity.sign-in-refused" }]);

async function account(): Promise<{
  failed_attempts: number;
  lock_count: number;
  minutes: number | null;
}> {
  const { rows } = await open().database.pool.query(
    `SELECT failed_attempts, lock_count, round(extract(epoch FROM locked_until - clock_timestamp()) / 60)::int AS minutes
     FROM accounts WHERE login_name = $1`,
    [NAME],
  );
  return rows[0];
}

async function update(assignments: string): Promise<void> {
  await open().database.pool.query(`UPDATE accounts SET ${assignments} WHERE login_name = $1`, [NAME]);
}

async function wrongFiveTimes(): Promise<void> {
  for (let guess = 1; guess <= 5; guess++) expect(await answerOf(NAME, `wrong ${guess}`)).toBe(REFUSED);
}

beforeEach(async () => {
  await update("failed_attempts = 0, lock_count = 0, locked_until = NULL, state = 'active'");
});

describe("signing in", () => {
  it("opens a session for the right password, and leaves one event", async () => {
    expect(await answerOf(NAME, WORLD_PASSWORD)).toBe("in");
    const { rows } = await open().database.pool.query(
      "SELECT kind, payload ->> 'role' AS role FROM audit_events ORDER BY sequence DESC LIMIT 1",
    );
    expect(rows).toEqual([{ kind: "session.opened", role: "school" }]);
  });

  it("gives one answer for unknown, wrong, locked, pending and disabled", async () => {
    const answers = [await answerOf("nobody-of-this-name", WORLD_PASSWORD), await answerOf(NAME, "wrong")];
    await update("locked_until = clock_timestamp() + interval '5 minutes'");
    answers.push(await answerOf(NAME, WORLD_PASSWORD));
    await update("locked_until = NULL, state = 'disabled'");
    answers.push(await answerOf(NAME, WORLD_PASSWORD));
    await update("state = 'pending'");
    answers.push(await answerOf(NAME, WORLD_PASSWORD));
    expect(answers).toEqual(answers.map(() => REFUSED));
  });

  it("takes as long for an unknown name as for a wrong password", async () => {
    const timed = async (name: string) => {
      const times = [];
      for (let round = 0; round < 5; round++) {
        await update("failed_attempts = 0, locked_until = NULL");
        const from = performance.now();
        await answerOf(name, "wrong");
        times.push(performance.now() - from);
      }
      return Math.min(...times);
    };
    const [known, unknown] = [await timed(NAME), await timed("nobody-of-this-name")];
    expect(unknown).toBeGreaterThan(known / 4);
  });
});

describe("the lock", () => {
  it("shuts after five wrong passwords, for the right one too, and opens when its time is over", async () => {
    await wrongFiveTimes();
    expect(await account()).toEqual({ failed_attempts: 0, lock_count: 1, minutes: 15 });
    expect(await answerOf(NAME, WORLD_PASSWORD)).toBe(REFUSED);
    await update("locked_until = clock_timestamp() - interval '1 second'");
    expect(await answerOf(NAME, WORLD_PASSWORD)).toBe("in");
    expect(await account()).toEqual({ failed_attempts: 0, lock_count: 0, minutes: null });
  });

  it("forgets earlier mistakes at the right password", async () => {
    for (let guess = 1; guess <= 4; guess++) await answerOf(NAME, "wrong");
    expect(await answerOf(NAME, WORLD_PASSWORD)).toBe("in");
    for (let guess = 1; guess <= 4; guess++) await answerOf(NAME, "wrong");
    expect(await answerOf(NAME, WORLD_PASSWORD)).toBe("in");
  });

  it("doubles each time, up to a day", async () => {
    const lasted = [];
    for (let lock = 1; lock <= 8; lock++) {
      await update("locked_until = NULL");
      await wrongFiveTimes();
      lasted.push((await account()).minutes);
    }
    expect(lasted).toEqual([15, 30, 60, 120, 240, 480, 960, 1440]);
  });

  it("lets at most five of a hundred parallel guesses be tried", async () => {
    const refusals = async () => {
      const { rows } = await open().database.pool.query(
        "SELECT count(*)::int AS n FROM audit_events WHERE kind = 'session.refused'",
      );
      return rows[0].n;
    };
    const before = await refusals();
    const guesses = Array.from({ length: 100 }, (_, index) =>
      answerOf(NAME, index === 99 ? WORLD_PASSWORD : `guess ${index}`),
    );
    const answers = await Promise.all(guesses);
    expect(answers.filter((answer) => answer === REFUSED).length).toBeGreaterThanOrEqual(95);
    expect((await refusals()) - before).toBeLessThanOrEqual(5);
    expect((await account()).failed_attempts).toBeLessThanOrEqual(5);
  });
});
