/** Openings in the order in which they fit. */

import { openingState } from "../day.js";
import { columnsOf } from "./columns.js";
import { fit } from "./fit.js";
import { EXCLUDED, scoresOf } from "./scores.js";

/** @typedef {import("./fit.js").Conditions & {i: number, path: string, title: string, until: string | null, confirmed: string | null}} Opening */
/** @typedef {{opening: Opening, found: import("./fit.js").Fit}} Ranked an opening with its score and every reason */

const NEVER = "9999";
const NOTHING_ASKED = {
	fields: [],
	topics: [],
	skills_required: [],
	skills_welcome: [],
	qualifications: [],
	slots: [],
	mode: "onsite",
	engagement: null,
	role: null,
	languages: [],
	access_features: [],
	place: null,
	min_age: null,
	beginners_welcome: null,
	hours_per_month: null,
	until: null,
	confirmed: null,
};

/**
 * An opening with what it leaves open filled in.
 * @param {Partial<Opening>} said as it stands in the data
 * @returns {Opening}
 */
export function whole(said) {
	return /** @type {Opening} */ ({ ...NOTHING_ASKED, ...said });
}

/** All openings that can be joined on a day, ready to be ranked for any profile. */
export class Openings {
	/**
	 * What has passed on that day, and what waits for a confirmation, is left out.
	 * @param {Opening[]} openings
	 * @param {string} today ISO date
	 */
	constructor(openings, today) {
		this.all = openings.filter((opening) => openingState(opening, today) === "open").sort(sooner);
		this.columns = columnsOf(this.all);
	}

	/**
	 * Those that fit, best first, then those whose deadline is sooner; and those that a hard condition excludes.
	 * @param {import("./fit.js").Profile} profile
	 * @param {Record<string, number>} weights
	 */
	rank(profile, weights) {
		const scores = scoresOf(this.columns, profile, weights);
		// They stand by deadline already, so that counting by score sorts them.
		const starts = new Uint32Array(103);
		for (const score of scores) starts[100 - score + 1] += 1;
		for (let place = 1; place < starts.length; place++) starts[place] += starts[place - 1];
		const excluded = starts[100 - EXCLUDED];
		const order = new Uint32Array(scores.length);
		for (let row = 0; row < scores.length; row++) order[starts[100 - scores[row]]++] = row;
		const ranked = (/** @type {Uint32Array} */ rows) => new Ranking(this.all, rows, profile, weights);
		return { proposals: ranked(order.subarray(0, excluded)), left: ranked(order.subarray(excluded)) };
	}
}

/** Openings in an order. Reasons are made for those that are looked at. */
class Ranking {
	/** @param {Opening[]} openings @param {Uint32Array} rows @param {import("./fit.js").Profile} profile @param {Record<string, number>} weights */
	constructor(openings, rows, profile, weights) {
		this.openings = openings;
		this.rows = rows;
		this.profile = profile;
		this.weights = weights;
	}

	get length() {
		return this.rows.length;
	}

	/** The first so many. @param {number} count @returns {Ranked[]} */
	first(count) {
		return Array.from(this.rows.subarray(0, count), (row) => {
			const opening = this.openings[row];
			return { opening, found: fit(this.profile, opening, this.weights) };
		});
	}
}

/** Whose deadline comes first; of the same day (or of none), who is earlier in the list. @param {Opening} one @param {Opening} other */
function sooner(one, other) {
	const [first, second] = [one.until ?? NEVER, other.until ?? NEVER];
	return first === second ? one.i - other.i : first < second ? -1 : 1;
}
