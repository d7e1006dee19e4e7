import { readFileSync } from "node:fs";
import { Command, InvalidArgumentError } from "commander";
import { addWorkspaceCommands } from "./workspace-commands";

const port = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new InvalidArgumentError("It must be a port number.");
  return value;
};

/** A command that reads its own arguments, so that it can be run and tested without this file. */
function passThrough(command: Command, run: (args: readonly string[]) => Promise<number>): void {
  command
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async (_options: object, self: Command) => {
      process.exitCode = await run(self.args);
    });
}

function ownVersion(): string {
  const text = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** `npx tributary …`: each command lives in a file of its own and is loaded only when it is called. */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command("tributary").description("Keeps a customer-data workspace in Git as Terraform HCL.");
  program.version(ownVersion());
  program
    .command("start")
    .description("run the product: embedded Postgres when DATABASE_URL is empty, migrations, web server, jobs")
    .option("--dev", "reload on changes")
    .option("-p, --port <port>", "port to listen on", port)
    .action(async (options: { dev?: boolean; port?: number }) => {
      const { start } = await import("./start");
      await start(options);
    });
  program
    .command("demo")
    .description("do the whole main job in the terminal, on data of its own")
    .action(async () => {
      const { demo } = await import("./demo");
      process.exitCode = await demo({ stdout: process.stdout });
    });
  program
    .command("bench")
    .description("run the benchmarks")
    .argument("[name]", "one benchmark; all without it")
    .option("--json", "one JSON document")
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const { bench } = await import("./bench");
      process.exitCode = await bench(name, options);
    });
  program
    .command("rotate-keys")
    .description("encrypt every stored secret with the first key of TRIBUTARY_ENCRYPTION_KEYS")
    .action(async () => {
      const { rotateKeys } = await import("./rotate-keys");
      process.exitCode = await rotateKeys();
    });
  program
    .command("reset-password")
    .description("print a link with which somebody chooses a new password, once and within 30 minutes")
    .requiredOption("--email <e-mail>", "of the account")
    .action(async ({ email }: { email: string }) => {
      const { resetPassword } = await import("./reset-password");
      process.exitCode = await resetPassword(email, process);
    });
  addWorkspaceCommands(program);
  const hcl = program.command("hcl").description("work with Terraform files");
  hcl
    .command("check")
    .description("read every .tf file below a folder, write each again from what was read, and show the differences")
    .argument("<dir>", "folder")
    .option("--json", "one JSON document")
    .action(async (dir: string, options: { json?: boolean }) => {
      const { hclCheck } = await import("./hcl-check");
      process.exitCode = await hclCheck(dir, {
        json: options.json === true,
        stdout: process.stdout,
        stderr: process.stderr,
      });
    });
  const dbt = program.command("dbt").description("read dbt projects, without Python and without a database");
  passThrough(
    dbt.command("ls").description("print one JSON object per model and line, as dbt's manifest has it"),
    async (args) => {
      const { dbtLs } = await import("./dbt-ls");
      return dbtLs(args, process);
    },
  );
  passThrough(dbt.command("compile").description("print a model's compiled SQL"), async (args) => {
    const { dbtCompile } = await import("./dbt-compile");
    return dbtCompile(args, process);
  });
  await program.parseAsync([...argv]);
}
