import { describe, expect, it } from "vitest";
import { modules, placesOf, readIfThere, sourceFiles } from "./source";

const product = sourceFiles(["app", "components", "lib", "prisma"]);

describe.each(modules)("the doors of %s", (module) => {
  const index = readIfThere(`lib/${module}/index.ts`) ?? "";

  it("lets only the server through the server door", () => {
    expect(index.startsWith('import "server-only";\n')).toBe(true);
  });

  it("holds named exports and nothing else", () => {
    const statements = index
      .replace(/^import "server-only";\n/, "")
      .split(/;\s*(?:\n|$)/)
      .map((statement) => statement.trim())
      .filter((statement) => statement !== "");
    const odd = statements.filter((one) => !/^export (type )?\{[^}]*\} from "\.\/[a-z0-9/-]+"$/.test(one));
    expect(odd).toEqual([]);
  });

  it("keeps the shapes of what queries return to types", () => {
    const views = sourceFiles([`lib/${module}`], /views\.ts$/);
    expect(placesOf(views, /^(export (?!type )|import (?!type ))/gm)).toEqual([]);
  });

  it("keeps the shared door free of the database, of Node and of the server", () => {
    const schema = readIfThere(`lib/${module}/schema.ts`) ?? "";
    const sources = [...schema.matchAll(/^import (?!type)[^;]*? from "([^"]+)"|^import "([^"]+)"/gm)].map(
      (match) => match[1] ?? match[2] ?? "",
    );
    const allowed =
      /^(zod|@\/lib\/kernel\/[a-z-]+|@\/lib\/access|@\/lib\/[a-z]+\/schema|\.\/(lifecycle|rules|errors))$/;
    expect(sources.filter((source) => !allowed.test(source))).toEqual([]);
  });
});

it("has no export *", () => {
  expect(placesOf(product, /^export \* .*/gm)).toEqual([]);
});

it("enters a module from outside by its doors", () => {
  const inside = product.filter((file) => !file.path.startsWith("lib/platform/generated/"));
  const names = modules.join("|");
  const deep = new RegExp(`from "@/lib/(${names})/(?!([a-z]+-)?(schema|views)")[^"]+"`, "g");
  expect(placesOf(inside, deep)).toEqual([]);
});

it("reads the environment in one place", () => {
  const others = sourceFiles(["app", "components", "lib", "prisma"]).filter(
    (file) => file.path !== "lib/platform/env.ts",
  );
  expect(placesOf(others, /process\.env\b/g)).toEqual([]);
});

it("keeps next/* at the edge", () => {
  const below = sourceFiles(["lib", "prisma", "scripts"]).filter(
    (file) => !/^lib\/(web|i18n)\//.test(file.path),
  );
  expect(
    placesOf(below, /from "next(\/[^"]*)?"|import\("next[/"]/g).filter(
      (place) => !/^scripts\/build\.ts/.test(place),
    ),
  ).toEqual([]);
});

it("lets nothing below know the request", () => {
  const below = sourceFiles(["lib"]).filter((file) => !file.path.startsWith("lib/web/"));
  expect(placesOf(below, /from "@\/(lib\/web|app|components)[/"]/g)).toEqual([]);
});

it("keeps the generated client behind its fence", () => {
  const outside = sourceFiles(["app", "components", "lib", "prisma", "scripts", "tests"]).filter(
    (file) =>
      !/^(lib\/platform\/|lib\/[a-z]+\/(commands|queries)\/|lib\/[a-z]+\/(([a-z]+-)?store|access)\.ts|prisma\/seed\/|tests\/(factories|support)\/)/.test(
        file.path,
      ),
  );
  expect(placesOf(outside, /platform\/generated\/(client|models|enums|internal)[^"]*"/g)).toEqual([]);
});

it("lets pages reach the database only through doors", () => {
  const edge = sourceFiles(["app", "components", "lib/web"]);
  expect(placesOf(edge, /from "@\/lib\/platform\/(db|idempotency|outbox|crypto|generated)[^"]*"/g)).toEqual(
    [],
  );
});
