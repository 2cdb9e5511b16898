import type { World } from "../world-shape";
import type { FormValue, FormValues } from "./actions";

const LONG = "长".repeat(20_000);

/** Well-formed fields with contents that nobody means well by. */
const ANYTHING: (FormValue | FormValue[])[] = [
  "",
  " ",
  "\t\r\n",
  "\u00a0\u3000",
  "0",
  "-0",
  "-1",
  "1e308",
  "1e999",
  "-2147483649",
  "2147483648",
  "9007199254740993",
  "99999999999999999999999999",
  "0.1",
  "0x10",
  "NaN",
  "Infinity",
  "null",
  "undefined",
  "true",
  "[]",
  "{}",
  '{"$gt":""}',
  '{"__proto__":{"role":"ministry"}}',
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "$K1",
  "$undefined",
  "$@1",
  "\ud83d\udc69\u200d\ud83c\udfeb",
  "a\u0301\u0327".repeat(300),
  "\u202e\u2066txet",
  "\ufeff\u200b",
  "\ufffd\ufffe",
  "\u0001\u0008\u001b",
  "'; DROP TABLE accounts; --",
  "%00%0a",
  "../../../../etc/passwd",
  "{x, plural, other {#}}",
  "00000000-0000-0000-0000-000000000000",
  "ffffffff-ffff-ffff-ffff-ffffffffffff",
  "0000-13-45",
  "9999-12-31",
  "275760-09-13",
  "2022-02-30T25:61",
  "-271821-04-20T00:00:00Z",
  LONG,
  "a".repeat(200_000),
  { fileName: "x.txt", bytes: "text where none was asked for" },
  { fileName: "../../x.html", bytes: Buffer.alloc(0) },
  { fileName: "x.xlsx", bytes: Buffer.from("PK\u0003\u0004broken") },
  ["1", "2", "3"],
  ["", ""],
  Array.from({ length: 2_000 }, () => "1"),
];

const HIDDEN = [
  "role",
  "status",
  "state",
  "provinceId",
  "organisationId",
  "accountId",
  "actor",
  "version",
  "year",
  "demonstration",
  "__proto__",
  "constructor",
  "toString",
  "then",
  "key",
  "id",
];

/** Zero is what no text column takes; a form cannot refuse it before it is read. */
const WITH_ZERO = "a\u0000b";

/** One form for each field and content, other people's ids among them, and one for each field that nobody asked for. */
export function hostileForms(values: FormValues, world: World): FormValues[] {
  const [, other] = world.provinces;
  const ids = [
    other.schools[0].teachers[0]?.id,
    other.schools[0].id,
    other.actor.accountId,
    other.schools[0].enrolments.submitted?.[0],
    world.ministry.organisationId,
    other.schools[0].boundCardId,
  ].flatMap((id) => id ?? []);
  const named = Object.keys(values);
  return [
    ...named.flatMap((name) => [
      ...[...ANYTHING, WITH_ZERO, ...ids].map((value) => ({ ...values, [name]: value })),
      without(values, name),
      ...[`${name}[]`, `${name}.0`, `${name}[0]`].map((other) => ({
        ...without(values, name),
        [other]: values[name] ?? "",
      })),
    ]),
    ...HIDDEN.filter((name) => !named.includes(name)).map((name) => ({ ...values, [name]: ids[0] ?? "" })),
  ];
}

function without(values: FormValues, name: string): FormValues {
  return Object.fromEntries(Object.entries(values).filter(([one]) => one !== name));
}
