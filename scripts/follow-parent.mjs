// Loaded into the web server and the worker: when the program that started them is killed, they do not stay behind.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
}, 1000).unref();
