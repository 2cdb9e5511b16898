import type { Page } from "@playwright/test";

/** The people of the demonstration, by what their button on the sign-in page says. */
export const PEOPLE = {
  ministry: /教育部，王主任/,
  office: /国培办，赵老师/,
  province: /省级教育部门，刘处长/,
  institution: /演示承训单位31/,
  school: /演示湖南江滨职业技术学院\s*学校，李老师/,
  teacher: /教师，王艳佳/,
  boundTeacher: /教师，贺平丹/,
  incompleteTeacher: /教师，史明/,
  auditor: /审计，周审计/,
} as const;

export type PersonKey = keyof typeof PEOPLE;

/** Enters as a demonstration role with one click and stands on the role's first page. */
export async function enterAs(page: Page, who: PersonKey): Promise<void> {
  await page.context().clearCookies({ name: "guopei-session" });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: PEOPLE[who] }).first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}
