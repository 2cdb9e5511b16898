import { addTeachers, buildWorld, issueCards, newKey } from "../support/enrolments";
import {
  type Answer,
  type Fields,
  HttpClient,
  multipart,
  readForm,
  withFields,
} from "../support/http-client";
import { signIn } from "../support/signed-in";
import { testSecrets } from "../support/test-server";
import { startWebServers } from "../support/web-servers";
import { connectProduct, disconnectProduct, newDatabase } from "./database";
import { type Group, median, rate, row } from "./measure";

const CONNECTIONS = 16;
const RUNS = 3;
const POSTS = 500;
const WARM = 500;

const before = { ok: false, problems: [], values: {}, result: null };

/** The form as React sends it once the page has its JavaScript: the arguments of the action, the form's fields by reference. */
function asScript(fields: Fields): ReturnType<typeof multipart> {
  const sent = fields.filter(([name]) => !name.startsWith("$ACTION"));
  return multipart([
    ...sent.map(([name, value]): [string, string] => [`_1_${name}`, value]),
    ["0", JSON.stringify([before, "$K1"])],
  ]);
}

function routerState(subProjectId: string): string {
  const page = ["check", { children: ["__PAGE__", {}, null, null] }, null, null];
  const apply = { children: [["subProjectId", subProjectId, "d", null], { children: page }, null, null] };
  const tree = [
    "",
    {
      children: [
        "(workspace)",
        { children: ["registration", { children: ["apply", apply, null, null] }, null, null] },
        null,
        null,
      ],
    },
    null,
    null,
    true,
  ];
  return encodeURIComponent(JSON.stringify(tree));
}

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
  const real = /"id":"([0-9a-f]+)"/.exec(
    form.find(([name]) => /^\$ACTION_\d+:0$/.test(name))?.[1] ?? "",
  )?.[1];
  const idle = /data-idle.*?&quot;id&quot;:&quot;([0-9a-f]+)/.exec(page.body)?.[1];
  if (!real || !idle) throw new Error("the page does not name its actions");
  const state = routerState(world.first.id);
  const post = async (action: string, cookie: string) => {
    const { contentType, body } = asScript(withFields(form, { key: newKey(), agreed: "yes" }));
    expectAnswer(
      await client.send(path, {
        method: "POST",
        body,
        headers: {
          cookie,
          origin: client.origin,
          accept: "text/x-component",
          "content-type": contentType,
          "next-action": action,
          "next-router-state-tree": state,
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
