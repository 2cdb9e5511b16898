#!/usr/bin/env node
// Prisma's schema engine for machines without a download: it speaks the native engine's JSON-RPC on stdin and
// stdout and hands every call to the WebAssembly build of the same engine, over node-postgres.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as engineBindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const OID_CHAR = 18;
const OID_TEXT = 25;
const args = process.argv.slice(2);

function option(name) {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
}

function datasourceUrl() {
  const given = option("--datasource");
  if (!given) return process.env.DATABASE_URL;
  return given.startsWith("{") ? JSON.parse(given).url : given;
}

/** All parameters of the address are kept, TLS among them; `schema` becomes the search path, as the native engine has it. */
function poolConfig(address, database) {
  const url = new URL(address);
  if (database !== undefined) url.pathname = `/${encodeURIComponent(database)}`;
  const schema = url.searchParams.get("schema");
  if (schema) {
    url.searchParams.delete("schema");
    const set = `-c search_path=${schema}`;
    url.searchParams.set("options", [url.searchParams.get("options"), set].filter(Boolean).join(" "));
  }
  return { config: { connectionString: url.toString() }, options: schema ? { schema } : undefined };
}

function logError(code, message) {
  const fields = { is_panic: false, error_code: code, message };
  const line = { level: "ERROR", target: "schema_engine::logger", fields };
  process.stderr.write(`schema-engine\n${JSON.stringify(line)}\n`);
}

function errorCode(error) {
  if (error.code === "3D000") return "P1003";
  if (["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ETIMEDOUT", "ENETUNREACH"].includes(error.code))
    return "P1001";
  return "P1000";
}

async function runDatabaseCommand(command) {
  const address = datasourceUrl();
  const name = decodeURIComponent(new URL(address).pathname.slice(1));
  const target = command === "can-connect-to-database" ? undefined : "postgres";
  const client = new pg.Client(poolConfig(address, target).config);
  try {
    await client.connect();
    if (command === "create-database") await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    if (command === "drop-database") await client.query(`DROP DATABASE ${client.escapeIdentifier(name)}`);
    process.exit(0);
  } catch (error) {
    logError(errorCode(error), error.message);
    process.exit(1);
  }
}

/** pg_catalog's one-byte "char" is unknown to the adapter; told as anything but a character the engine panics on a CHECK. */
function withCharacters(adapter) {
  // The adapter cuts a script at every semicolon, also inside a function's body; the server takes it whole.
  adapter.executeScript = async (script) => {
    await adapter.client.query(script);
  };
  const queryRaw = adapter.queryRaw;
  const performIO = adapter.performIO.bind(adapter);
  adapter.queryRaw = async (query) => {
    const characters = [];
    const view = Object.create(adapter, {
      performIO: {
        value: async (statement) => {
          const result = await performIO(statement);
          result.fields.forEach((field, index) => {
            if (field.dataTypeID !== OID_CHAR) return;
            field.dataTypeID = OID_TEXT;
            characters.push(index);
          });
          return result;
        },
      },
    });
    const result = await queryRaw.call(view, query);
    for (const index of characters) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };
  return adapter;
}

function adapterFactory() {
  const address = datasourceUrl();
  // Comparing two schemas needs no database; the adapter then only has to exist.
  const { config, options } = address ? poolConfig(address) : { config: {}, options: undefined };
  const factory = new PrismaPg(config, options);
  const connect = factory.connect.bind(factory);
  factory.connect = async () => withCharacters(await connect());
  // The adapter's own version stays on the main database when given an address, and drops the shadow while connected to it.
  factory.connectToShadowDb = async () => {
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    const admin = new pg.Client(config);
    await admin.connect();
    await admin.query(`CREATE DATABASE ${admin.escapeIdentifier(name)}`);
    const shadow = poolConfig(address, name);
    const adapter = withCharacters(await new PrismaPg(shadow.config, shadow.options).connect());
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose().catch(() => {});
      await admin.query(`DROP DATABASE IF EXISTS ${admin.escapeIdentifier(name)} WITH (FORCE)`);
      await admin.end();
    };
    return adapter;
  };
  return bindMigrationAwareSqlAdapterFactory(factory);
}

function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (message) => {
      process.stderr.write(`The schema engine stopped: ${message}\n`);
      process.exitCode = 101;
    },
  };
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const module = new WebAssembly.Module(readFileSync(path.join(folder, "schema_engine_bg.wasm")));
  const instance = new WebAssembly.Instance(module, { "./schema_engine_bg.js": engineBindings });
  engineBindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/** Without a single schema file the engine panics, so an empty one stands in. */
function datamodels() {
  const files = args.flatMap((arg, at) => (arg === "--datamodels" ? [args[at + 1]] : []));
  if (files.length > 0) return files.map((file) => [file, readFileSync(file, "utf8")]);
  return [["empty.prisma", 'datasource db {\n  provider = "postgresql"\n}\n']];
}

function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
}

/** The engine knows a failed statement only by its number; the reason stays with the adapter. */
function reasonOf(error, registry) {
  const message = String(error.message ?? error);
  const id = /External error id#(\d+)/.exec(message)?.[1];
  const cause = id === undefined ? undefined : registry.consumeError(Number(id))?.error;
  if (!cause) return message;
  const words = cause.cause?.originalMessage ?? cause.cause?.message ?? cause.message;
  const code = cause.cause?.originalCode ?? "";
  const migration = /migration_name="([^"]+)"/.exec(message)?.[1];
  if (!migration) return `${words} (${code})`;
  return `A migration failed to apply.\n\nMigration name: ${migration}\n\nDatabase error code: ${code}\n\nDatabase error:\nERROR: ${words}`;
}

function serve() {
  loadEngine();
  const factory = adapterFactory();
  const renamed = { getDatabaseVersion: "version" };
  let engine;
  let answered = Promise.resolve();
  let printed = 0;
  const lines = createInterface({ input: process.stdin });

  async function answer(line) {
    const request = JSON.parse(line);
    if (!request.method) return;
    try {
      engine ??= await engineBindings.SchemaEngine.new({ datamodels: datamodels() }, () => {}, factory);
      const method = renamed[request.method] ?? request.method;
      if (typeof engine[method] !== "function") throw new Error(`Unknown method ${request.method}`);
      const result = await engine[method](request.params);
      if (request.method === "diff" && result?.stdout) {
        printed += 1;
        send({ id: 1_000_000 + printed, method: "print", params: { content: result.stdout } });
      }
      send({ id: request.id, result: result ?? null });
    } catch (error) {
      const message = reasonOf(error, factory.errorRegistry);
      const panicked = process.exitCode === 101;
      const data = { is_panic: panicked, message, error_code: error.code ?? null, meta: null };
      send({ id: request.id, error: { code: 4466, message, data } });
      if (panicked) process.exit(101);
    }
  }

  lines.on("line", (line) => {
    answered = answered.then(() => answer(line));
  });
  lines.on("close", () => answered.then(() => process.exit()));
}

if (args.includes("cli")) await runDatabaseCommand(args.at(-1));
else serve();
