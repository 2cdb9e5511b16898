import { headers } from "next/headers";
import { groupOf } from "../help/questions";

/** Help, beginning with the questions of the page that asks; where a page is, only the wall before Next knows. */
export async function helpAddress(): Promise<string> {
  const path = (await headers()).get("x-guopei-path")?.split("?")[0];
  const group = path ? groupOf(path) : null;
  return group ? `/help?page=${group}#${group}` : "/help";
}
