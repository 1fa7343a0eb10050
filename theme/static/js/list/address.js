/** What a visitor chose, to and from the address of the page. */

/**
 * @typedef {object} Choice
 * @property {Record<string, string[]>} facets codes chosen of each facet; no empty lists
 * @property {string} q words as typed
 * @property {string} sort name of the order, "" for the list's own
 * @property {number} page from 1
 * @property {string} [day] ISO date on which an entry must be there; only lists with days know it
 */

const OWN_NAMES = ["q", "sort", "page", "day"];
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The choice that a query string tells; what the list does not know is left out.
 * @param {string} search location.search
 * @param {Record<string, {codes: string[]}>} facets of the list
 * @param {string[]} sorts names of the list's orders
 * @param {boolean} [days] whether the list knows on which days its entries are there
 * @returns {Choice}
 */
export function readChoice(search, facets, sorts, days = false) {
	const query = new URLSearchParams(search);
	/** @type {Record<string, string[]>} */
	const chosen = {};
	for (const [name, { codes }] of Object.entries(facets)) {
		const known = [...new Set(query.getAll(name))].filter((code) => codes.includes(code));
		if (known.length && !OWN_NAMES.includes(name)) chosen[name] = known;
	}
	const sort = query.get("sort") ?? "";
	const page = Number(query.get("page"));
	const day = query.get("day") ?? "";
	return {
		...(days && DAY.test(day) && !Number.isNaN(Date.parse(day)) ? { day } : {}),
		facets: chosen,
		q: (query.get("q") ?? "").trim(),
		sort: sorts.indexOf(sort) > 0 ? sort : "",
		page: Number.isInteger(page) && page > 1 ? page : 1,
	};
}

/**
 * The query string of a choice, with "?", or "" when nothing is chosen.
 * @param {Choice} choice
 * @returns {string}
 */
export function writeChoice(choice) {
	const query = new URLSearchParams();
	for (const name of Object.keys(choice.facets).sort()) {
		for (const code of choice.facets[name]) query.append(name, code);
	}
	if (choice.q) query.set("q", choice.q);
	if (choice.day) query.set("day", choice.day);
	if (choice.sort) query.set("sort", choice.sort);
	if (choice.page > 1) query.set("page", String(choice.page));
	const text = query.toString();
	return text ? `?${text}` : "";
}

/**
 * The choice with one code taken or left; the page starts again from 1.
 * @param {Choice} choice
 * @param {string} facet
 * @param {string} code
 * @param {boolean} taken
 * @returns {Choice}
 */
export function withCode(choice, facet, code, taken) {
	const others = (choice.facets[facet] ?? []).filter((other) => other !== code);
	return withFacet(choice, facet, taken ? [...others, code] : others);
}

/**
 * The choice with all codes of a facet replaced; the page starts again from 1.
 * @param {Choice} choice
 * @param {string} facet
 * @param {string[]} codes
 * @returns {Choice}
 */
export function withFacet(choice, facet, codes) {
	const { [facet]: _, ...facets } = choice.facets;
	return { ...choice, facets: codes.length ? { ...facets, [facet]: codes } : facets, page: 1 };
}

/** @type {Choice} */
export const NOTHING_CHOSEN = { facets: {}, q: "", sort: "", page: 1 };
