import { describe, expect, it } from "vitest";
import { markChanges } from "@/components/ui/marked-text";

const before = (parts: ReturnType<typeof markChanges>) =>
  parts
    .filter((part) => part.kind !== "added")
    .map((part) => part.text)
    .join("");
const after = (parts: ReturnType<typeof markChanges>) =>
  parts
    .filter((part) => part.kind !== "removed")
    .map((part) => part.text)
    .join("");

describe("markChanges", () => {
  it("marks what was taken out and put in", () => {
    expect(markChanges("企业实践16学时", "企业实践24学时")).toEqual([
      { kind: "same", text: "企业实践" },
      { kind: "removed", text: "16" },
      { kind: "added", text: "24" },
      { kind: "same", text: "学时" },
    ]);
  });

  it.each([
    ["", ""],
    ["", "新写的"],
    ["旧的", ""],
    ["同一句话", "同一句话"],
    ["能独立开发1门课程", "能独立开发1门模块化课程，回校后带动3名教师"],
    ["ab".repeat(1500), "ba".repeat(1500)],
  ])("loses no character of either text (%#)", (old, fresh) => {
    const parts = markChanges(old, fresh);
    expect(before(parts)).toBe(old);
    expect(after(parts)).toBe(fresh);
  });
});
