// The import rules of docs/adr and of the module READMEs, as a gate: order of modules, doors, fences.
const modules = [
  "audit",
  "files",
  "reference",
  "organisations",
  "identity",
  "notices",
  "teachers",
  "experts",
  "programmes",
  "reviews",
  "selection",
  "plans",
  "quotas",
  "classes",
  "enrolments",
  "delivery",
  "certificates",
  "evaluations",
  "obligations",
  "funds",
  "performance",
  "teams",
  "talent",
  "reporting",
];

const anyModule = `(${modules.join("|")})`;

/** A module sees only the modules before it; what must travel upwards travels as an event. */
const order = modules.slice(0, -1).map((name, index) => ({
  name: `order-${name}`,
  severity: "error",
  from: { path: `^lib/${name}/` },
  to: { path: `^lib/(${modules.slice(index + 1).join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...order,
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "doors-only",
      comment: "Other code enters a module by its index or its schema; handlers have a rule of their own.",
      severity: "error",
      from: { path: "^(app|components|prisma|lib/([^/]+))/" },
      to: {
        path: `^lib/${anyModule}/`,
        pathNot: [
          "^lib/$2/",
          `^lib/${anyModule}/(index|schema|views)\\.ts$`,
          `^lib/${anyModule}/[a-z]+-(schema|views)\\.ts$`,
          "\\.handler\\.ts$",
        ],
      },
    },
    {
      name: "no-own-door",
      comment: "Inside a module imports are relative and never go through its own index.",
      severity: "error",
      from: { path: `^lib/${anyModule}/` },
      to: { path: "^lib/$1/index\\.ts$" },
    },
    {
      name: "handlers-are-lazy",
      severity: "error",
      from: { pathNot: "^(lib/worker|tests)/" },
      to: { path: "\\.handler\\.ts$" },
    },
    {
      name: "kernel-knows-nothing",
      severity: "error",
      from: { path: "^lib/kernel/" },
      to: { path: "^(app|components|lib/(?!kernel/))" },
    },
    {
      name: "platform-knows-the-kernel",
      comment: "The type of an actor is all that platform may know of access.",
      severity: "error",
      from: { path: "^lib/platform/", pathNot: "^lib/platform/check\\.ts$" },
      to: {
        path: "^(app|components|lib/(?!kernel/|platform/))",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "access-does-no-io",
      severity: "error",
      from: { path: "^lib/access/" },
      to: { path: "^(app|components|lib/(?!kernel/|access/))" },
    },
    {
      name: "nothing-below-knows-the-edge",
      severity: "error",
      from: { path: "^lib/", pathNot: "^lib/web/" },
      to: { path: "^(lib/web|app|components)/" },
    },
    {
      name: "components-know-shapes-only",
      severity: "error",
      from: { path: "^components/" },
      to: {
        path: "^(app|prisma|lib/(platform|web|worker)/|lib/[^/]+/index\\.ts$)",
        pathNot: "^lib/(access|i18n)/",
      },
    },
    {
      name: "generated-client-behind-its-fence",
      severity: "error",
      from: {
        pathNot: [
          "^lib/platform/",
          "^lib/[^/]+/(commands|queries)/",
          "^lib/[^/]+/(store|access)\\.ts$",
          "^lib/[^/]+/[a-z]+-store\\.ts$",
          "^prisma/seed/",
          "^tests/(factories|support)/",
        ],
      },
      to: { path: "^lib/platform/generated/" },
    },
    {
      name: "next-at-the-edge",
      severity: "error",
      from: {
        path: "^(lib|prisma|scripts)/",
        pathNot: ["^lib/(web|i18n|identity)/", "^scripts/web-server\\.mjs$"],
      },
      to: { path: "^node_modules/next/" },
    },
    {
      name: "no-tests-in-the-product",
      severity: "error",
      from: { path: "^(app|components|lib|prisma|scripts)/" },
      to: { path: "^tests/" },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^server-only$" },
    },
    {
      name: "not-to-dev-dependencies",
      severity: "error",
      from: { path: "^(app|components|lib|prisma)/", pathNot: "\\.test\\.tsx?$" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: ["node_modules", "^lib/platform/generated"] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["react-server", "import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types", "typings"],
    },
  },
};
