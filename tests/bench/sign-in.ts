import { setTimeout as pause } from "node:timers/promises";
import { newId } from "@/lib/kernel/id";
import { db } from "@/lib/platform/db";
import { hashPassword, PASSWORD_ALGORITHM } from "@/lib/platform/password";
import { addTeachers, buildWorld } from "../support/enrolments";
import { HttpClient, multipart, readForm, withFields } from "../support/http-client";
import { signIn } from "../support/signed-in";
import { testSecrets } from "../support/test-server";
import { startWebServers } from "../support/web-servers";
import { connectProduct, disconnectProduct, dropDatabase, newDatabase } from "./database";
import { type Group, percentile, type Row, row } from "./measure";

const PEOPLE = 200;
const PASSWORD = "Guopei-bench-2022";
/** Pages that others open meanwhile, a second. */
const PAGES_A_SECOND = 10;
const WARM = 20;

/** People with a password, who have not signed in yet; their names. */
async function addPeople(): Promise<{ names: string[]; cookie: string }> {
  const world = await buildWorld({ subProjects: [{ code: "B301", seats: 10 }] });
  const [cookie = ""] = await signIn([world.clerk]);
  const people = await addTeachers(world.school, PEOPLE + WARM);
  const passwordHash = await hashPassword(PASSWORD);
  await db().account.createMany({
    data: people.map((actor) => ({
      id: actor.accountId,
      loginName: `bench-${actor.accountId}`,
      displayName: actor.name,
      state: "active",
      passwordHash,
      passwordAlgorithm: PASSWORD_ALGORITHM,
    })),
  });
  await db().appointment.createMany({
    data: people.map(({ accountId, role, organisationId, teacherId }) => ({
      id: newId(),
      accountId,
      role,
      organisationId,
      teacherId,
    })),
  });
  return { names: people.map(({ accountId }) => `bench-${accountId}`), cookie };
}

async function measure(build: string): Promise<Row[]> {
  const url = await newDatabase();
  await connectProduct(url);
  const { names, cookie } = await addPeople();
  await disconnectProduct();
  const [server] = await startWebServers(1, { ...testSecrets, DATABASE_URL: url, LOG_LEVEL: "error" }, build);
  if (!server) throw new Error("no server");
  const arriving = new HttpClient(server.origin, PEOPLE);
  const reading = new HttpClient(server.origin, PAGES_A_SECOND);
  const form = readForm((await arriving.send("/sign-in")).body, "password");
  const enter = async (loginName: string) => {
    const { contentType, body } = multipart(withFields(form, { loginName, password: PASSWORD }));
    const { status, headers } = await arriving.send("/sign-in", {
      method: "POST",
      body,
      headers: { origin: server.origin, "content-type": contentType },
    });
    if (status !== 303 || !String(headers["set-cookie"]).includes("guopei-session="))
      throw new Error(`nobody was let in: ${status} ${headers.location ?? ""}`);
  };
  const read = async (path: string): Promise<number> => {
    const began = performance.now();
    const { status } = await reading.send(path, { headers: { cookie } });
    if (status !== 200) throw new Error(`${path} answered ${status}`);
    return performance.now() - began;
  };
  for (const name of names.splice(0, WARM)) await enter(name);
  for (let page = 0; page < WARM; page += 1) await read(page % 2 ? "/desk" : "/catalogue");
  const began = performance.now();
  let busy = true;
  const storm = Promise.all(names.map(enter)).finally(() => {
    busy = false;
  });
  const pages: Promise<number>[] = [];
  while (busy) {
    pages.push(read(pages.length % 2 ? "/desk" : "/catalogue"));
    await pause(1000 / PAGES_A_SECOND);
  }
  await storm;
  const seconds = (performance.now() - began) / 1000;
  const times = await Promise.all(pages);
  arriving.close();
  reading.close();
  await dropDatabase(url);
  return [
    row(`${PEOPLE} people sign in at once, until the last is in`, "s", seconds, null, { atMost: 10 }),
    row("pages of others meanwhile, 95th percentile", "ms", percentile(times, 0.95), null, { atMost: 1500 }),
  ];
}

export function signIns(build: () => string): Group {
  return { name: "sign-in", run: async () => measure(build()) };
}
