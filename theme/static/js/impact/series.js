/** The sums of totals.json as points of a chart. */

/**
 * @typedef {{
 *   groups: Record<string, string>,
 *   years: number[],
 *   measures: [string, string][],
 *   totals: Record<string, [number, number, number | null, number][]>,
 * }} Totals
 *   totals: for each group [place in measures, fiscal year, value, how many organizations]
 */

const TALLEST = 82;

/**
 * One point for every year; value null where nothing was reported or nothing may be shown.
 * @param {Totals} data
 * @param {string} group
 * @param {number} measure
 */
export function series(data, group, measure) {
	return data.years.map((year) => {
		const found = (data.totals[group] ?? []).find(([own, when]) => own === measure && when === year);
		return { year, value: found?.[2] ?? null, organizations: found?.[3] ?? 0 };
	});
}

/**
 * The measures of a group, those that most organizations reported first.
 * @param {Totals} data
 * @param {string} group
 */
export function offered(data, group) {
	/** @type {Map<number, number>} */
	const reported = new Map();
	for (const [measure, , value, organizations] of data.totals[group] ?? []) {
		reported.set(measure, (reported.get(measure) ?? 0) + (value === null ? 0 : organizations));
	}
	return [...reported.keys()].sort(
		(one, other) => (reported.get(other) ?? 0) - (reported.get(one) ?? 0) || one - other,
	);
}

/**
 * Heights of columns in percent, the tallest leaving room for its number.
 * @param {(number | null)[]} values
 */
export function heights(values) {
	const top = Math.max(1e-9, ...values.map((value) => value ?? 0));
	return values.map((value) => Math.round((((value ?? 0) * TALLEST) / top) * 100) / 100);
}
