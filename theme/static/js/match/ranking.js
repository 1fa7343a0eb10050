/** Openings in the order in which they fit. */

import { fit } from "./fit.js";

/** @typedef {import("./fit.js").Conditions & {i: number, path: string, title: string, until: string | null}} Opening */

/**
 * An opening with its score. The reasons of 50,000 openings would fill the memory only to be thrown away, so that they
 * are made again for the few that are shown.
 */
class Ranked {
	/**
	 * @param {Opening} opening
	 * @param {number} score
	 * @param {{profile: import("./fit.js").Profile, weights: Record<string, number>}} asked the same for all
	 */
	constructor(opening, score, asked) {
		this.opening = opening;
		this.score = score;
		this.asked = asked;
	}

	/** @returns {import("./fit.js").Fit} */
	get found() {
		return fit(this.asked.profile, this.opening, this.asked.weights);
	}
}

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
};

/**
 * An opening with what it leaves open filled in.
 * @param {Partial<Opening>} said as it stands in the data
 * @returns {Opening}
 */
export function whole(said) {
	return /** @type {Opening} */ ({ ...NOTHING_ASKED, ...said });
}

/**
 * Those that fit, best first, then those whose deadline is sooner; and those that a hard condition excludes. What has
 * passed is in neither.
 * @param {Opening[]} openings
 * @param {import("./fit.js").Profile} profile
 * @param {Record<string, number>} weights
 * @param {string} today ISO date
 * @returns {{proposals: Ranked[], left: Ranked[]}}
 */
export function rank(openings, profile, weights, today) {
	/** @type {Ranked[]} */
	const proposals = [];
	/** @type {Ranked[]} */
	const left = [];
	const asked = { profile, weights };
	for (const opening of openings) {
		if (opening.until !== null && opening.until < today) continue;
		const found = fit(profile, opening, weights);
		(found.excluded ? left : proposals).push(new Ranked(opening, found.score, asked));
	}
	proposals.sort((one, other) => other.score - one.score || sooner(one.opening, other.opening));
	return { proposals, left };
}

/** Whose deadline comes first; of the same day (or of none), who is earlier in the list. @param {Opening} one @param {Opening} other */
function sooner(one, other) {
	const [first, second] = [one.until ?? NEVER, other.until ?? NEVER];
	return first === second ? one.i - other.i : first < second ? -1 : 1;
}
