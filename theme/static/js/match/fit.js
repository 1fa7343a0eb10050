/**
 * How well a person and an opening fit: the same rules and numbers as plugins/tomoni/insight/fit.py, which explains
 * them; tests/vectors/fit.jsonl holds the two together.
 */

/**
 * What a person answered; empty or null is not answered.
 * @typedef {object} Profile
 * @property {string[]} fields
 * @property {string[]} topics
 * @property {string[]} skills
 * @property {string[]} slots
 * @property {string[]} modes
 * @property {string[]} engagements
 * @property {string[]} roles
 * @property {string[]} languages
 * @property {string[]} access_needs
 * @property {[number, number] | null} place latitude and longitude in degrees
 * @property {number | null} within_km
 * @property {string | null} age_band
 * @property {boolean | null} beginner
 * @property {number | null} hours_per_month
 */

/**
 * What an opening asks for and offers.
 * @typedef {object} Conditions
 * @property {string[]} fields
 * @property {string[]} topics
 * @property {string[]} skills_required
 * @property {string[]} skills_welcome
 * @property {string[]} qualifications
 * @property {string[]} slots
 * @property {string} mode
 * @property {string | null} engagement
 * @property {string | null} role
 * @property {string[]} languages
 * @property {string[]} access_features
 * @property {[number, number] | null} place
 * @property {number | null} min_age
 * @property {boolean | null} beginners_welcome
 * @property {number | null} hours_per_month
 */

/** @typedef {{aspect: string, kind: "fits" | "differs" | "missing" | "excludes" | "unknown", values: string[], percent: number | null}} Reason */
/** @typedef {{score: number, reasons: Reason[], excluded: boolean}} Fit */

export const DEFAULT_WEIGHTS = {
	interests: 25,
	skills: 25,
	time: 15,
	place: 15,
	engagement: 8,
	access: 8,
	beginner: 6,
	role: 4,
	languages: 4,
	hours: 4,
};
export const ASPECTS = Object.keys(DEFAULT_WEIGHTS);
/** What an aspect counts that nobody answered, and the score where nothing was compared. */
export const NEUTRAL = 50;
export const OVERLAP_PERCENTS = [0, 70, 85, 100];
/** What the skills count at least where all that are required are there. */
export const REQUIRED_PERCENT = 85;
export const NEAR_TENTHS = 20;
export const FAR_TENTHS = 150;
/** @type {Record<string, [number, number]>} */
export const AGE_BANDS = {
	"under-15": [0, 14],
	"15-17": [15, 17],
	"18-29": [18, 29],
	"30-64": [30, 64],
	"65-": [65, 120],
};
/** @type {Reason[]} one empty list for all, since most aspects of most openings say nothing */
const NOTHING = [];
export const EARTH_RADIUS_KM = 6371.0088;

/** @type {Profile} */
export const NO_ANSWERS = {
	fields: [],
	topics: [],
	skills: [],
	slots: [],
	modes: [],
	engagements: [],
	roles: [],
	languages: [],
	access_needs: [],
	place: null,
	within_km: null,
	age_band: null,
	beginner: null,
	hours_per_month: null,
};

/**
 * How well the two fit.
 * @param {Profile} profile
 * @param {Conditions} opening
 * @param {Record<string, number>} weights
 * @returns {Fit}
 */
export function fit(profile, opening, weights = DEFAULT_WEIGHTS) {
	/** @type {Reason[]} */
	const reasons = [];
	for (const aspect of [interests, skills, time, place]) {
		for (const reason of aspect(profile, opening)) reasons.push(reason);
	}
	for (const reason of oneOf("engagement", profile.engagements, opening.engagement)) reasons.push(reason);
	for (const reason of oneOf("role", profile.roles, opening.role)) reasons.push(reason);
	for (const aspect of [languages, access, beginner, hours, age]) {
		for (const reason of aspect(profile, opening)) reasons.push(reason);
	}
	for (const text of sortedTexts(opening.qualifications)) reasons.push(made("qualifications", "missing", [text]));
	let total = 0;
	for (const aspect of ASPECTS) total += weights[aspect];
	let points = NEUTRAL * total;
	for (const { aspect, kind, percent } of reasons) {
		if (kind === "excludes") return { score: 0, reasons, excluded: true };
		if (percent !== null) points += weights[aspect] * (percent - NEUTRAL);
	}
	const score = total === 0 ? NEUTRAL : Math.floor((2 * points + total) / (2 * total));
	return { score, reasons, excluded: false };
}

