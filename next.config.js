/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // `GET <base>/` of the Public API is served as it is: not every client follows a redirect.
  skipTrailingSlashRedirect: true,
  // Arguments of server actions hold passwords: never print them.
  logging: { serverFunctions: false },
  // Types are checked by `npm run typecheck`: a newcomer's first start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  // Native modules and packages that read files of their own stay outside the bundle.
  serverExternalPackages: [
    "@node-rs/argon2",
    "pg",
    "ssh2",
    "pino",
    "inngest",
    "simple-git",
    "nodemailer",
    "shiki",
    "@prisma/client",
    "@prisma/adapter-pg",
  ],
  outputFileTracingExcludes: { "*": [".tributary/**", "test-output/**"] },
  async headers() {
    const policy = [
      "default-src 'self'",
      "img-src 'self' data: https:",
      "style-src 'self' 'unsafe-inline'",
      `script-src 'self' 'unsafe-inline'${process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : ""}`,
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'self'",
      "form-action 'self' https:",
    ].join("; ");
    return [
      {
        source: "/:path*",
        headers: [
          { key: "Content-Security-Policy", value: policy },
          { key: "X-Content-Type-Options", value: "nosniff" },
          { key: "Referrer-Policy", value: "same-origin" },
        ],
      },
    ];
  },
};

export default config;
