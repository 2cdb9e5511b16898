import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const KEY = Buffer.alloc(32, 7).toString("base64");
const OTHER = Buffer.alloc(32, 8).toString("base64");
const PLACE = { table: "teachers", column: "id_number_sealed", id: "a" };
const NUMBER = "439901199001011234";

/** The environment is read once, so each key needs the module afresh. */
async function withKeys(data = KEY, index = KEY) {
  vi.resetModules();
  vi.stubEnv("GUOPEI_DATA_KEY", data);
  vi.stubEnv("GUOPEI_INDEX_KEY", index);
  vi.stubEnv("NEXTAUTH_SECRET", "x".repeat(40));
  vi.stubEnv("APP_ORIGIN", "http://127.0.0.1:3200");
  vi.stubEnv("DATABASE_URL", "postgresql://nowhere/none");
  return import("@/lib/platform/crypto");
}

let crypto: Awaited<ReturnType<typeof withKeys>>;

beforeEach(async () => {
  crypto = await withKeys();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("a sealed value", () => {
  it("opens where it was sealed", () => {
    expect(crypto.unseal(crypto.seal(NUMBER, PLACE), PLACE)).toBe(NUMBER);
    expect(crypto.unseal(crypto.seal("", PLACE), PLACE)).toBe("");
    expect(crypto.unseal(crypto.seal("长沙市岳麓区", PLACE), PLACE)).toBe("长沙市岳麓区");
  });

  it("looks different each time and shows nothing of itself", () => {
    const [one, two] = [crypto.seal(NUMBER, PLACE), crypto.seal(NUMBER, PLACE)];
    expect(one).not.toBe(two);
    expect(one).not.toContain(NUMBER.slice(0, 6));
    expect(one.startsWith("v1:aes-256-gcm:")).toBe(true);
  });

  it.each([
    ["row", { ...PLACE, id: "b" }],
    ["column", { ...PLACE, column: "mobile_sealed" }],
    ["table", { ...PLACE, table: "accounts" }],
  ])("does not open in another %s", (_what, place) => {
    expect(() => crypto.unseal(crypto.seal(NUMBER, PLACE), place)).toThrow();
  });

  it("does not open when two rows' values are swapped", () => {
    const [a, b] = [crypto.seal("a", PLACE), crypto.seal("b", { ...PLACE, id: "b" })];
    expect(() => crypto.unseal(b, PLACE)).toThrow();
    expect(() => crypto.unseal(a, { ...PLACE, id: "b" })).toThrow();
  });

  it("does not open after any part was altered", () => {
    const parts = crypto.seal(NUMBER, PLACE).split(":");
    for (const index of parts.keys()) {
      const altered = parts.map((part, at) =>
        at === index ? `${part.startsWith("A") ? "B" : "A"}${part.slice(1)}` : part,
      );
      expect(() => crypto.unseal(altered.join(":"), PLACE)).toThrow();
    }
  });

  it("names the key that is missing when it was sealed under another", async () => {
    const sealed = crypto.seal(NUMBER, PLACE);
    const other = await withKeys(OTHER);
    expect(() => other.unseal(sealed, PLACE)).toThrow(/not at hand/);
  });

  it.each(["", "plain text", "v2:aes-256-gcm:a:b:c:d", "v1:des:a:b:c:d", "v1:aes-256-gcm"])(
    "is told from %j",
    (text) => {
      expect(() => crypto.unseal(text, PLACE)).toThrow(/unknown form/);
    },
  );
});

describe("a blind index", () => {
  it("is the same for the same value of a column, however it was typed", () => {
    expect(crypto.blindIndex("teachers.id_number", " 43990119900101123x ")).toBe(
      crypto.blindIndex("teachers.id_number", "43990119900101123X"),
    );
  });

  it("differs between columns, values and keys", async () => {
    const index = crypto.blindIndex("teachers.id_number", NUMBER);
    expect(crypto.blindIndex("teachers.mobile", NUMBER)).not.toBe(index);
    expect(crypto.blindIndex("teachers.id_number", "439901199001011235")).not.toBe(index);
    expect((await withKeys(KEY, OTHER)).blindIndex("teachers.id_number", NUMBER)).not.toBe(index);
    expect((await withKeys(OTHER, KEY)).blindIndex("teachers.id_number", NUMBER)).toBe(index);
  });

  it("is 256 bits long", () => {
    expect(Buffer.from(crypto.blindIndex("x", NUMBER), "base64url")).toHaveLength(32);
  });
});

describe("a mask", () => {
  it("keeps the ends, and nothing of what is too short to have a middle", () => {
    expect(crypto.mask(NUMBER, 4, 4)).toBe("4399**********1234");
    expect(crypto.mask("12345678", 4, 4)).toBe("********");
    expect(crypto.mask("", 3, 4)).toBe("");
  });
});
