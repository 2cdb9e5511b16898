// How many requests are worked on at once, and who waits. More at once are finished no sooner, since all share one core and a few
// connections; and when those stand still, whatever was let in has to be given up one by one, at the price of a page each.
import { AsyncResource } from "node:async_hooks";
import { crowdedPage } from "./outage.mjs";
import { sendPage } from "./plain-page.mjs";

/** For each connection to the database: one that holds it and one that is worked on meanwhile, so that none ever idles for want of work. */
const FOR_EACH_CONNECTION = 2;
/** A password costs a core twenty milliseconds of hashing: more at once would be finished no sooner, and pages would wait for them. */
const PASSWORDS_AT_ONCE = 2;
const STANDS_AFTER_MS = 1_200;
/** Going on waiting in a line that moves is better than beginning again, but not for ever. */
const LONGEST_WAIT_MS = 15_000;
const MOST_WAITING = 1_000;
const LOOK_EVERY_MS = 100;
const SAY_AFTER_MS = 1_000;
/** Longer is a file, which takes no place: it may be on its way for as long as a telephone in the country needs. */
const LONGEST_FORM_BYTES = 64 * 1024;

const READING = ["GET", "HEAD"];
const WITH_PASSWORD = /^\/(?:sign-in|activate)(?:[/?]|$)/;
const STATIC = /^\/(?:_next\/static\/|[\w-]+\.(?:svg|ico|png|txt)(?:\?|$))/;

/** One line before `most` places. In a process that was too busy to finish anything the clock stands still too. */
function makeLine({ most, standsAfterMs, longestWaitMs, turnAway }) {
  const waiting = new Set();
  let inside = 0;
  let movedAt = 0;
  let stands = false;
  let timer;
  let lookedAt = 0;

  function letIn(one) {
    waiting.delete(one);
    inside += 1;
    let left = false;
    const leave = () => {
      if (left) return;
      left = true;
      inside -= 1;
      if (!one.trouble.outage && one.response.statusCode < 500) {
        movedAt = performance.now();
        stands = false;
      }
      const [next] = waiting;
      if (next && inside < most) letIn(next);
    };
    // What is made is on its way: how fast the other end reads is no matter of ours.
    one.response.once("prefinish", leave);
    one.response.once("close", leave);
    if (one.waited) setImmediate(one.serve);
    else one.serve();
  }

  function send(one) {
    waiting.delete(one);
    turnAway(one);
  }

  function look() {
    const now = performance.now();
    const late = now - lookedAt - LOOK_EVERY_MS;
    lookedAt = now;
    if (late > LOOK_EVERY_MS) movedAt += late;
    stands = now - movedAt > standsAfterMs;
    for (const one of waiting) if (stands || now - one.since > longestWaitMs) send(one);
    if (waiting.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  function wait(one) {
    one.waited = true;
    one.since = performance.now();
    one.response.once("close", () => waiting.delete(one));
    waiting.add(one);
    if (timer) return;
    movedAt = one.since;
    lookedAt = one.since;
    timer = setInterval(look, LOOK_EVERY_MS);
    timer.unref();
  }

  return {
    moved() {
      movedAt = performance.now();
    },
    enter(one) {
      if (inside < most) letIn(one);
      else if (stands || waiting.size >= MOST_WAITING) send(one);
      else wait(one);
    },
    isFull: () => waiting.size > 0 || (stands && inside >= most),
  };
}

/**
 * Lets requests go on, makes them wait or turns them away. What reads, what writes and what proves a password stand in lines of their
 * own: a storm of sign-ins must not starve pages, and Next asks itself for the page that an act leads to while the act still has its place.
 */
export function makeLines({ connections, standsAfterMs = STANDS_AFTER_MS, longestWaitMs = LONGEST_WAIT_MS }) {
  let turnedAway = 0;

  function say() {
    console.error(
      JSON.stringify({ level: 40, time: Date.now(), turnedAway, msg: "requests were turned away" }),
    );
    turnedAway = 0;
  }

  function turnAway(one) {
    const { request, response, trouble } = one;
    // A script of ours can show words only from an answer of the product's own, which gives them at once.
    if (request.headers["next-action"] !== undefined) {
      trouble.turnedAway = true;
      setImmediate(one.serve);
      return;
    }
    turnedAway += 1;
    if (turnedAway === 1) setTimeout(say, SAY_AFTER_MS).unref();
    sendPage(request, response, crowdedPage(request));
  }

  const most = FOR_EACH_CONNECTION * connections;
  const given = { most, standsAfterMs, longestWaitMs, turnAway };
  const reading = makeLine(given);
  const writing = makeLine(given);
  const passwords = makeLine({ ...given, most: Math.min(most, PASSWORDS_AT_ONCE) });

  return {
    isFull: () => reading.isFull() || writing.isFull() || passwords.isFull(),
    /** The database answered somebody: on a machine that is merely slow, what is worked on comes to its end all the same. */
    moved() {
      reading.moved();
      writing.moved();
      passwords.moved();
    },
    /** `trouble` is what the product says about the request while it works on it. */
    enter(request, response, trouble, serve) {
      if (STATIC.test(request.url)) return serve();
      // Nothing of the request that makes room may be known to the one that gets it.
      const one = { request, response, trouble, serve: AsyncResource.bind(serve) };
      if (READING.includes(request.method)) return reading.enter(one);
      if (Number(request.headers["content-length"]) > LONGEST_FORM_BYTES) return serve();
      if (WITH_PASSWORD.test(request.url)) return passwords.enter(one);
      writing.enter(one);
    },
  };
}
