import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access";
import { teacherAt } from "../support/access/shape";
import { lastChange, undoSince } from "../support/change-log";
import { act, builtActions, type FormValues, postOf, type Verdict } from "../support/http/actions";
import { cellOf, found } from "../support/http/cells";
import { shownBy } from "../support/http/routes";
import { type ServedWorld, serveWorld, stopServing } from "../support/http/served-world";

const MOST_MS = 5_000;
const NEW_PASSWORD = "Xinmima-2022-guopei";
let served: ServedWorld;

beforeAll(async () => {
  served = await serveWorld("open", { servers: 2 });
}, 240_000);
afterAll(() => stopServing(served));

function side() {
  return cellOf({}, { world: served.world, pool: served.pool, role: "school", relation: "own" }).side;
}

async function does(server: 0 | 1, name: string, actor: Actor | null, values: FormValues): Promise<Verdict> {
  const action = builtActions().find((one) => one.name === name);
  const client = served.clients[server];
  if (!action || !client) throw new Error(`no action ${name}`);
  const cookie = actor ? served.cookie(actor) : "";
  return act(client, postOf(action, values, { origin: client.origin, cookie, bare: false }));
}

/** What a person's browser is told on both servers, by a page and by an act. */
async function standing(actor: Actor, page = "/settings/account"): Promise<string[]> {
  const said = await Promise.all(
    ([0, 1] as const).flatMap((server) => [
      served.clients[server]
        ?.send(page, { headers: { cookie: served.cookie(actor) } })
        .then((answer) => shownBy(answer).kind as string),
      does(server, "settings/account#confirmSecondFactorAction", actor, { factorCode: "123456" }).then(
        ({ kind }) => kind as string,
      ),
    ]),
  );
  return said.map((one) => one ?? "no server");
}

const INSIDE = ["shown", "stopped", "shown", "stopped"];
const OUTSIDE = ["signed-out", "signed-out", "signed-out", "signed-out"];

/** The act goes to the first server; both know at their next request. */
async function ends(person: Actor, remove: () => Promise<unknown>): Promise<void> {
  const start = await lastChange(served.pool);
  try {
    expect(await standing(person)).toEqual(INSIDE);
    await remove();
    const since = performance.now();
    expect(await standing(person)).toEqual(OUTSIDE);
    expect(performance.now() - since).toBeLessThan(MOST_MS);
  } finally {
    await undoSince(served.pool, start);
  }
}

describe("both servers refuse at the next request", () => {
  test("whose account was disabled", async () => {
    const { actor } = teacherAt(side(), 9);
    await ends(actor, async () => {
      const said = await does(0, "settings/accounts#disableAccountAction", side().school.actor, {
        accountId: actor.accountId,
      });
      expect(said.kind).toBe("done");
    });
  });

  test("whose appointment was ended", async () => {
    const { actor } = side().school;
    await ends(actor, async () => {
      const said = await does(0, "settings/accounts#endAppointmentAction", side().province.actor, {
        appointmentId: actor.appointmentId,
        endsOn: "",
        acceptLast: "true",
      });
      expect(said.kind).toBe("done");
    });
  });

  test("whose place was handed over, from the midnight after", async () => {
    const { actor } = side().school;
    await ends(actor, async () => {
      const said = await does(0, "settings/accounts#handOverAction", side().province.actor, {
        appointmentId: actor.appointmentId,
        endsOn: "",
        loginName: "removed-hats-next",
        displayName: "演示接任人",
        email: "",
      });
      expect(said.kind).toBe("done");
      expect(await standing(actor)).toEqual(INSIDE);
      const ended = await served.pool.query(
        "UPDATE appointments SET ends_at = now() WHERE id = $1 AND ends_at IS NOT NULL",
        [actor.appointmentId],
      );
      expect(ended.rowCount).toBe(1);
    });
  });

  test("whose password was set anew", async () => {
    const { actor } = side().school;
    await ends(actor, async () => {
      const renewed = await does(0, "settings/accounts#renewCodeAction", side().province.actor, {
        accountId: actor.accountId,
        email: "",
      });
      expect(renewed.kind).toBe("done");
      const activationCode = /"activationCode":"([^"]+)"/.exec(renewed.said)?.[1] ?? "";
      const loginName = await found(served.pool, "SELECT login_name FROM accounts WHERE id = $1", [
        actor.accountId,
      ]);
      const activated = await does(0, "activate#activateAccountAction", null, {
        loginName,
        activationCode,
        newPassword: NEW_PASSWORD,
      });
      expect([activated.kind, activated.codes]).toEqual(["done", []]);
    });
  });

  test("whose delegation was taken back, in what it allowed", async () => {
    const start = await lastChange(served.pool);
    const { delegate, actor } = side().province;
    const queue = "/programmes/2022/enrolments";
    try {
      expect((await standing(delegate, queue))[2]).toBe("shown");
      const said = await does(0, "programmes/[year]/delegations#revoke", actor, {
        delegationId: delegate.delegation?.id ?? "",
        reason: "演示收回委托",
        year: "2022",
      });
      expect(said.kind).toBe("done");
      const [first, , second] = await standing(delegate, queue);
      expect([first, second]).not.toContain("shown");
    } finally {
      await undoSince(served.pool, start);
    }
  });
});
