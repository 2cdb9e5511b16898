import { HOTP, Secret } from "otpauth";
import { describe, expect, it } from "vitest";
import { authenticatorAddress, readCode, stepOfCode } from "@/lib/identity/rules";

/** The secret of the examples of RFC 6238, appendix B: "12345678901234567890". */
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("a code", () => {
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_234_567_890, "005924"],
    [20_000_000_000, "353130"],
  ])("is that of the RFC at second %i", (second, code) => {
    expect(stepOfCode(SECRET, code, second * 1000)).toBe(Math.floor(second / 30));
  });

  it("holds for its step and for one of drift to either side, and no further", () => {
    const code = HOTP.generate({ secret: Secret.fromBase32(SECRET), counter: 1000 });
    const at = (steps: number) => stepOfCode(SECRET, code, (1000 + steps) * 30_000 + 29_999);
    expect([at(-2), at(-1), at(0), at(1), at(2)]).toEqual([null, 1000, 1000, 1000, null]);
  });

  it.each(["", "28708", "2870820", "abcdef", "\u{1F600}"])("is none of %j", (code) => {
    expect(stepOfCode(SECRET, code, 59_000)).toBeNull();
  });
});

describe("what was typed", () => {
  it.each([
    ["123456", { kind: "authenticator", value: "123456" }],
    [" 123 456 ", { kind: "authenticator", value: "123456" }],
    ["\uff11\uff12\uff13\uff14\uff15\uff16", { kind: "authenticator", value: "123456" }],
    ["abcd-efgh-2345", { kind: "recovery", value: "ABCD-EFGH-2345" }],
    ["ABCDEFGH2345", { kind: "recovery", value: "ABCD-EFGH-2345" }],
    ["12345", null],
    ["ABCD-EFGH", null],
  ])("%j is read as it was meant", (typed, read) => {
    expect(readCode(typed)).toEqual(read);
  });
});

it("tells an authenticator everything in one address", () => {
  const address = new URL(authenticatorAddress(SECRET, "yanshi.zhou"));
  expect(address.protocol).toBe("otpauth:");
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    secret: SECRET,
    issuer: "Guopei",
    digits: "6",
    period: "30",
    algorithm: "SHA1",
  });
});
