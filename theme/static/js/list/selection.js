/** Which rows of a list fit a choice, and how many would fit each further choice. No page. */

import { foldedWords } from "./fold.js";

/**
 * @typedef {object} List as in list.json
 * @property {string | number} version
 * @property {number} count rows
 * @property {number} page_size rows a page
 * @property {Record<string, {codes: string[], labels: string[]}>} facets
 * @property {Record<string, (number | number[])[]>} columns of each facet: for each row the places of its codes
 * @property {Record<string, number[]>} sort for each order the place of each row in it; the first is the rows' own
 * @property {string[] | string | null} text folded text of each row, or the file that has it
 * @property {{shard_size: number, path: string}} cards
 * @property {(string | null)[]} [until] ISO date after which a row is over
 * @property {[string | null, string | null][]} [days] first and last ISO date of each row; null: no limit
 *
 * @typedef {object} Selection
 * @property {number[]} rows that fit, in order
 * @property {Record<string, number[]>} counts of each facet: rows that fit all other facets and have the code
 * @property {Record<string, number>} without of each facet in use: rows that would fit without it
 * @property {number} withoutWords rows that would fit without the words
 * @property {number} withoutDay rows that would fit on any day
 */

/**
 * Rows that have any of the chosen codes of every facet and all words; in the chosen order, those over last.
 * One pass: a row that fails exactly one facet still counts for that facet's other choices.
 * @param {List} list
 * @param {import("./address.js").Choice} choice
 * @param {string[] | null} text folded text of each row; null: words are not asked
 * @param {string} today ISO date
 * @returns {Selection}
 */
export function select(list, choice, text, today) {
	const names = Object.keys(list.facets);
	const columns = names.map((name) => list.columns[name]);
	const counts = names.map((name) => new Array(list.facets[name].codes.length).fill(0));
	const wanted = names.map((name) => {
		const codes = choice.facets[name];
		return codes ? new Set(codes.map((code) => list.facets[name].codes.indexOf(code))) : null;
	});
	const without = new Array(names.length).fill(0);
	const words = text ? foldedWords(choice.q) : [];
	const fits = new Uint8Array(list.count);
	let fitting = 0;
	let withoutWords = 0;
	let withoutDay = 0;

	for (let row = 0; row < list.count; row += 1) {
		let failed = -1;
		let failures = 0;
		for (let place = 0; place < names.length && failures < 2; place += 1) {
			const codes = wanted[place];
			if (codes && !hasAny(columns[place][row], codes)) {
				failed = place;
				failures += 1;
			}
		}
		if (failures > 1) continue;
		const said = !text || words.every((word) => text[row].includes(word));
		const there = isThere(list.days?.[row], choice.day);
		if (failures === 0 && said) withoutDay += 1;
		if (!there) continue;
		if (failures === 0) withoutWords += 1;
		if (!said) continue;
		if (failures === 1) {
			without[failed] += 1;
			count(counts[failed], columns[failed][row]);
			continue;
		}
		fits[row] = 1;
		fitting += 1;
		for (let place = 0; place < names.length; place += 1) {
			count(counts[place], columns[place][row]);
		}
	}

	const inUse = names.filter((_, place) => wanted[place]);
	return {
		rows: ordered(list, choice.sort, fits, today),
		counts: Object.fromEntries(names.map((name, place) => [name, counts[place]])),
		without: Object.fromEntries(inUse.map((name) => [name, without[names.indexOf(name)] + fitting])),
		withoutWords,
		withoutDay,
	};
}

/**
 * @param {[string | null, string | null] | undefined} days first and last; an end that is not told is open
 * @param {string | undefined} day
 */
function isThere(days, day) {
	if (!day || !days) return true;
	return (days[0] ?? day) <= day && day <= (days[1] ?? day);
}

/**
 * @param {number | number[]} codes
 * @param {Set<number>} wanted
 */
function hasAny(codes, wanted) {
	return typeof codes === "number" ? wanted.has(codes) : codes.some((code) => wanted.has(code));
}

/**
 * @param {number[]} counts
 * @param {number | number[]} codes
 */
function count(counts, codes) {
	if (typeof codes !== "number") for (const code of codes) counts[code] += 1;
	else if (codes >= 0) counts[codes] += 1;
}

/**
 * @param {List} list
 * @param {string} sort
 * @param {Uint8Array} fits
 * @param {string} today
 * @returns {number[]}
 */
function ordered(list, sort, fits, today) {
	const places = sort === Object.keys(list.sort)[0] ? undefined : list.sort[sort];
	const order = new Uint32Array(list.count);
	for (let row = 0; row < list.count; row += 1) order[places ? places[row] : row] = row;
	const rows = [...order.filter((row) => fits[row])];
	const { until } = list;
	if (!until) return rows;
	const over = (/** @type {number} */ row) => (until[row] ?? "9999") < today;
	return [...rows.filter((row) => !over(row)), ...rows.filter(over)];
}
