import { addTeachers, buildWorld, issueCards, newKey } from "../support/enrolments";
import { type Answer, HttpClient, readForm, withFields } from "../support/http-client";
import { actionOf, asScript, checkPageAt, scriptHeaders } from "../support/script-form";
import { signIn } from "../support/signed-in";
import { testSecrets } from "../support/test-server";
import { startWebServers } from "../support/web-servers";
import { connectProduct, disconnectProduct, newDatabase } from "./database";
import { type Group, median, rate, row } from "./measure";

const CONNECTIONS = 16;
const RUNS = 3;
const POSTS = 500;
const WARM = 500;

/** What both actions answer: an address to go to, in the answer itself. */
function expectAnswer({ status, headers, body }: Answer): void {
  if (
    status !== 200 ||
    headers["x-action-redirect"] ||
    !/"goTo":"\/registration\/[0-9a-f-]{36}\/done"/.test(body)
  )
    throw new Error(`an answer that is none: ${status} ${body.slice(0, 500)}`);
}

async function measure(build: string) {
  const url = await newDatabase();
  await connectProduct(url);
  const world = await buildWorld({ subProjects: [{ code: "B301", seats: 8 * (WARM + RUNS * POSTS) }] });
  const total = WARM + RUNS * POSTS;
  await issueCards(world, world.first, world.school, total);
  const cookies = await signIn(await addTeachers(world.school, total));
  await disconnectProduct();
  const [server] = await startWebServers(1, { ...testSecrets, DATABASE_URL: url, LOG_LEVEL: "error" }, build);
  if (!server) throw new Error("no server");
  const client = new HttpClient(server.origin, CONNECTIONS);
  const path = `/registration/apply/${world.first.id}/check`;
  const page = await client.send(path, { headers: { cookie: cookies[0] ?? "" } });
  const form = readForm(page.body, "agreed");
  const real = actionOf(form);
  const idle = /data-idle.*?&quot;id&quot;:&quot;([0-9a-f]+)/.exec(page.body)?.[1];
  if (!idle) throw new Error("the page does not name the action that does nothing");
  const post = async (action: string, cookie: string) => {
    const { contentType, body } = asScript(withFields(form, { key: newKey(), agreed: "yes" }));
    expectAnswer(
      await client.send(path, {
        method: "POST",
        body,
        headers: {
          cookie,
          origin: client.origin,
          "content-type": contentType,
          ...scriptHeaders(action, checkPageAt(world.first.id)),
        },
      }),
    );
  };
  const registered: number[] = [];
  const idled: number[] = [];
  await rate(cookies.slice(0, WARM), CONNECTIONS, (cookie) => post(idle, cookie));
  await rate(cookies.slice(0, WARM), CONNECTIONS, (cookie) => post(real, cookie));
  for (let run = 0; run < RUNS; run += 1) {
    const turn = cookies.slice(WARM + run * POSTS, WARM + (run + 1) * POSTS);
    idled.push(await rate(turn, CONNECTIONS, (cookie) => post(idle, cookie)));
    registered.push(await rate(turn, CONNECTIONS, (cookie) => post(real, cookie)));
  }
  client.close();
  return row("complete registration through HTTP, 16 connections", "/s", median(registered), median(idled), {
    ratio: 0.6,
    atLeast: 250,
  });
}

export function http(build: () => string): Group {
  return { name: "http", run: async () => [await measure(build())] };
}
