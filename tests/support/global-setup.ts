import type { TestProject } from "vitest/node";
import { startTestServer, type TestServer } from "./test-server";

declare module "vitest" {
  interface ProvidedContext {
    testServer: { address: string; template: string };
  }
}

const shared = globalThis as { guopeiTestServer?: { server: Promise<TestServer>; users: number } };

/** One server and one template for all projects of a run. */
export default async function setUp(project: TestProject) {
  shared.guopeiTestServer ??= { server: startTestServer(), users: 0 };
  const current = shared.guopeiTestServer;
  current.users += 1;
  const { address, template, stop } = await current.server;
  project.provide("testServer", { address, template });
  return async () => {
    current.users -= 1;
    if (current.users > 0) return;
    shared.guopeiTestServer = undefined;
    await stop();
  };
}
