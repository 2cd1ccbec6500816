// What starting the system takes from the deployment's settings, read once for many starts:
//   node prepare.mjs '{"edge": its wrangler.toml, "sandbox": the same, "assets", "migrations"}'
// Prints {"edge","sandbox"}, each as Miniflare takes it, and {"migrations": [{name, statements}]}.
// Wrangler alone takes longer to load than everything else that a start needs.
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

process.env.WRANGLER_SEND_METRICS = "false";
const { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } = createRequire(import.meta.url)(
  "wrangler",
);
const { edge, sandbox, assets, migrations } = JSON.parse(process.argv[2]);

function options(file, overrides) {
  const { workerOptions } = unstable_getMiniflareWorkerOptions(file, undefined, { overrides });
  const { modulesRules, containerEngine, ...rest } = workerOptions;
  return rest;
}

const files = readdirSync(migrations).filter((name) => name.endsWith(".sql")).sort();
console.log(
  JSON.stringify({
    edge: options(edge, { assets: { directory: assets } }),
    sandbox: options(sandbox),
    migrations: files.map((name) => ({
      name,
      statements: unstable_splitSqlQuery(readFileSync(join(migrations, name), "utf8")),
    })),
  }),
);
