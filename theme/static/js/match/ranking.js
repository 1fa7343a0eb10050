/** Openings in the order in which they fit. */

import { fit } from "./fit.js";

/** @typedef {import("./fit.js").Conditions & {i: number, path: string, title: string, until: string | null}} Opening */
/** @typedef {{opening: Opening, found: import("./fit.js").Fit}} Ranked */

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
	for (const opening of openings) {
		if (opening.until !== null && opening.until < today) continue;
		const found = fit(profile, opening, weights);
		(found.excluded ? left : proposals).push({ opening, found });
	}
	proposals.sort((one, other) => other.found.score - one.found.score || sooner(one.opening, other.opening));
	return { proposals, left };
}

/** Whose deadline comes first; of the same day (or of none), who is earlier in the list. @param {Opening} one @param {Opening} other */
function sooner(one, other) {
	const [first, second] = [one.until ?? NEVER, other.until ?? NEVER];
	return first === second ? one.i - other.i : first < second ? -1 : 1;
}
