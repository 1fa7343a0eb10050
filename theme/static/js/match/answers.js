/** What a person answered: kept in this browser alone, saved to and read from a file that stays with the person. */

const KEPT_AS = "tomoni-answers";
const VERSION = 1;
/** Questions that are answered with codes. */
export const LISTS = [
	"topics",
	"fields",
	"skills",
	"slots",
	"modes",
	"engagements",
	"roles",
	"languages",
	"access_needs",
];
const AGES = ["under-15", "15-17", "18-29", "30-64", "65-"];
const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** @typedef {Record<string, string[]> & {ward?: never}} Lists */
/** @typedef {{lists: Record<string, string[]>, ward: string, within_km: number | null, age_band: string, beginner: boolean}} Answers */

/** @returns {Answers} */
export function noAnswers() {
	return {
		lists: Object.fromEntries(LISTS.map((name) => [name, []])),
		ward: "",
		within_km: null,
		age_band: "",
		beginner: false,
	};
}

/** Whether nothing is answered. @param {Answers} answers */
export function isEmpty(answers) {
	return JSON.stringify(answers) === JSON.stringify(noAnswers());
}

/**
 * What a text says; what is no answer of ours is left out.
 * @param {string} text
 * @returns {Answers}
 * @throws {SyntaxError | TypeError} when it is not a file of answers
 */
export function parse(text) {
	const found = JSON.parse(text);
	if (found?.tomoni !== "answers" || found.version !== VERSION) throw new TypeError("not a file of answers");
	const answers = noAnswers();
	for (const name of LISTS) {
		const codes = found.lists?.[name];
		if (Array.isArray(codes)) {
			answers.lists[name] = [
				...new Set(codes.filter((code) => typeof code === "string" && code.length <= 64 && CODE.test(code))),
			];
		}
	}
	if (typeof found.ward === "string" && /^\d{5}$/.test(found.ward)) answers.ward = found.ward;
	if (Number.isFinite(found.within_km) && found.within_km > 0) answers.within_km = found.within_km;
	if (AGES.includes(found.age_band)) answers.age_band = found.age_band;
	answers.beginner = found.beginner === true;
	return answers;
}

/** @param {Answers} answers @returns {string} */
export function format(answers) {
	return `${JSON.stringify({ tomoni: "answers", version: VERSION, ...answers }, null, 1)}\n`;
}

/** The answers that this browser keeps. @param {Storage} storage @returns {Answers} */
export function kept(storage) {
	const text = storage.getItem(KEPT_AS);
	if (text === null) return noAnswers();
	try {
		return parse(text);
	} catch {
		storage.removeItem(KEPT_AS); // of another version, or not ours: nobody can read it
		return noAnswers();
	}
}

/** Keep answers in this browser; empty ones are deleted. @param {Storage} storage @param {Answers} answers */
export function keep(storage, answers) {
	if (isEmpty(answers)) storage.removeItem(KEPT_AS);
	else storage.setItem(KEPT_AS, format(answers));
}

/**
 * The answers as the score takes them. Who did not choose a way of taking part is asked for none.
 * @param {Answers} answers
 * @param {Record<string, [number, number]>} places of the wards' offices
 * @returns {import("./fit.js").Profile}
 */
export function profileOf(answers, places) {
	const { lists } = answers;
	return {
		fields: lists.fields,
		topics: lists.topics,
		skills: lists.skills,
		slots: lists.slots,
		modes: lists.modes,
		engagements: lists.engagements,
		roles: lists.roles,
		languages: lists.languages,
		access_needs: lists.access_needs,
		place: places[answers.ward] ?? null,
		within_km: answers.within_km,
		age_band: answers.age_band || null,
		beginner: answers.beginner || null,
		hours_per_month: null,
	};
}