/**
 * The great-circle distance in whole tenths of a kilometre.
 * @param {[number, number]} first
 * @param {[number, number]} second
 */
export function tenthsOfKm(first, second) {
	const radians = (/** @type {number} */ degrees) => (degrees * Math.PI) / 180;
	const halfLatitude = Math.sin(radians(second[0] - first[0]) / 2);
	const halfLongitude = Math.sin(radians(second[1] - first[1]) / 2);
	const share = halfLatitude ** 2 + Math.cos(radians(first[0])) * Math.cos(radians(second[0])) * halfLongitude ** 2;
	return Math.floor(2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(share))) * 10 + 0.5);
}

/**
 * @param {string} aspect
 * @param {Reason["kind"]} kind
 * @param {string[]} values
 * @param {number | null} percent
 * @returns {Reason}
 */
function made(aspect, kind, values = [], percent = null) {
	return { aspect, kind, values, percent };
}

/** @param {string} aspect @param {number} percent @param {string[]} values */
function counted(aspect, percent, values = []) {
	return made(aspect, percent >= NEUTRAL ? "fits" : "differs", values, percent);
}

/** Codes once each, sorted; they are plain ASCII. @param {string[]} codes */
function sorted(codes) {
	if (codes.length < 2) return codes;
	const once = codes.filter((code, place) => codes.indexOf(code) === place);
	return once.length < 2 ? once : once.sort();
}

/** Texts in the order of code points, as Python sorts. @param {string[]} texts */
function sortedTexts(texts) {
	const points = (/** @type {string} */ text) => [...text].map((sign) => /** @type {number} */ (sign.codePointAt(0)));
	return [...texts].sort((one, other) => {
		const [first, second] = [points(one), points(other)];
		const place = first.findIndex((point, index) => point !== second[index]);
		return place < 0 ? first.length - second.length : place < second.length ? first[place] - second[place] : 1;
	});
}

/** @param {string[]} first @param {string[]} second */
function common(first, second) {
	return sorted(first.filter((code) => second.includes(code)));
}

/** @param {number} count */
function overlap(count) {
	return OVERLAP_PERCENTS[Math.min(count, OVERLAP_PERCENTS.length - 1)];
}

/** @param {Profile} profile @param {Conditions} opening @returns {Reason[]} */
function interests(profile, opening) {
	if (!(profile.topics.length || profile.fields.length) || !(opening.topics.length || opening.fields.length))
		return NOTHING;
	const found = [...common(profile.topics, opening.topics), ...common(profile.fields, opening.fields)];
	return [counted("interests", overlap(found.length), found)];
}

/** @param {Profile} profile @param {Conditions} opening @returns {Reason[]} */
function skills(profile, opening) {
	const required = sorted(opening.skills_required);
	if (!profile.skills.length) return required.length ? [made("skills", "unknown", required)] : NOTHING;
	const missing = required.filter((code) => !profile.skills.includes(code));
	if (missing.length) return [made("skills", "excludes", missing)];
	if (!required.length && !opening.skills_welcome.length) return NOTHING;
	const found = common(profile.skills, [...required, ...opening.skills_welcome]);
	return [counted("skills", Math.max(overlap(found.length), required.length ? REQUIRED_PERCENT : 0), found)];
}

/** @param {Profile} profile @param {Conditions} opening @returns {Reason[]} */
function time(profile, opening) {
	if (!profile.slots.length || !opening.slots.length) return NOTHING;
	if (profile.slots.includes("anytime") || opening.slots.includes("anytime"))
		return [counted("time", 100, ["anytime"])];
	const found = common(profile.slots, opening.slots);
	const asked = sorted(opening.slots);
	if (!found.length) return [made("time", "excludes", asked)];
	return [counted("time", 60 + Math.floor((40 * found.length) / asked.length), found)];
}

