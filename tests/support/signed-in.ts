import { encode } from "next-auth/jwt";
import type { Actor } from "@/lib/access";
import { newId } from "@/lib/kernel/id";
import { hashToken, newToken } from "@/lib/platform/crypto";
import { db } from "@/lib/platform/db";
import { testSecrets } from "./test-server";

const HOURS_12 = 12 * 60 * 60;

/** Accounts, appointments and sessions for actors made by a test; the Cookie header of each, in the order of the actors. */
export async function signIn(actors: Actor[], secret = testSecrets.NEXTAUTH_SECRET): Promise<string[]> {
  const sessions = actors.map((actor) => ({ actor, id: newId(), token: newToken() }));
  await db().account.createMany({
    data: actors.map((actor) => ({
      id: actor.accountId,
      loginName: `test-${actor.accountId}`,
      displayName: actor.name,
      state: "active",
      // Nobody signs in with it: the sessions are made below.
      passwordHash: "none",
      passwordAlgorithm: "none",
    })),
    skipDuplicates: true,
  });
  await db().appointment.createMany({
    data: actors.map((actor) => ({
      id: actor.appointmentId,
      accountId: actor.accountId,
      role: actor.role,
      organisationId: actor.organisationId,
      teacherId: actor.teacherId,
    })),
    skipDuplicates: true,
  });
  await db().session.createMany({
    data: sessions.map(({ actor, id, token }) => ({
      id,
      tokenHash: hashToken(token),
      accountId: actor.accountId,
      appointmentId: actor.appointmentId,
      expiresAt: new Date(Date.now() + HOURS_12 * 1000),
    })),
  });
  return Promise.all(
    sessions.map(async ({ token }) => {
      const value = await encode({ token: { sid: token }, secret, maxAge: HOURS_12 });
      return `guopei-session=${value}`;
    }),
  );
}
