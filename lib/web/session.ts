import "server-only";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { decode, encode } from "next-auth/jwt";
import { cache } from "react";
import type { Actor } from "@/lib/access";
import { findSessionActor } from "@/lib/identity";
import { newId } from "@/lib/kernel/id";
import { ownPath } from "@/lib/kernel/own-path";
import { env } from "@/lib/platform/env";

const COOKIE = "guopei-session";
/** Of a sign-in that waits for its code; sent to its page only. */
const HALF_COOKIE = "guopei-half-sign-in";
const HALF_PATH = "/sign-in";
/** The row in `sessions` decides how long a session lives; the envelope only has to outlast it. */
const ENVELOPE_SECONDS = 12 * 60 * 60;
/** Longer addresses lose their query: they would not fit the form that carries them. */
const MOST_NEXT = 300;

/** next-auth's envelope around nothing but the opaque token; what the token may do stands in the database. */
export async function setSessionCookie(token: string): Promise<void> {
  const value = await encode({
    token: { sid: token },
    secret: env().NEXTAUTH_SECRET,
    maxAge: ENVELOPE_SECONDS,
  });
  const secure = env().APP_ORIGIN.startsWith("https://");
  (await cookies()).set(COOKIE, value, {
    httpOnly: true,
    sameSite: "lax",
    path: "/",
    secure,
    maxAge: ENVELOPE_SECONDS,
  });
}

export async function clearSessionCookie(): Promise<void> {
  (await cookies()).delete(COOKIE);
}

export async function clearHalfSignInCookie(): Promise<void> {
  (await cookies()).delete({ name: HALF_COOKIE, path: HALF_PATH });
}

/** The token of a half sign-in, as opaque as that of a session. */
export async function setHalfSignInCookie(token: string): Promise<void> {
  const secure = env().APP_ORIGIN.startsWith("https://");
  (await cookies()).set(HALF_COOKIE, token, {
    httpOnly: true,
    sameSite: "lax",
    path: HALF_PATH,
    secure,
    maxAge: 300,
  });
}

export async function halfSignInToken(): Promise<string | null> {
  return (await cookies()).get(HALF_COOKIE)?.value ?? null;
}

/** What the browser says it is, and the session it has: signing in ends that one. */
export async function thisBrowser(): Promise<{ userAgent: string | null; oldToken: string | null }> {
  const [sent, oldToken] = await Promise.all([headers(), sessionToken()]);
  return { userAgent: sent.get("user-agent"), oldToken };
}

/** Envelopes opened before: deriving the key again costs as much as a page's statements. What a token may do is never kept. */
const opened = new Map<string, string>();
const MAX_OPENED = 10_000;

/** The opaque token in the browser's cookie, or null. */
async function sessionToken(): Promise<string | null> {
  const value = (await cookies()).get(COOKIE)?.value;
  if (!value) return null;
  const known = opened.get(value);
  if (known) return known;
  try {
    const token = await decode({ token: value, secret: env().NEXTAUTH_SECRET });
    if (typeof token?.sid !== "string") return null;
    if (opened.size >= MAX_OPENED) opened.clear();
    opened.set(value, token.sid);
    return token.sid;
  } catch {
    return null;
  }
}

/** Who acts, read from the database once a request; null for visitors, and from the request after a session ends. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const token = await sessionToken();
  return token ? await findSessionActor(token, newId()) : null;
});

/** For pages behind sign-in: sends a visitor there, and from there back here. */
export async function requireActor(): Promise<Actor> {
  return (await currentActor()) ?? redirect(await signInAddress());
}

/**
 * The sign-in page that leads back to this one, and says so where a session ended. `unsaved` where a form was posted in vain. Where
 * this page is, only the wall before Next knows (scripts/wall.mjs).
 */
export async function signInAddress(unsaved?: "unsaved"): Promise<string> {
  const [jar, sent] = await Promise.all([cookies(), headers()]);
  const url = new URL(ownPath(sent.get("x-guopei-path") ?? undefined), "http://here.invalid");
  url.searchParams.delete("_rsc");
  const whole = `${url.pathname}${url.search}`;
  const query = new URLSearchParams({ next: whole.length > MOST_NEXT ? url.pathname : whole });
  if (unsaved || jar.has(COOKIE)) query.set("ended", unsaved ?? "idle");
  return `/sign-in?${query}`;
}
