// For whoever starts this process again and whoever sends people to it. Answered before Next and without its help: a server whose pages
// wait must still be able to say that it lives. Words only of what is wrong: no version, no address.
import { statfsSync } from "node:fs";

const LEAST_FREE = 0.1;

function diskIsLow(folder) {
  try {
    const { bavail, blocks } = statfsSync(folder);
    return bavail / blocks < LEAST_FREE;
  } catch {
    // Made with the first file.
    return false;
  }
}

function answer(request, response, status, body) {
  response.writeHead(status, { "Content-Type": "application/json", "Cache-Control": "no-store" });
  response.end(request.method === "HEAD" ? undefined : JSON.stringify(body));
}

/** Answers /healthz and /readyz, and says whether it did. What every server would report at once is a warning and sends nobody away. */
export function makeHealth({ watch, lines, isLeaving, dataFolder }) {
  return function answers(request, response) {
    if (request.method !== "GET" && request.method !== "HEAD") return false;
    const [place] = request.url.split("?", 1);
    if (place === "/healthz") {
      answer(request, response, 200, { alive: true });
      return true;
    }
    if (place !== "/readyz") return false;
    const { reasons, warnings } = watch.state();
    if (isLeaving()) reasons.push("leaving");
    if (lines.isFull()) warnings.push("crowded");
    if (diskIsLow(dataFolder)) warnings.push("disk-low");
    answer(request, response, reasons.length === 0 ? 200 : 503, {
      ready: reasons.length === 0,
      reasons,
      warnings,
    });
    return true;
  };
}
