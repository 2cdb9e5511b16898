import { missing } from "@/app/_shell/missing";
import "server-only";
import type { Actor } from "@/lib/access";
import { requireActor } from "@/lib/web";

/** The journey belongs to teachers; for every other hat these pages do not exist. */
export async function requireTeacher(): Promise<Actor> {
  const actor = await requireActor();
  if (actor.role !== "teacher") missing();
  return actor;
}
