/** What is wrong with one row, by the rules of the schema: the same names as `tomoni validate`, held by shared vectors. */

/**
 * @typedef {object} FieldRules
 * @property {string} type
 * @property {boolean} [required]
 * @property {string} [pattern]
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [shortest]
 * @property {number} [longest]
 * @property {boolean} [true] only "true" will do
 * @property {boolean} [link]
 */
/** @typedef {{fields: Record<string, FieldRules>, rows: {name: string, fields: string[]}[]}} Rules */
/** @typedef {{column: string, rule: string, fields?: string[]}} Fault */

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const INTEGER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const EMAIL = /^[^@\s]+@[^@\s]+$/;
const LINK = /^(https?:\/\/[^\s<>"'\\]+|mailto:[^\s<>"'\\]+|tel:[0-9+-]+)$/i;

/**
 * @param {Rules} rules
 * @param {Record<string, string>} cells as they would stand in the CSV; what is not there is empty
 * @returns {Fault[]} in the order of the columns, one for each; then those of several columns
 */
export function faults(rules, cells) {
	/** @type {Fault[]} */
	const found = [];
	for (const [column, asked] of Object.entries(rules.fields)) {
		const rule = fault(asked, cells[column] ?? "");
		if (rule) found.push({ column, rule });
	}
	const wrong = new Set(found.map(({ column }) => column));
	for (const { name, fields } of rules.rows) {
		if (fields.some((column) => wrong.has(column))) continue;
		const column = together(
			name,
			fields.map((field) => cells[field] ?? ""),
			fields,
		);
		if (column) found.push({ column, rule: name, fields });
	}
	return found;
}

/** @param {FieldRules} asked @param {string} cell @returns {string | null} */
function fault(asked, cell) {
	if (cell === "") return asked.required ? "required" : null;
	if (!hasType(asked.type, cell)) return "type";
	if (asked.true && cell !== "true") return "must-be-true";
	if (asked.link && !cell.split(asked.type === "list" ? ";" : "\n").every((link) => LINK.test(link)))
		return "unsafe-link";
	const length = [...cell].length;
	if (asked.type !== "list") {
		if (asked.longest !== undefined && length > asked.longest) return "too-long";
		if (asked.shortest !== undefined && length < asked.shortest) return "too-short";
		if (asked.pattern !== undefined && !new RegExp(`^(?:${asked.pattern})$`, "u").test(cell)) return "pattern";
	}
	const number = Number(cell);
	if (asked.type === "integer" || asked.type === "number") {
		if ((asked.min !== undefined && number < asked.min) || (asked.max !== undefined && number > asked.max))
			return "range";
	}
	return null;
}

/** @param {string} type @param {string} cell */
function hasType(type, cell) {
	if (type === "integer") return INTEGER.test(cell);
	if (type === "number") return NUMBER.test(cell);
	if (type === "boolean") return cell === "true" || cell === "false";
	if (type === "date") return DATE.test(cell) && isDay(cell);
	if (type === "datetime") return MOMENT.test(cell) && isDay(cell.slice(0, 10));
	if (type === "time") return TIME.test(cell);
	if (type === "email") return EMAIL.test(cell);
	return true;
}

/** Whether the calendar has this day. @param {string} text */
function isDay(text) {
	const [year, month, day] = text.split("-").map(Number);
	const date = new Date(Date.UTC(year, month - 1, day));
	return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * The column that a rule on several columns complains of, or null.
 * @param {string} name @param {string[]} cells @param {string[]} columns
 */
function together(name, cells, columns) {
	const filled = cells.filter(Boolean).length;
	if (name === "end-before-start") {
		const [start, end] = cells;
		return start && end && before(end, start) ? columns[1] : null;
	}
	if (name === "opening-dates") {
		const [apply, end] = cells;
		return apply && end && apply > end ? columns[0] : null;
	}
	if (name === "contact-missing") return filled ? null : columns[0];
	if (name === "exactly-one") return filled === 1 ? null : columns[0];
	return null;
}

/** Days and times compare as texts, amounts as numbers. @param {string} one @param {string} other */
function before(one, other) {
	return NUMBER.test(one) && NUMBER.test(other) ? Number(one) < Number(other) : one < other;
}
