/** Asks a built site many queries in one process: node ask.mjs SITE DAY < [{"query", "facets"}] > [[{"path", "score"}]] */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createEngine } from "../../theme/static/js/search/engine.js";
import { Facets } from "../../theme/static/js/search/facets.js";
import { dayNumber, openSource } from "../../theme/static/js/search/source.js";

const SHOWN = 10;
const [, , site, day] = process.argv;
const source = await openSource(
	async (path) => new Uint8Array(await readFile(join(site, "search", path.replace(/\?.*$/, "")))),
);
const engine = createEngine(createRequire(import.meta.url)("lunr"), source);
const facets = new Facets(source, dayNumber(day));
let input = "";
for await (const part of process.stdin) input += part;
const answers = [];
for (const { query, facets: choices } of JSON.parse(input)) {
	const chosen = new Map();
	for (const choice of choices) {
		const [name, code] = choice.split("=");
		chosen.set(name, new Set([...(chosen.get(name) ?? []), code]));
	}
	const found = await engine.search(query);
	const hits = found.rank(facets.accepts(await facets.marks(chosen))).slice(0, SHOWN);
	const cards = await source.cards(
		hits.map((hit) => hit.document),
		"ja",
	);
	answers.push(hits.map(({ score }, place) => ({ path: cards[place].path, score })));
}
process.stdout.write(JSON.stringify(answers));
