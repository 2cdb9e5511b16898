import type { Actor } from "@/lib/access";
import { registerOpen } from "@/lib/enrolments";
import { addTeachers, buildWorld, newKey } from "../support/enrolments";
import { HttpClient, readForm, withFields } from "../support/http-client";
import { openRequest } from "../support/open";
import { inParallel, tally } from "../support/parallel";
import { actionOf, asScript, scriptHeaders } from "../support/script-form";
import { signIn } from "../support/signed-in";
import { testSecrets } from "../support/test-server";
import { startWebServers } from "../support/web-servers";
import { connectProduct, disconnectProduct, dropDatabase, newDatabase } from "./database";
import { type Group, percentile, type Row, rate, row } from "./measure";

const PLACES = 457;
const TEACHERS = 5_000;
const SCHOOLS = 10;
const WIDTH = 64;

/** An open class of 457 places and 5,000 teachers of ten schools who may register for it. */
async function buildOpenClass(): Promise<{ classId: string; teachers: Actor[] }> {
  const world = await buildWorld({
    subProjects: [{ code: "B301", seats: PLACES, mode: "open" }],
    schools: SCHOOLS / 2,
  });
  const schools = [...world.home.schools, ...world.away.schools];
  const teachers = await Promise.all(schools.map((school) => addTeachers(school, TEACHERS / SCHOOLS)));
  return { classId: world.first.classIds[0] ?? "", teachers: teachers.flat() };
}

/** What each may be told, and how long all of it took. */
function rows(
  how: string,
  given: number,
  full: number,
  seconds: number,
  times: number[],
  mostMs: number,
): Row[] {
  return [
    row(`${how}: places given out of ${PLACES}`, "places", given, null, { atLeast: PLACES, atMost: PLACES }),
    row(`${how}: teachers who hear that the class is full`, "teachers", full, null, {
      atLeast: TEACHERS - PLACES,
      atMost: TEACHERS - PLACES,
    }),
    row(`${how}: 5,000 teachers for an open class, in all`, "s", seconds, null, { atMost: 60 }),
    row(`${how}: an answer for one of them, 99th percentile`, "ms", percentile(times, 0.99), null, {
      atMost: mostMs,
    }),
  ];
}

/** The minute in which an open class is published: everybody wants one of its places, and each is to hear at once. */
export const open: Group = {
  name: "open",
  run: async () => {
    const url = await newDatabase();
    await connectProduct(url);
    try {
      const { classId, teachers } = await buildOpenClass();
      const times: number[] = [];
      const began = performance.now();
      const outcomes = await inParallel(teachers, WIDTH, async (teacher) => {
        const sent = performance.now();
        try {
          return await registerOpen(teacher, openRequest(classId));
        } finally {
          times.push(performance.now() - sent);
        }
      });
      const seconds = (performance.now() - began) / 1000;
      const { ok = 0, "enrolments.open-class-full": full = 0 } = tally(outcomes);
      return rows("open mode", ok, full, seconds, times, 1000);
    } finally {
      await disconnectProduct();
      await dropDatabase(url);
    }
  },
};

async function overHttp(build: string): Promise<Row[]> {
  const url = await newDatabase();
  await connectProduct(url);
  const { classId, teachers } = await buildOpenClass();
  const cookies = await signIn(teachers);
  await disconnectProduct();
  const [server] = await startWebServers(1, { ...testSecrets, DATABASE_URL: url, LOG_LEVEL: "error" }, build);
  if (!server) throw new Error("no server");
  const client = new HttpClient(server.origin, WIDTH);
  const path = `/registration/open/${classId}`;
  const page = await client.send(path, { headers: { cookie: cookies[0] ?? "" } });
  const form = readForm(page.body, "agreed");
  const headers = {
    origin: server.origin,
    ...scriptHeaders(actionOf(form), ["registration", "open", ["classId", classId]]),
  };
  const said = { registered: 0, full: 0 };
  const times: number[] = [];
  const began = performance.now();
  await rate(cookies, WIDTH, async (cookie) => {
    const { contentType, body } = asScript(withFields(form, { key: newKey(), agreed: "yes" }));
    const sent = performance.now();
    const answer = await client.send(path, {
      method: "POST",
      body,
      headers: { ...headers, cookie, "content-type": contentType },
    });
    times.push(performance.now() - sent);
    if (/"goTo":"\/registration\/[0-9a-f-]{36}\/done"/.test(answer.body)) said.registered += 1;
    else if (answer.body.includes('"code":"enrolments.open-class-full"')) said.full += 1;
    else
      throw new Error(
        `an answer that is none: ${answer.status} ${JSON.stringify(answer.body.match(/.{0,200}(problems|goTo).{0,300}/)?.[0])}`,
      );
  });
  const seconds = (performance.now() - began) / 1000;
  client.close();
  await dropDatabase(url);
  return rows("open mode through HTTP", said.registered, said.full, seconds, times, 1500);
}

export function openOverHttp(build: () => string): Group {
  return { name: "open-http", run: async () => overHttp(build()) };
}
