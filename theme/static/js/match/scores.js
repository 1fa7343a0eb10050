/**
 * The scores of one profile with all openings at once: the numbers that fit.js gives one by one with their reasons, as
 * insight/fit_matrix.py does in numpy.
 */

import { MODES } from "./columns.js";
import {
	AGE_BANDS,
	ASPECTS,
	EARTH_RADIUS_KM,
	FAR_TENTHS,
	NEAR_TENTHS,
	NEUTRAL,
	OVERLAP_PERCENTS,
	REQUIRED_PERCENT,
} from "./fit.js";

/** @typedef {ReturnType<typeof import("./columns.js").columnsOf>} Columns */
/** @typedef {import("./fit.js").Profile} Profile */

/** Stands where a hard condition is not met. */
export const EXCLUDED = -1;
const [ONSITE, ONLINE, HYBRID] = MODES.keys();

/**
 * Scores of 0 to 100 in the order of the openings, EXCLUDED where `fit` excludes.
 * @param {Columns} columns
 * @param {Profile} profile
 * @param {Record<string, number>} weights
 * @returns {Int8Array}
 */
export function scoresOf(columns, profile, weights) {
	const total = ASPECTS.reduce((sum, aspect) => sum + weights[aspect], 0);
	const points = new Int32Array(columns.count).fill(NEUTRAL * total);
	const excluded = new Uint8Array(columns.count);
	const sum = { points, excluded, columns, profile };
	addInterests(sum, weights.interests);
	addSkills(sum, weights.skills);
	addTime(sum, weights.time);
	addPlace(sum, weights.place);
	addOneOf(sum, columns.engagement, profile.engagements, weights.engagement);
	addOneOf(sum, columns.role, profile.roles, weights.role);
	addOneOf(sum, columns.languages, profile.languages, weights.languages);
	addAccess(sum, weights.access);
	addRest(sum, weights.beginner, weights.hours);
	const scores = new Int8Array(columns.count);
	for (let row = 0; row < scores.length; row++) {
		if (excluded[row]) scores[row] = EXCLUDED;
		else scores[row] = total === 0 ? NEUTRAL : Math.floor((2 * points[row] + total) / (2 * total));
	}
	return scores;
}

/** @typedef {{points: Int32Array, excluded: Uint8Array, columns: Columns, profile: Profile}} Sum */

/** @param {Sum} sum @param {number} weight */
function addInterests({ points, columns, profile }, weight) {
	if (!profile.topics.length && !profile.fields.length) return;
	const topics = columns.topics.common(profile.topics);
	const fields = columns.fields.common(profile.fields);
	for (let row = 0; row < points.length; row++) {
		if (columns.topics.counts[row] + columns.fields.counts[row] === 0) continue;
		points[row] += weight * (overlap(topics[row] + fields[row]) - NEUTRAL);
	}
}

/** @param {Sum} sum @param {number} weight */
function addSkills({ points, excluded, columns, profile }, weight) {
	if (!profile.skills.length) return;
	const have = columns.required.common(profile.skills);
	const wanted = columns.wanted.common(profile.skills);
	for (let row = 0; row < points.length; row++) {
		const required = columns.required.counts[row];
		if (have[row] < required) excluded[row] = 1;
		if (columns.wanted.counts[row] === 0) continue;
		points[row] += weight * (Math.max(overlap(wanted[row]), required ? REQUIRED_PERCENT : 0) - NEUTRAL);
	}
}

/** @param {Sum} sum @param {number} weight */
function addTime({ points, excluded, columns, profile }, weight) {
	if (!profile.slots.length) return;
	const common = columns.slots.common(profile.slots);
	const anytime = columns.slots.common(["anytime"]);
	const free = profile.slots.includes("anytime");
	for (let row = 0; row < points.length; row++) {
		const named = columns.slots.counts[row];
		if (named === 0) continue;
		let percent = 100;
		if (!free && !anytime[row]) {
			if (common[row] === 0) excluded[row] = 1;
			percent = 60 + Math.floor((40 * common[row]) / named);
		}
		points[row] += weight * (percent - NEUTRAL);
	}
}

