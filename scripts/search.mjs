/** Searches a built site in Node with the scripts of its search page. Called by scripts/search. */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createEngine } from "../theme/static/js/search/engine.js";
import { Facets } from "../theme/static/js/search/facets.js";
import { SearchDataError } from "../theme/static/js/search/packs.js";
import { dayNumber, openSource } from "../theme/static/js/search/source.js";

const USAGE = `使い方: scripts/search OUTPUT QUERY [--facet kind=openings …] [--limit N] [--json] [--bytes]

OUTPUT   組み立てたサイトのフォルダー
QUERY    さがす言葉
--facet  しぼりこみ（kind, area, field, topic, skill, time, mode, engagement, language, access, open）。くり返せます。
         kind は kind=opening のようにも書けます
--limit  いくつまで出すか（初期値：20。0はすべて）
--json   [{"ref", "score", "kind", "title"}] で出す。ref はページの場所です
--bytes  読んだファイルの数と大きさ（圧縮されたまま）も出す
--as-of  この日として扱う（例：2026-11-23）
例: scripts/search output "子ども食堂 葛飾" --facet kind=openings --json
`;

const MANIFEST = "manifest.json";

/** @param {string} text */
function refuse(text) {
	process.stderr.write(`${text}\n\n${USAGE}`);
	process.exit(2);
}

function parse() {
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				facet: { type: "string", multiple: true, default: [] },
				limit: { type: "string", default: "20" },
				json: { type: "boolean", default: false },
				bytes: { type: "boolean", default: false },
				"as-of": { type: "string" },
				help: { type: "boolean", short: "h", default: false },
			},
		});
	} catch (error) {
		return refuse(error instanceof Error ? error.message : String(error));
	}
}

const call = parse();
if (call.values.help) {
	process.stdout.write(USAGE);
	process.exit(0);
}
if (call.positionals.length !== 2) {
	refuse("OUTPUT と QUERY の2つを書いてください。");
}
const [output, query] = call.positionals;
const limit = Number(call.values.limit);
if (!Number.isInteger(limit) || limit < 0) {
	refuse(`--limit は0以上の整数です: ${call.values.limit}`);
}
const asOf = call.values["as-of"] ?? new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Tokyo" }).format(new Date());
if (Number.isNaN(dayNumber(asOf))) {
	refuse(`--as-of は 2026-11-23 のように書いてください: ${asOf}`);
}
/** @type {Map<string, Set<string>>} */
const chosen = new Map();
for (const choice of call.values.facet) {
	const [name, code] = choice.split("=", 2);
	if (!code) {
		refuse(`--facet は kind=openings のように書いてください: ${choice}`);
	}
	chosen.set(name, (chosen.get(name) ?? new Set()).add(code));
}

const read = { files: 0, bytes: 0 };

/** @param {string} path */
async function fetcher(path) {
	const file = join(output, "search", path.replace(/\?.*$/, ""));
	try {
		const bytes = await readFile(file);
		read.files += 1;
		read.bytes += bytes.length;
		return new Uint8Array(bytes);
	} catch {
		throw new SearchDataError("missing", file);
	}
}

try {
	const source = await openSource(fetcher);
	const facets = new Facets(source, dayNumber(asOf));
	for (const [name, codes] of chosen) {
		if (!facets.names.includes(name)) {
			refuse(`しぼりこみ「${name}」はありません。あるもの: ${facets.names.join(", ")}`);
		}
		const known = await facets.facet(name);
		for (const code of [...codes]) {
			if (name === "kind" && !known.has(code) && known.has(plural(code))) {
				codes.delete(code);
				codes.add(plural(code));
			} else if (!known.has(code)) {
				refuse(`「${name}」に「${code}」はありません。あるもの: ${[...known.keys()].join(", ")}`);
			}
		}
	}
	const { lunr } = { lunr: createRequire(import.meta.url)("lunr") };
	const found = await createEngine(lunr, source).search(query);
	const hits = found.rank(facets.accepts(await facets.marks(chosen)));
	const shown = limit === 0 ? hits : hits.slice(0, limit);
	const cards = await source.cards(
		shown.map((hit) => hit.document),
		"ja",
	);
	const kindOf = kinds(source.kinds);
	const results = shown.map(({ document, score }, place) => ({
		ref: cards[place].path,
		score,
		kind: kindOf(document),
		title: cards[place].title,
	}));
	if (call.values.json) {
		process.stdout.write(`${JSON.stringify(call.values.bytes ? { results, total: hits.length, read } : results)}\n`);
	} else {
		process.stdout.write(`${hits.length}件${found.mode === "or" ? "（すべての言葉を含むものはありません。一部を含むものです）" : ""}\n`);
		for (const { ref, score, kind, title } of results) {
			process.stdout.write(`${score.toFixed(3)}\t${kind}\t${title}\t${ref}\n`);
		}
		if (call.values.bytes) {
			process.stdout.write(`${read.files}ファイル ${read.bytes}バイト\n`);
		}
	}
} catch (error) {
	if (error instanceof SearchDataError && error.code === "missing" && error.path === join(output, "search", MANIFEST)) {
		refuse(`組み立て済みのサイトのフォルダーではありません: ${output}（${error.path} がありません）`);
	} else if (error instanceof SearchDataError) {
		process.stderr.write(
			`検索のデータが読めません（${error.code}）: ${error.path}\nサイトを組み立て直してください。例: scripts/site --build\n`,
		);
		process.exit(1);
	}
	throw error;
}

/**
 * The name of a kind, which is that of its table, from the name of one thing: opening, company, case_study.
 * @param {string} one
 */
function plural(one) {
	return one.endsWith("y") ? `${one.slice(0, -1)}ies` : `${one}s`;
}

/** @param {[string, number, number][]} ranges */
function kinds(ranges) {
	return (/** @type {number} */ document) => {
		let end = 0;
		for (const [kind, count] of ranges) {
			end += count;
			if (document < end) {
				return kind;
			}
		}
		return "";
	};
}
