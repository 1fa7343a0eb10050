/** Amounts and figures that do not fit together: parts and totals, units, targets, steps of payment. */

/** @typedef {import("./rules.js").Check} Check */
/** @typedef {import("./rules.js").Look} Look */

const STEP = /^([0-9]{1,3}(?:\.[0-9]+)?):([0-9]{1,3}(?:\.[0-9]+)?)$/;

/** @type {Record<string, Check>} */
export const FIGURES = {
	*"parts-of-total"(look, { total, parts }) {
		const whole = amount(look, total);
		if (whole === null) return;
		const known = /** @type {string[]} */ (parts)
			.map((part) => amount(look, part))
			.filter((one) => one !== null);
		const sum = known.reduce((one, other) => one + other, 0);
		const detail = { sum: sum.toLocaleString("ja-JP") };
		if (sum > whole) yield { column: total, rule: "parts-over-total", fields: [total], detail };
		else if (known.length === parts.length && sum !== whole)
			yield { column: total, rule: "parts-differ-from-total", fields: [total], detail };
	},
	*"part-of-whole"(look, { part, whole }) {
		const [one, all] = [amount(look, part), amount(look, whole)];
		if (one !== null && all !== null && one > all)
			yield { column: part, rule: "part-over-whole", fields: [part, whole] };
	},
	*"measure-unit"(look, { units }) {
		const expected = units[look("measure")];
		if (expected && look("unit") !== expected.unit)
			yield { column: "unit", rule: "unit-differs", detail: { expected: expected.label } };
	},
	*"absurd-value"(look, { most, columns }) {
		for (const column of columns) {
			const value = amount(look, column);
			if (value === null) continue;
			const limit = most[look("unit")] ?? most[""];
			if (value > limit) yield { column, rule: "absurd-value", detail: { most: limit.toLocaleString("ja-JP") } };
		}
	},
	*"outcome-target"(look) {
		const [target, baseline, direction] = [amount(look, "target"), amount(look, "baseline"), look("direction")];
		if (target === null || baseline === null) return;
		if (target === baseline) yield { column: "target", rule: "target-equals-baseline" };
		else if (direction && target > baseline !== (direction === "up"))
			yield { column: "direction", rule: "target-direction" };
	},
	*"outcome-rule"(look) {
		const [rule, steps] = [look("rule"), look("steps").split(";").filter(Boolean)];
		if (rule === "threshold" && !look("threshold_percent")) yield { column: "threshold_percent", rule: "rule-needs" };
		if (rule === "steps" && !steps.length) yield { column: "steps", rule: "rule-needs" };
		const pairs = steps.map((step) => STEP.exec(step));
		const rising = pairs.every(
			(pair, place) =>
				pair && Number(pair[2]) <= 100 && (place === 0 || Number(pairs[place - 1]?.[1]) < Number(pair[1])),
		);
		if (!rising) yield { column: "steps", rule: "steps-form" };
	},
	*"corporate-number"(look, { field }) {
		const number = look(field);
		if (number && !corporateNumberHolds(number)) yield { column: field, rule: "corporate-number" };
	},
};

/** The number in a column, or null. @param {Look} look @param {string} column @returns {number | null} */
function amount(look, column) {
	const cell = look(column);
	return cell === "" ? null : Number(cell);
}

/**
 * Whether the check digit, the first of 13, is right: 9 − (Σ Pₙ·Qₙ mod 9), from the right Qₙ = 1, 2, 1, 2 …
 * (法人の番号の指定等に関する省令 第2条).
 * @param {string} number
 */
export function corporateNumberHolds(number) {
	if (!/^[0-9]{13}$/.test(number)) return false;
	const sum = [...number.slice(1)].reverse().reduce((all, digit, place) => all + Number(digit) * ((place % 2) + 1), 0);
	return Number(number[0]) === 9 - (sum % 9);
}
