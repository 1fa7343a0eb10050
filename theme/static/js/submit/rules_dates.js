/** Dates that cannot be: an end before its start, a fact from the future, applications after the end. */

/** @typedef {import("./rules.js").Check} Check */

const NUMBER = /^-?\d+(\.\d+)?$/;

/** @type {Record<string, Check>} */
export const DATES = {
	*"end-before-start"(look, { fields }) {
		const [start, end] = fields.map(look);
		if (start && end && before(end, start)) yield { column: fields[1], rule: "end-before-start", fields };
	},
	*"not-in-the-future"(look, { fields }, today) {
		for (const column of fields) {
			if (look(column).slice(0, 10) > today) yield { column, rule: "in-the-future" };
		}
	},
	*"opening-dates"(look) {
		const [apply, end] = [look("apply_by"), look("ends_on")];
		if (apply && end && apply > end)
			yield { column: "apply_by", rule: "opening-dates", fields: ["apply_by", "ends_on"] };
	},
	*"food-expired"(look, _, today) {
		const expires = look("expires_on");
		if (!expires || expires >= today || look("expiry_kind") !== "消費期限") return;
		if (["available", "reserved"].includes(look("status"))) yield { column: "expires_on", rule: "food-expired" };
	},
};

/** Days and times compare as texts, amounts as numbers. @param {string} one @param {string} other */
function before(one, other) {
	return NUMBER.test(one) && NUMBER.test(other) ? Number(one) < Number(other) : one < other;
}
