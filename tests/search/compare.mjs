/**
 * Asks the page's engine over packs, and lunr.js over one full index of the same terms, and compares.
 * node compare.mjs < [{"folder", "fields": {name: boost}, "documents": [{field: text}], "boosts": [1, …], "queries": [text]}]
 * Prints what differs: [{"folder", "query", "ours", "theirs"}].
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createEngine } from "../../theme/static/js/search/engine.js";
import { parseQuery } from "../../theme/static/js/search/query.js";
import { openSource } from "../../theme/static/js/search/source.js";
import { indexTerms } from "../../theme/static/js/search/terms.js";

const lunr = createRequire(import.meta.url)("lunr");
const NEARLY = 1e-9;

/** One lunr index of all documents, with the terms as tokens and nothing else done to them. */
function fullIndex({ fields, documents, boosts }) {
	const builder = new lunr.Builder();
	builder.b(0);
	builder.ref("id");
	for (const [name, boost] of Object.entries(fields)) builder.field(name, { boost });
	documents.forEach((document, number) => {
		const terms = Object.keys(fields).map((name) => [name, indexTerms(document[name])]);
		builder.add({ id: String(number), ...Object.fromEntries(terms) }, { boost: boosts[number] });
	});
	return builder.build();
}

/** lunr's results for requirements, all of a presence: document to score. */
function ask(index, requirements, presence) {
	const found = index.query((query) => {
		for (const { type, text } of requirements) {
			const wildcard = type === "prefix" ? lunr.Query.wildcard.TRAILING : lunr.Query.wildcard.NONE;
			query.term(text, { presence, wildcard, usePipeline: false });
		}
	});
	return new Map(found.map(({ ref, score }) => [Number(ref), score]));
}

/** What docs/search.md says a query means, in lunr's own words: words without synonyms, all known or plainly unknown. */
function reference(index, text) {
	const { REQUIRED, OPTIONAL } = lunr.Query.presence;
	const words = parseQuery(text).map((word) => ({ ...word, requirements: word.alternatives[0].requirements }));
	const wanted = words.filter((word) => !word.prohibited);
	if (wanted.length === 0) return new Map();
	const of = new Map(words.map((word) => [word, ask(index, word.requirements, REQUIRED)]));
	let counted = wanted;
	let documents = [...of.get(wanted[0]).keys()].filter((one) => wanted.every((word) => of.get(word).has(one)));
	if (documents.length === 0 && wanted.length > 1) {
		counted = wanted.filter((word) => of.get(word).size > 0);
		documents = [...new Set(counted.flatMap((word) => [...of.get(word).keys()]))];
	}
	const out = words.filter((word) => word.prohibited);
	documents = documents.filter((one) => !out.some((word) => of.get(word).has(one)));
	if (documents.length === 0) return new Map();
	const scores = ask(
		index,
		counted.flatMap((word) => word.requirements),
		OPTIONAL,
	);
	return new Map(documents.map((one) => [one, scores.get(one)]));
}

let input = "";
for await (const part of process.stdin) input += part;
const different = [];
let compared = 0;
for (const corpus of JSON.parse(input)) {
	const index = fullIndex(corpus);
	const source = await openSource(async (path) => new Uint8Array(await readFile(join(corpus.folder, path))));
	const engine = createEngine(lunr, source);
	for (const query of corpus.queries) {
		const found = await engine.search(query);
		if (found.mode === "all" || found.meant.length > 0) continue; // guesses are tested by themselves
		const hits = found.rank();
		const ours = new Map(hits.map(({ document, score }) => [document, score]));
		const theirs = reference(index, query);
		const same =
			ours.size === theirs.size && [...ours].every(([one, score]) => Math.abs(score - theirs.get(one)) < NEARLY);
		const sorted = hits.every((hit, place) => place === 0 || hits[place - 1].score >= hit.score - NEARLY);
		compared += 1;
		if (!same || !sorted) different.push({ folder: corpus.folder, query, ours: [...ours], theirs: [...theirs] });
	}
}
process.stdout.write(JSON.stringify({ compared, different }));
