/** What is wrong with one row, by the rules of the schema: the same names as `tomoni validate`, held by shared vectors. */

import { cellFault } from "./rules_cells.js";
import { DATES } from "./rules_dates.js";
import { FIGURES } from "./rules_figures.js";
import { ORGANIZATIONS } from "./rules_organizations.js";
import { PEOPLE } from "./rules_people.js";
import { PLACES } from "./rules_places.js";
import { TEXTS } from "./rules_texts.js";

/** @typedef {import("./rules_cells.js").FieldRules} FieldRules */
/** @typedef {{name: string, kind: string, [given: string]: any}} RowRule what the schema's check gives, and what the codelists say */
/** @typedef {{fields: Record<string, FieldRules>, rows: RowRule[], unknown: string[], control: {source: string, flags: string}}} Rules */
/** @typedef {{column: string, rule: string, fields?: string[], detail?: Record<string, string>}} Fault */
/** @typedef {(column: string) => string} Look the cell of a column, "" where nothing stands */
/** @typedef {(look: Look, rule: RowRule, today: string) => Iterable<Fault>} Check */

/** What is wrong with a text and leaves it a text: rules of the row still look at it. */
const READ_ALL_THE_SAME = new Set(["not-known-word", "control-character", "list-item-twice"]);

/** Rules that look at each of their columns by itself: a wrong one hides nothing of the others. */
const BY_COLUMN = new Set([
	"words-in-text",
	"price-refused",
	"exchange-refused",
	"safe-links",
	"demo-contact",
	"not-in-the-future",
	"claimed-required",
]);

/** @type {Record<string, Check>} */
const CHECKS = { ...DATES, ...FIGURES, ...ORGANIZATIONS, ...PEOPLE, ...PLACES, ...TEXTS };

/**
 * @param {Rules} rules
 * @param {Record<string, string>} cells as they would stand in the CSV; what is not there is empty
 * @param {string} today ISO date
 * @returns {Fault[]} of the columns that the form asks for: first those of one cell, then those of the row
 */
export function faults(rules, cells, today) {
	/** @type {Fault[]} */
	const found = [];
	const refused = { unknown: new Set(rules.unknown), control: new RegExp(rules.control.source, rules.control.flags) };
	for (const [column, asked] of Object.entries(rules.fields)) {
		const rule = cellFault(asked, cells[column] ?? "", refused);
		if (rule) found.push({ column, rule });
	}
	const unread = found.filter(({ rule }) => !READ_ALL_THE_SAME.has(rule));
	const wrong = new Set(unread.map(({ column }) => column));
	for (const rule of rules.rows) {
		let misled = false; // what a rule finds that looked at a wrong cell is not to be trusted
		const look = (/** @type {string} */ column) => {
			misled ||= wrong.has(column);
			return wrong.has(column) ? "" : (cells[column] ?? "");
		};
		const more = [...CHECKS[rule.kind](look, rule, today)];
		if (!misled || BY_COLUMN.has(rule.kind))
			found.push(...more.filter(({ column }) => column in rules.fields && !wrong.has(column)));
	}
	return found;
}
