import type pg from "pg";
import { type Actor, ROLES, type Role } from "@/lib/access";
import { attachEvidence, issueAmendment, nominateTeacher } from "@/lib/enrolments";
import { newId } from "@/lib/kernel/id";
import { sendMessage } from "@/lib/notices";
import { disconnect, transaction } from "@/lib/platform/db";
import { createImport } from "@/lib/programmes";
import programme from "@/prisma/seed/data/programme-2022.json";
import { isBuildCurrent } from "../../../scripts/build";
import { stopPrograms } from "../../../scripts/processes";
import { teacherAt } from "../access/shape";
import { watchChanges } from "../change-log";
import { addAddress } from "../contacts";
import type { TestDatabase } from "../database";
import { HttpClient } from "../http-client";
import { fileOf, PDF } from "../pictures";
import { signIn } from "../signed-in";
import { testSecrets } from "../test-server";
import { startWebServers, type WebServer } from "../web-servers";
import { cloneWorld, connectTo, type World } from "../world";
import { nameEverybody } from "./canaries";
import { sideOf } from "./cells";

/** Beside the roles: nobody; and who had the role of the row until a moment ago. */
export const STRANGERS = ["anonymous", "disabled", "expired", "ended"] as const;
export type Stranger = (typeof STRANGERS)[number];
export type Column = Role | Stranger;
export const COLUMNS: readonly Column[] = [...ROLES, ...STRANGERS];

export type ServedWorld = {
  world: World;
  database: TestDatabase;
  pool: pg.Pool;
  servers: WebServer[];
  clients: HttpClient[];
  origin: string;
  /** The Cookie header of a person; of who was that person until a moment ago. */
  cookie: (actor: Actor, as?: Stranger) => string;
};

/** At a stage of the world, with everything beside it that some act needs to be there, and a server of the production build. */
export async function serveWorld(stage: World["stage"], { servers: count = 1 } = {}): Promise<ServedWorld> {
  if (!isBuildCurrent()) throw new Error("These tests need a current build: npm test makes one.");
  const { world, database } = await cloneWorld(stage);
  await connectTo(database);
  const { pool } = database;
  await nameEverybody(pool, world);
  const people = peopleOf(world);
  await addThings(world, pool, people);
  const cookies = await signEverybodyIn(pool, people);
  await watchChanges(pool);
  const servers = await startWebServers(count, {
    WEB_PROCESSES: "1",
    ...testSecrets,
    DATABASE_URL: database.url,
    LOG_LEVEL: "debug",
  });
  const clients = servers.map(({ origin }) => new HttpClient(origin, 16));
  return {
    world,
    database,
    pool,
    servers,
    clients,
    origin: servers[0]?.origin ?? "",
    cookie: (actor, as) => (as === "anonymous" ? "" : (cookies.get(`${as ?? ""} ${keyOf(actor)}`) ?? "")),
  };
}

export async function stopServing(served: ServedWorld | undefined): Promise<void> {
  for (const client of served?.clients ?? []) client.close();
  await stopPrograms();
  await disconnect();
  // Its rows were put back behind the product's back: there are no invariants left to check.
  await served?.database.drop("unchecked");
}

const keyOf = (actor: Actor) => `${actor.appointmentId} ${actor.role}`;

function peopleOf(world: World): Actor[] {
  const teachers = world.provinces.flatMap(({ schools }) =>
    schools.flatMap((school) => school.teachers.map(({ actor }) => actor)),
  );
  const others = ([0, 1] as const).flatMap((index) =>
    ([0, 1] as const).flatMap((school) => {
      const side = sideOf(world, index, 0, school);
      return ROLES.map((role) => side.actor(role));
    }),
  );
  return [...new Map([...teachers, ...others].map((actor) => [keyOf(actor), actor])).values()];
}

/** The same role at the same body held by somebody else, who is not who one may be. */
async function addDouble(
  pool: pg.Pool,
  actor: Actor,
  { state, endsAt }: { state: string; endsAt: string },
): Promise<Actor> {
  const double = { ...actor, accountId: newId(), appointmentId: newId() };
  const role = actor.role === "delegate" ? "city" : actor.role;
  await pool.query(
    "INSERT INTO accounts (id, login_name, display_name, state, password_hash, password_algorithm) VALUES ($1, $2, 'double', $3, 'none', 'none')",
    [double.accountId, `double-${double.accountId}`, state],
  );
  await pool.query(
    `INSERT INTO appointments (id, account_id, role, organisation_id, teacher_id, starts_at, ends_at)
     VALUES ($1, $2, $3, $4, $5, now() - interval '1 day', now() + $6::interval)`,
    [double.appointmentId, double.accountId, role, actor.organisationId, actor.teacherId, endsAt],
  );
  return double;
}

