import "server-only";
import { pino } from "pino";

/** One JSON line an event on stdout. Personal data never enters: ids and codes only, and these keys are cut as a last stage. */
export const log = pino({
  level: "info",
  base: null,
  redact: {
    paths: [
      "*.idNumber",
      "*.mobile",
      "*.password",
      "*.token",
      "*.cookie",
      "*.detail",
      "idNumber",
      "mobile",
      "password",
      "token",
    ],
    remove: true,
  },
});
