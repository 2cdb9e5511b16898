import { expect, it } from "vitest";
import { isDraftName, SECRET_FIELDS } from "@/lib/kernel/form-state";
import { DRAFT_FORMS, namesOfDraft } from "@/lib/web/draft-forms";

/** Keys of an act, proofs, numbers of persons, and files never go into a draft. */
const NEVER = [
  ...SECRET_FIELDS,
  "key",
  "idNumber",
  "mobile",
  "agreed",
  "stated",
  "seenVersion",
  "purpose",
  "file",
];

it.each(Object.entries(DRAFT_FORMS))("%s keeps nothing that must not be kept", (_form, names) => {
  expect(NEVER.filter((name) => isDraftName(name, names))).toEqual([]);
});

it("knows its own forms alone", () => {
  expect(namesOfDraft("registration.plan/0190-ab_c")).toEqual(["commitment", "card"]);
  for (const key of ["registration.plan", "registration.plan/", "toString/1", "x/1", "registration.plan/a b"])
    expect(namesOfDraft(key)).toBeNull();
});
