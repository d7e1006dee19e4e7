// Starts the embedded Postgres and says where it is: to be killed by a test.
import { startEmbeddedPostgres } from "../../server/embedded/postgres.ts";

const postgres = await startEmbeddedPostgres(process.argv[2]);
process.send(postgres.url);
