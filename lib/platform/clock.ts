import "server-only";
import { db, Prisma, type Reader, read } from "./db";

/** Business time, on the database's clock: windows, deadlines and business dates. Sessions, lock-outs and jobs use real time. */
export async function businessNow(reader?: Reader): Promise<Date> {
  const query = Prisma.sql`SELECT business_now() AS now`;
  const rows = await (reader ? reader.$queryRaw<{ now: Date }[]>(query) : read<{ now: Date }>(null, query));
  const now = rows[0]?.now;
  if (!now) throw new Error("business_now() gave no row");
  return now;
}

export type ClockState = { now: Date; demonstration: boolean };

export async function clockState(reader?: Reader): Promise<ClockState> {
  const query = Prisma.sql`SELECT business_now() AS now, demonstration FROM business_clock WHERE id = 1`;
  const rows = await (reader ? reader.$queryRaw<ClockState[]>(query) : read<ClockState>(null, query));
  const state = rows[0];
  if (!state) throw new Error("the business clock has no row");
  return state;
}

/** Moves a demonstration's clock; the database refuses outside one, and backwards. */
export async function setBusinessTime(to: Date, reader: Reader = db()): Promise<void> {
  await reader.$executeRaw`UPDATE business_clock
    SET offset_ms = ceil(extract(epoch FROM (${to}::timestamptz - clock_timestamp())) * 1000)::bigint WHERE id = 1`;
}