/** @param {Profile} profile @param {Conditions} opening @returns {Reason[]} */
function place(profile, opening) {
	const has = (/** @type {string} */ mode) => !profile.modes.length || profile.modes.includes(mode);
	const going = has("onsite") || has("hybrid");
	const online = has("online") || has("hybrid");
	if ((opening.mode === "online" && !online) || (opening.mode === "onsite" && !going)) {
		return [made("mode", "excludes", [opening.mode])];
	}
	if (opening.mode === "online") return profile.modes.length ? [made("place", "fits", ["online"], 100)] : NOTHING;
	if (!going || !profile.place || !opening.place) return NOTHING;
	const distance = tenthsOfKm(profile.place, opening.place);
	const otherwise = opening.mode === "hybrid" && online;
	const limit = profile.within_km === null ? FAR_TENTHS : Math.floor(profile.within_km * 10 + 0.5);
	if (profile.within_km !== null && distance > limit) {
		return otherwise ? [counted("place", NEUTRAL, ["online"])] : [made("place", "excludes", [String(distance)])];
	}
	const lost = Math.floor((50 * (distance - NEAR_TENTHS)) / Math.max(limit - NEAR_TENTHS, 1));
	const percent = distance <= NEAR_TENTHS ? 100 : Math.max(0, 100 - lost);
	return [counted("place", Math.max(percent, otherwise ? NEUTRAL : 0), [String(distance)])];
}

/** @param {string} aspect @param {string[]} answers @param {string | null} asked @returns {Reason[]} */
function oneOf(aspect, answers, asked) {
	if (!answers.length || asked === null) return NOTHING;
	return [counted(aspect, answers.includes(asked) ? 100 : 0, [asked])];
}

/** @param {Profile} profile @param {Conditions} opening @returns {Reason[]} */
function languages(profile, opening) {
	if (!profile.languages.length || !opening.languages.length) return NOTHING;
	const found = common(profile.languages, opening.languages);
	return [counted("languages", found.length ? 100 : 0, found.length ? found : sorted(opening.languages))];
}

/** @param {Profile} profile @param {Conditions} opening @returns {Reason[]} */
function access(profile, opening) {
	const needs = sorted(profile.access_needs);
	if (!needs.length) return NOTHING;
	const met = needs.filter((code) => opening.access_features.includes(code));
	const unmet = needs.filter((code) => !met.includes(code));
	const found = met.length ? [counted("access", NEUTRAL + Math.floor((50 * met.length) / needs.length), met)] : [];
	return unmet.length ? [...found, made("access", "unknown", unmet)] : found;
}

/** @param {Profile} profile @param {Conditions} opening @returns {Reason[]} */
function beginner(profile, opening) {
	if (profile.beginner !== true || opening.beginners_welcome === null) return NOTHING;
	return [counted("beginner", opening.beginners_welcome ? 100 : 0)];
}

/** @param {Profile} profile @param {Conditions} opening @returns {Reason[]} */
function hours(profile, opening) {
	if (profile.hours_per_month === null || !opening.hours_per_month) return NOTHING;
	const have = Math.floor(profile.hours_per_month * 10 + 0.5);
	const need = Math.max(1, Math.floor(opening.hours_per_month * 10 + 0.5));
	return [counted("hours", Math.min(100, Math.floor((100 * have) / need)), [String(opening.hours_per_month)])];
}

/** @param {Profile} profile @param {Conditions} opening @returns {Reason[]} */
function age(profile, opening) {
	if (profile.age_band === null || opening.min_age === null) return NOTHING;
	const [youngest, oldest] = AGE_BANDS[profile.age_band];
	if (oldest < opening.min_age) return [made("age", "excludes", [String(opening.min_age)])];
	return youngest < opening.min_age ? [made("age", "unknown", [String(opening.min_age)])] : NOTHING;
}
