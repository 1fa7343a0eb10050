/** Words and links that may not stand in a text. The patterns are those of the catalog, carried by the page. */

import { whole } from "./rules_cells.js";

/** @typedef {import("./rules.js").Check} Check */
/** @typedef {{source: string, flags: string}} Pattern */

/** A pattern that no text has. */
const NOTHING = /(?!)/g;

/** @type {Record<string, Check>} */
export const TEXTS = {
	*"safe-links"(look, { fields, safe }) {
		for (const column of fields) {
			for (const link of look(column).split(";").filter(Boolean)) {
				if (!whole(safe).test(link)) yield { column, rule: "unsafe-link" };
			}
		}
	},
	*"demo-contact"(look, { fields }) {
		if (look("demo") !== "true") return;
		for (const column of fields) {
			for (const link of look(column).split(";").filter(Boolean)) {
				const [authority] = link.replace(/^https?:\/\/|^mailto:/, "").split("/");
				const host = authority.split("@").pop()?.split(":")[0] ?? "";
				if (!host.endsWith(".example")) yield { column, rule: "demo-contact" };
			}
		}
	},
	"price-refused": giftsAlone,
	"exchange-refused": giftsAlone,
	*"words-in-text"(look, { fields, code, patterns, every, but, without }) {
		for (const column of fields) {
			let text = look(column);
			if (without) text = text.replace(everywhere(without), "");
			for (const found of hits(text, patterns, every)) {
				if (!but || !new RegExp(`^(?:${but.source})`, but.flags).test(found))
					yield { column, rule: code, detail: { value: found.slice(0, 40) } };
			}
		}
	},
};

/**
 * The first hit in each text in whose clause nothing stands that makes it harmless, as catalog/rules/gifts.py.
 * @type {Check}
 */
function* giftsAlone(look, { name, fields, searches, after }) {
	for (const column of fields) {
		const text = look(column);
		const found = searches
			.flatMap((/** @type {{pattern: Pattern, unless: Pattern | null}} */ { pattern, unless }) =>
				[...text.matchAll(everywhere(pattern))].filter(
					(hit) => !unless || clause(text, hit.index, hit[0], after).search(everywhere(unless)) < 0,
				),
			)
			.at(0);
		if (found) yield { column, rule: name, detail: { value: found[0].slice(0, 40) } };
	}
}

/**
 * A hit with what stands before it in its clause, and a few characters behind.
 * @param {string} text @param {number} start @param {string} hit @param {number} after characters
 */
function clause(text, start, hit, after) {
	const [before] = text
		.slice(0, start)
		.split(/[。、\n]/)
		.slice(-1);
	const end = start + hit.length;
	const [behind] = [...text.slice(end)]
		.slice(0, after)
		.join("")
		.split(/[。、\n]/);
	return before + hit + behind;
}

/**
 * What the patterns find: the first hit of the first pattern that has one, or every hit.
 * @param {string} text @param {Pattern[]} patterns @param {boolean} every @returns {string[]}
 */
function hits(text, patterns, every) {
	const found = patterns.flatMap((pattern) => [...text.matchAll(everywhere(pattern))].map(([hit]) => hit));
	return every ? found : found.slice(0, 1);
}

/** @param {Pattern} pattern */
function everywhere({ source, flags }) {
	try {
		return new RegExp(source, `${flags}g`);
	} catch {
		return NOTHING; // a browser from before 2023 that cannot look behind: applying finds it
	}
}
