/** Which questions a form asks, by what is answered so far. */

/**
 * @typedef {object} Condition
 * @property {string[]} columns that it is about
 * @property {string} when the column whose answer decides
 * @property {string[] | null} is answers for which it holds ("" for none); null: any answer
 * @property {boolean} unless whether it holds for all other answers
 * @property {boolean} asks whether the columns are asked for only then
 * @property {boolean} needs whether they have to be filled then
 */

/** @param {Condition} condition @param {Record<string, string>} cells */
function holds({ when, is, unless }, cells) {
	const cell = cells[when] ?? "";
	if (is === null) return cell !== "";
	const found = is.includes(cell) || cell.split(";").some((item) => is.includes(item));
	return found !== unless;
}

/**
 * The columns that are not asked for now. What stands in an entry stays in sight until its writer changes the answer
 * that decides.
 * @param {Condition[]} conditions
 * @param {Record<string, string>} cells of the form
 * @param {Record<string, string>} before cells of the entry as it stands
 * @returns {Set<string>}
 */
export function notAsked(conditions, cells, before) {
	const hidden = new Set();
	for (const condition of conditions) {
		if (!condition.asks || holds(condition, cells)) continue;
		const changed = (cells[condition.when] ?? "") !== (before[condition.when] ?? "");
		for (const column of condition.columns) if (changed || !before[column]) hidden.add(column);
	}
	return hidden;
}

/** The columns that have to be filled now, beside those that always have. @param {Condition[]} conditions @param {Record<string, string>} cells */
export function needed(conditions, cells) {
	return new Set(conditions.filter((one) => one.needs && holds(one, cells)).flatMap(({ columns }) => columns));
}
