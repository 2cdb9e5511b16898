import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  checkRecord,
  conditionFields,
  type FieldRule,
  idCheckCharacter,
  idNumberFault,
  isFilled,
  type RecordFacts,
} from "@/lib/teachers/rules";
import { isSealed, type PlainField, type PlainRecord, RECORD_FIELDS, shapeOf } from "@/lib/teachers/schema";
import { RECORD_FIELD_RULES } from "@/prisma/seed/reference/record-fields";

const today = "2022-05-15";
const rules = RECORD_FIELD_RULES as unknown as FieldRule[];
const plainFields = RECORD_FIELDS.filter((field): field is PlainField => !isSealed(field));

const numbers = fc
  .record({
    region: fc.constantFrom("11", "43", "65", "81"),
    place: fc.integer({ min: 0, max: 9999 }),
    born: fc.date({ min: new Date("1930-01-01"), max: new Date("2003-12-31"), noInvalidDate: true }),
    sequence: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ region, place, born, sequence }) => {
    const day = born.toISOString().slice(0, 10).replaceAll("-", "");
    const body = `${region}${String(place).padStart(4, "0")}${day}${String(sequence).padStart(3, "0")}`;
    return body + idCheckCharacter(body);
  });

const contentOf = (field: PlainField): fc.Arbitrary<PlainRecord[PlainField]> => {
  if (field === "courseKind") return fc.constantFrom("public", "major", "practice", "none");
  const shape = shapeOf(field);
  if (shape.kind === "flag") return fc.boolean();
  if (shape.kind === "number") return fc.integer({ min: 0, max: 60 });
  if (shape.kind === "month") return fc.constantFrom("1999-09", "2010-02", "2030-01");
  if (shape.kind === "day") return fc.constantFrom("1980-01-31", "1999-12-01");
  return fc.constantFrom("a", "left");
};

const facts: fc.Arbitrary<RecordFacts> = fc.record({
  record: fc.record(
    Object.fromEntries(plainFields.map((field) => [field, fc.option(contentOf(field), { nil: null })])),
  ) as unknown as fc.Arbitrary<PlainRecord>,
  sealed: fc.record({
    idNumber: fc.option(fc.constant({ fault: null, birthDate: "1980-01-31", sex: "1" }), { nil: null }),
    mobile: fc.option(fc.record({ wellFormed: fc.boolean() }), { nil: null }),
    email: fc.option(fc.record({ wellFormed: fc.boolean() }), { nil: null }),
  }),
  major: fc.constant({ name: null, edition: null, isCurrent: false, currentEdition: 2021 }),
  suggestions: fc.constant([]),
});

const missingIn = (of: RecordFacts) =>
  checkRecord(of, rules, today)
    .filter((problem) => problem.code === "teachers.field-missing")
    .map((problem) => problem.field);

describe("ID numbers", () => {
  test("one wrong digit is always noticed, and so are two neighbours that changed places", () => {
    fc.assert(
      fc.property(
        numbers,
        fc.integer({ min: 0, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        (number, at, by) => {
          expect(idNumberFault(number, today)).toBeNull();
          const digit = (Number(number[at]) + by) % 10;
          expect(idNumberFault(number.slice(0, at) + digit + number.slice(at + 1), today)).not.toBeNull();
          const [a, b] = [number[at], number[at + 1]];
          if (a !== b)
            expect(
              idNumberFault(`${number.slice(0, at)}${b}${a}${number.slice(at + 2)}`, today),
            ).not.toBeNull();
        },
      ),
    );
  });

  test("any text gets an answer", () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        expect(idNumberFault(typed, today)).not.toBeNull();
      }),
    );
  });
});

describe("completeness", () => {
  test("filling a missing field takes its own line away and adds missing lines only for fields that depend on it", () => {
    fc.assert(
      fc.property(
        facts,
        fc.constantFrom(...plainFields).chain((field) => fc.tuple(fc.constant(field), contentOf(field))),
        (before, [field, value]) => {
          fc.pre(!isFilled(before, field));
          const after = { ...before, record: { ...before.record, [field]: value } };
          const dependents = rules.filter((rule) => conditionFields(rule.condition ?? null).includes(field));
          const allowed = new Set([...missingIn(before), ...dependents.map((rule) => rule.field)]);
          expect(missingIn(after).filter((name) => !allowed.has(name))).toEqual([]);
          expect(missingIn(after)).not.toContain(field);
        },
      ),
    );
  });

  test("each missing field is named once, and only where nothing stands", () => {
    fc.assert(
      fc.property(facts, (of) => {
        const missing = missingIn(of);
        expect(new Set(missing).size).toBe(missing.length);
        expect(missing.filter((field) => isFilled(of, field))).toEqual([]);
      }),
    );
  });
});