async function signEverybodyIn(pool: pg.Pool, people: Actor[]): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  const open = async (as: Stranger | "", actors: Actor[]): Promise<void> => {
    // A delegation is a hat over the person's own appointment.
    const made = await signIn(
      actors.map((actor) => (actor.role === "delegate" ? { ...actor, role: "city" } : actor)),
    );
    for (const [index, actor] of people.entries()) cookies.set(`${as} ${keyOf(actor)}`, made[index] ?? "");
    const hats = actors.filter(({ role }) => role === "delegate");
    for (const { appointmentId, delegation } of hats)
      await pool.query("UPDATE sessions SET delegation_id = $2 WHERE appointment_id = $1", [
        appointmentId,
        delegation?.id,
      ]);
  };
  await open("expired", people);
  await pool.query(
    "UPDATE sessions SET created_at = now() - interval '13 hours', expires_at = now() - interval '1 second'",
  );
  await open("", people);
  const disabled = [];
  const ended = [];
  for (const actor of people) {
    disabled.push(await addDouble(pool, actor, { state: "disabled", endsAt: "1 year" }));
    ended.push(await addDouble(pool, actor, { state: "active", endsAt: "-1 second" }));
  }
  await open("disabled", disabled);
  await open("ended", ended);
  await pool.query(
    `INSERT INTO sessions (id, token_hash, account_id, appointment_id, expires_at, user_agent)
     SELECT gen_random_uuid(), gen_random_uuid()::text, p.account_id, p.id, now() + interval '12 hours', 'of another browser'
     FROM appointments p WHERE p.id = ANY ($1)`,
    [[...new Set(people.map(({ appointmentId }) => appointmentId))]],
  );
  return cookies;
}

const WITH_INBOX: Role[] = [
  "ministry",
  "office",
  "province",
  "city",
  "institution",
  "school",
  "teacher",
  "expert",
  "auditor",
];

/** Papers, proposals, messages, addresses, clerks, an import: one for everybody of whom an act asks for one. */
async function addThings(world: World, pool: pg.Pool, people: Actor[]): Promise<void> {
  for (const { schools } of world.provinces) {
    const [school] = schools;
    const side = { school } as Parameters<typeof teacherAt>[0];
    if (world.stage === "open") {
      for (const index of [9, 10])
        await nominateTeacher(school.actor, {
          key: newId(),
          subProjectId: world.subProjects.B301,
          teacherId: teacherAt(side, index).id,
          note: "",
        });
      const { id: teacherId, actor } = teacherAt(side, 0);
      await attachEvidence(actor, {
        key: newId(),
        teacherId,
        subProjectId: world.subProjects.B301,
        kind: "title-certificate",
        file: fileOf(PDF, "证书.pdf"),
      });
    }
  }
  if (world.stage === "placed")
    await issueAmendment(world.institutions[0].actor, {
      classId: world.institutions[0].classId,
      documentNumber: "演示培〔2022〕8号",
      text: "报到时间提前一小时",
    });
  await createImport(world.ministry, {
    kind: "programme-year",
    year: null,
    fileName: "2023.json",
    bytes: new TextEncoder().encode(
      JSON.stringify({ ...programme, year: 2023, title: "2023年", titleEn: "2023", documentNumber: null }),
    ),
  });
  for (const actor of people.filter(({ role }) => WITH_INBOX.includes(role))) {
    await transaction(null, (tx) => sendMessage(tx, { accountId: actor.accountId, kind: "notice-issued" }));
    await addAddress(actor.accountId);
  }
  const bodies = new Set(
    people
      .filter(({ role }) => ["office", "institution", "school", "province"].includes(role))
      .map(({ organisationId, role }) => `${organisationId} ${role}`),
  );
  for (const body of bodies) {
    const [organisationId, role] = body.split(" ");
    const id = newId();
    await pool.query(
      "INSERT INTO accounts (id, login_name, display_name, state) VALUES ($1, $2, '演示新人', 'pending')",
      [id, `clerk-${id}`],
    );
    await pool.query(
      "INSERT INTO appointments (id, account_id, role, organisation_id) VALUES ($1, $2, $3, $4)",
      [newId(), id, role, organisationId],
    );
  }
}
