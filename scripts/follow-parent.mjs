// Loaded into the web server and the worker: when the program that started them is killed, they do not stay behind.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
}, 1000).unref();
// Whoever read our words may be gone before us. Without this, saying so fails again, is said again, and nothing else is done any more.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
