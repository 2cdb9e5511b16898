import "server-only";
import { db, type Reader } from "./db";

/** Business time, on the database's clock: windows, deadlines and business dates. Sessions, lock-outs and jobs use real time. */
export async function businessNow(reader: Reader = db()): Promise<Date> {
  const rows = await reader.$queryRaw<{ now: Date }[]>`SELECT business_now() AS now`;
  const now = rows[0]?.now;
  if (!now) throw new Error("business_now() gave no row");
  return now;
}

export type ClockState = { now: Date; demonstration: boolean };

export async function clockState(reader: Reader = db()): Promise<ClockState> {
  const rows = await reader.$queryRaw<
    ClockState[]
  >`SELECT business_now() AS now, demonstration FROM business_clock WHERE id = 1`;
  const state = rows[0];
  if (!state) throw new Error("the business clock has no row");
  return state;
}

/** Moves a demonstration's clock; the database refuses outside one, and backwards. */
export async function setBusinessTime(to: Date, reader: Reader = db()): Promise<void> {
  await reader.$executeRaw`UPDATE business_clock
    SET offset_ms = ceil(extract(epoch FROM (${to}::timestamptz - clock_timestamp())) * 1000)::bigint WHERE id = 1`;
}
