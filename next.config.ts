import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@node-rs/argon2", "pdfkit", "pg", "pino"],
  experimental: { serverActions: { bodySizeLimit: "3mb" } },
  typescript: { ignoreBuildErrors: true },
};

/** Only compiles the messages into the build; who reads them, and why not through next-intl's own server part, stands in the file named here. */
const withMessages = createNextIntlPlugin({
  requestConfig: "./lib/i18n/translations.ts",
  experimental: {
    messages: { path: "./lib/i18n/messages", format: "json", locales: "infer", precompile: true },
  },
});

export default withMessages(config);
