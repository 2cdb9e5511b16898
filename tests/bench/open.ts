import { registerOpen } from "@/lib/enrolments";
import { addTeachers, buildWorld } from "../support/enrolments";
import { openRequest } from "../support/open";
import { inParallel, tally } from "../support/parallel";
import { connectProduct, disconnectProduct, dropDatabase, newDatabase } from "./database";
import { type Group, percentile, row } from "./measure";

const PLACES = 457;
const TEACHERS = 5_000;
const SCHOOLS = 10;
const WIDTH = 64;

/** The minute in which an open class is published: everybody wants one of its places, and each is to hear at once. */
export const open: Group = {
  name: "open",
  run: async () => {
    const url = await newDatabase();
    await connectProduct(url);
    try {
      const world = await buildWorld({
        subProjects: [{ code: "B301", seats: PLACES, mode: "open" }],
        schools: SCHOOLS / 2,
      });
      const schools = [...world.home.schools, ...world.away.schools];
      const teachers = (
        await Promise.all(schools.map((school) => addTeachers(school, TEACHERS / SCHOOLS)))
      ).flat();
      const classId = world.first.classIds[0] ?? "";
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
      return [
        row(`places given out of ${PLACES}`, "places", ok, null, { atLeast: PLACES, atMost: PLACES }),
        row("teachers who hear that the class is full", "teachers", full, null, {
          atLeast: TEACHERS - PLACES,
        }),
        row("5,000 teachers for an open class, in all", "s", seconds, null, { atMost: 60 }),
        row("an answer for one of them, 99th percentile", "ms", percentile(times, 0.99), null, {
          atMost: 1000,
        }),
      ];
    } finally {
      await disconnectProduct();
      await dropDatabase(url);
    }
  },
};