/** @param {Sum} sum @param {number} weight */
function addPlace({ points, excluded, columns, profile }, weight) {
	const has = (/** @type {string} */ mode) => !profile.modes.length || profile.modes.includes(mode);
	const going = has("onsite") || has("hybrid");
	const online = has("online") || has("hybrid");
	const limit = profile.within_km === null ? FAR_TENTHS : Math.floor(profile.within_km * 10 + 0.5);
	const distances = profile.place && going ? tenths(columns, profile.place) : null;
	for (let row = 0; row < points.length; row++) {
		const mode = columns.mode[row];
		if ((mode === ONLINE && !online) || (mode === ONSITE && !going)) excluded[row] = 1;
		else if (mode === ONLINE) {
			if (profile.modes.length) points[row] += weight * (100 - NEUTRAL);
		} else if (distances && distances[row] >= 0) {
			const distance = distances[row];
			const otherwise = mode === HYBRID && online;
			if (profile.within_km !== null && distance > limit) {
				if (!otherwise) excluded[row] = 1; // online instead, neither nearer nor farther
				continue;
			}
			const lost = Math.floor((50 * (distance - NEAR_TENTHS)) / Math.max(limit - NEAR_TENTHS, 1));
			const percent = distance <= NEAR_TENTHS ? 100 : Math.max(0, 100 - lost);
			points[row] += weight * (Math.max(percent, otherwise ? NEUTRAL : 0) - NEUTRAL);
		}
	}
}

/** Great-circle distances as tenthsOfKm gives them; -1 where no place is known. @param {Columns} columns @param {[number, number]} place */
function tenths(columns, [latitude, longitude]) {
	const cosine = Math.cos((latitude * Math.PI) / 180);
	const found = new Int32Array(columns.count);
	for (let row = 0; row < found.length; row++) {
		const first = Math.sin(((columns.latitude[row] - latitude) * Math.PI) / 180 / 2);
		const second = Math.sin(((columns.longitude[row] - longitude) * Math.PI) / 180 / 2);
		const share = first ** 2 + cosine * columns.cosine[row] * second ** 2;
		const distance = Math.floor(2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(share))) * 10 + 0.5);
		found[row] = Number.isNaN(distance) ? -1 : distance;
	}
	return found;
}

/** Any one in common, or none. @param {Sum} sum @param {Columns["role"]} asked @param {string[]} answers @param {number} weight */
function addOneOf({ points }, asked, answers, weight) {
	if (!answers.length) return;
	const common = asked.common(answers);
	for (let row = 0; row < points.length; row++) {
		if (asked.counts[row]) points[row] += weight * ((common[row] ? 100 : 0) - NEUTRAL);
	}
}

/** @param {Sum} sum @param {number} weight */
function addAccess({ points, columns, profile }, weight) {
	const needs = new Set(profile.access_needs).size;
	if (!needs) return;
	const met = columns.access.common(profile.access_needs);
	for (let row = 0; row < points.length; row++) points[row] += weight * Math.floor((50 * met[row]) / needs);
}

/** Whether beginners are welcome, hours, age. @param {Sum} sum @param {number} first @param {number} second weights */
function addRest({ points, excluded, columns, profile }, first, second) {
	if (profile.beginner === true) {
		for (let row = 0; row < points.length; row++) {
			if (columns.beginners[row] >= 0) points[row] += first * (columns.beginners[row] * 100 - NEUTRAL);
		}
	}
	if (profile.hours_per_month !== null) {
		const have = Math.floor(profile.hours_per_month * 10 + 0.5);
		for (let row = 0; row < points.length; row++) {
			const need = columns.hours[row];
			if (need) points[row] += second * (Math.min(100, Math.floor((100 * have) / need)) - NEUTRAL);
		}
	}
	if (profile.age_band !== null) {
		const oldest = AGE_BANDS[profile.age_band][1];
		for (let row = 0; row < points.length; row++) if (oldest < columns.least_age[row]) excluded[row] = 1;
	}
}

/** @param {number} count */
function overlap(count) {
	return OVERLAP_PERCENTS[Math.min(count, OVERLAP_PERCENTS.length - 1)];
}
