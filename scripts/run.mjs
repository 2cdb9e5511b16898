// Entry of every program behind an npm script: plain JavaScript, so that an old Node still gets a sentence.
import { existsSync } from "node:fs";

const oldest = [20, 19];
const current = process.versions.node.split(".").map(Number);
if (current[0] < oldest[0] || (current[0] === oldest[0] && current[1] < oldest[1])) {
  console.error(`Guopei needs Node.js ${oldest.join(".")} or later; this is ${process.versions.node}.`);
  console.error(`国培需要 Node.js ${oldest.join(".")} 或更高版本，当前是 ${process.versions.node}。`);
  process.exit(10);
}
if (!existsSync(new URL("../node_modules/tsx", import.meta.url))) {
  console.error("The packages are not installed: run npm install first.");
  console.error("还没有安装依赖，先运行 npm install。");
  process.exit(11);
}
const program = process.argv[2];
await import("tsx");
await import(`./${program}.ts`);
