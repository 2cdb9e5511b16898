import { defineConfig } from "vitest/config";

// Vitest's report of failures uses a method that Node 20 does not have; without it the reasons are lost.
if (!("groupBy" in Map)) {
  Object.defineProperty(Map, "groupBy", {
    value: <K, V>(items: Iterable<V>, keyOf: (item: V, index: number) => K) => {
      const groups = new Map<K, V[]>();
      let index = 0;
      for (const item of items) {
        const key = keyOf(item, index);
        groups.set(key, [...(groups.get(key) ?? []), item]);
        index += 1;
      }
      return groups;
    },
  });
}

// "server-only" throws without it, as it should in a browser.
const conditions = ["react-server", "module", "node", "development|production"];

function project(name: string, include: string[], withDatabase: boolean) {
  return {
    resolve: { alias: { "@": import.meta.dirname }, conditions },
    ssr: { resolve: { conditions, externalConditions: ["react-server", "node"] } },
    test: {
      name,
      include,
      environment: "node" as const,
      execArgv: ["--conditions=react-server"],
      testTimeout: withDatabase ? 60_000 : 20_000,
      hookTimeout: 60_000,
      globalSetup: withDatabase ? ["tests/support/global-setup.ts"] : [],
    },
  };
}

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    projects: [
      project("unit", ["tests/unit/**/*.test.{ts,tsx}", "tests/scenarios/**/*.test.ts"], false),
      project("architecture", ["tests/architecture/**/*.test.ts"], false),
      project("properties", ["tests/properties/**/*.test.ts"], true),
      project("races", ["tests/races/**/*.test.ts"], true),
      project("access-http", ["tests/access-http/**/*.test.ts"], true),
      project("races-http", ["tests/races-http/**/*.test.ts"], true),
      project("faults", ["tests/faults/**/*.test.ts"], false),
      project("integration", ["tests/integration/**/*.test.ts"], true),
    ],
  },
});
