import { test } from "@playwright/test";
import { MAKE } from "./page-places";

test("what the pages need is begun", async ({ page }) => MAKE.begun(page));
