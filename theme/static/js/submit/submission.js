/** What a form sends: only the columns that are said, as they would stand in the CSV. */

const VERSION = 1;

/** @typedef {Record<string, string>} Cells */

/**
 * @param {string} table
 * @param {Cells | null} key of the entry that is put right, by the columns of the table's key; null for a new one
 * @param {Cells} cells of the form
 * @param {Cells} before cells of the entry as it stands; empty for a new one
 * @param {{by: string, why: string}} said
 */
export function submission(table, key, cells, before, said) {
	/** @type {Cells} */
	const values = {};
	for (const [name, cell] of Object.entries(cells)) {
		if (cell !== (before[name] ?? "") && !(key && name in key)) values[name] = cell;
	}
	return { tomoni: "submission", version: VERSION, table, key, values, ...said };
}

/** A value of the API as its cell. @param {unknown} value @returns {string} */
export function cellOf(value) {
	if (value === null || value === undefined) return "";
	if (Array.isArray(value)) return value.join(";");
	return String(value);
}

/** `tomoni-openings-20261123.json`. @param {string} table @param {string} day ISO date */
export function fileName(table, day) {
	return `tomoni-${table}-${day.replaceAll("-", "")}.json`;
}

/**
 * A mail with the text in it, or without where its address would be too long.
 * @param {string} to @param {string} subject @param {string} text @param {string} instead @param {number} longest
 * @returns {{address: string, whole: boolean}}
 */
export function mail(to, subject, text, instead, longest) {
	const address = (/** @type {string} */ body) =>
		`mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
	const whole = address(text);
	return whole.length <= longest ? { address: whole, whole: true } : { address: address(instead), whole: false };
}

/**
 * Whether an entry may go through a public issue.
 * @param {boolean} open whether its kind may at all
 * @param {Record<string, string[]>} privateWhere values of a column with which it may not @param {Cells} cells
 */
export function mayBePublic(open, privateWhere, cells) {
	return open && !Object.entries(privateWhere).some(([column, values]) => values.includes(cells[column] ?? ""));
}
