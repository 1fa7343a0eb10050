/** Which calls an organization may answer; the same rules as insight/eligibility.py, held together by shared vectors. */

/** @typedef {"yes" | "no" | "unknown"} Answer */
/**
 * @typedef {object} Call
 * @property {string[]} [legal_forms]
 * @property {string[]} [office_areas]
 * @property {string[]} [activity_areas]
 * @property {number | null} [min_years]
 * @property {number | null} [max_income_yen]
 * @property {boolean} [certified]
 * @property {string[]} [fields]
 * @property {string[]} [topics]
 * @property {boolean} [department]
 * @property {boolean} [recommendation]
 * @property {string | null} [judged_on] ISO date
 * @property {string[]} [not_known]
 */
/**
 * @typedef {object} Applicant
 * @property {string | null} [legal_form]
 * @property {string | null} [office]
 * @property {string[]} [active_in] areas that the organization names; its office is counted beside them
 * @property {string | null} [since] ISO date
 * @property {boolean} [since_or_before]
 * @property {number | null} [income_yen]
 * @property {boolean | null} [certified]
 * @property {string | null} [certified_until] ISO date
 * @property {string[]} [fields]
 * @property {string[]} [topics]
 */
/** @typedef {{condition: string, answer: Answer, asked: string[]}} Finding */

export const CONDITIONS = [
	"legal-form",
	"office",
	"activity",
	"years",
	"income",
	"certified",
	"theme",
	"department",
	"recommendation",
];
const ALL_WARDS = "13100";

/**
 * @param {Applicant} applicant
 * @param {Call} call
 * @param {string} today ISO date; counts for calls without a last day
 * @returns {{answer: Answer, findings: Finding[]}}
 */
export function eligibility(applicant, call, today) {
	const day = call.judged_on ?? today;
	const found = [
		oneOf(call.legal_forms, applicant.legal_form ? [applicant.legal_form] : []),
		area(call.office_areas, applicant.office ? [applicant.office] : []),
		activity(applicant, call),
		years(applicant, call, day),
		income(applicant, call),
		certified(applicant, call, day),
		theme(applicant, call),
		call.department ? open() : null,
		call.recommendation ? open() : null,
	];
	/** @type {Finding[]} */
	const findings = [];
	for (const [index, condition] of CONDITIONS.entries()) {
		const one = found[index];
		if (one) findings.push({ condition, ...one });
		else if (call.not_known?.includes(condition)) findings.push({ condition, ...open() });
	}
	const has = (/** @type {Answer} */ answer) => findings.some((finding) => finding.answer === answer);
	return { answer: has("no") ? "no" : has("unknown") ? "unknown" : "yes", findings };
}

/**
 * Full months from one day to another; a month is full on the same day of the month.
 * @param {string} first ISO date
 * @param {string} last ISO date
 */
export function wholeMonths(first, last) {
	const [year, month, day] = first.split("-").map(Number);
	const [lastYear, lastMonth, lastDay] = last.split("-").map(Number);
	return (lastYear - year) * 12 + lastMonth - month - (lastDay < day ? 1 : 0);
}

/** @param {string[]} [asked] @returns {{answer: Answer, asked: string[]}} */
function open(asked = []) {
	return { answer: "unknown", asked };
}

/** @param {boolean} holds @param {string[]} [asked] @returns {{answer: Answer, asked: string[]}} */
function answered(holds, asked = []) {
	return { answer: holds ? "yes" : "no", asked };
}

/** @param {string[] | undefined} asked @param {string[]} own */
function oneOf(asked, own) {
	if (!asked?.length) return null;
	return own.length
		? answered(
				asked.some((code) => own.includes(code)),
				asked,
			)
		: open(asked);
}

/** All wards together (13100) stand for each of the 23, on both sides. @param {string[] | undefined} asked @param {string[]} own */
function area(asked, own) {
	if (!asked?.length || !own.length) return oneOf(asked, own);
	const all = (asked.includes(ALL_WARDS) && own.some(isWard)) || (own.includes(ALL_WARDS) && asked.some(isWard));
	return all ? answered(true, asked) : oneOf(asked, own);
}

/** The office may say yes, never no: many work elsewhere. @param {Applicant} applicant @param {Call} call */
function activity(applicant, call) {
	const office = area(call.activity_areas, applicant.office ? [applicant.office] : []);
	return office?.answer === "yes" ? office : area(call.activity_areas, applicant.active_in ?? []);
}

/** @param {string} code */
function isWard(code) {
	return code >= "13100" && code <= "13123";
}

/** @param {Applicant} applicant @param {Call} call @param {string} day */
function years(applicant, call, day) {
	if (!call.min_years || call.min_years <= 0) return null;
	const asked = [String(call.min_years)];
	if (!applicant.since) return open(asked);
	if (wholeMonths(applicant.since, day) >= call.min_years * 12) return answered(true, asked);
	return applicant.since_or_before ? open(asked) : answered(false, asked);
}

/** @param {Applicant} applicant @param {Call} call */
function income(applicant, call) {
	const most = call.max_income_yen ?? null;
	if (most === null) return null;
	const own = applicant.income_yen ?? null;
	return own === null ? open([String(most)]) : answered(own <= most, [String(most)]);
}

/** @param {Applicant} applicant @param {Call} call @param {string} day */
function certified(applicant, call, day) {
	if (!call.certified) return null;
	const own = applicant.certified ?? null;
	if (own === null || (own && applicant.certified_until && applicant.certified_until < day)) return open();
	return answered(own);
}

/** A project may lie outside what an organization usually does: no overlap is a question, not a no. @param {Applicant} applicant @param {Call} call */
function theme(applicant, call) {
	const fields = call.fields ?? [];
	const topics = call.topics ?? [];
	const asked = [...fields, ...topics];
	if (!asked.length) return null;
	const common =
		fields.some((code) => applicant.fields?.includes(code)) || topics.some((code) => applicant.topics?.includes(code));
	return common ? answered(true, asked) : open(asked);
}
