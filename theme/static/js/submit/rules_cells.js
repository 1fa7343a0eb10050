/** What is wrong with one cell: presence, type, length, form, range. */

/**
 * @typedef {object} FieldRules
 * @property {string} type
 * @property {boolean} [required]
 * @property {{source: string, flags: string}} [pattern]
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [shortest]
 * @property {number} [longest]
 * @property {boolean} [true] only "true" will do
 * @property {boolean} [link] an address of the web
 * @property {boolean} [free] a text that is not one of a list
 * @property {string} [items] the type of a list's items
 * @property {boolean} [references] a list of codes or ids, each of which stands once
 */

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const INTEGER = /^-?\d+$/;
const NUMBER = /^-?\d+(\.\d+)?$/;
const EMAIL = /^[^@\s]+@[^@\s]+$/;
const LINK = /^https?:\/\/[^\s<>"'\\]+$/i;
/** What a number may look like to be read at all; how it has to be written is stricter. @type {Record<string, RegExp>} */
const NUMBERS = { integer: /^[+-]?\d+$/, number: /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/ };
const HALF_WIDTH = ["integer", "number", "date", "datetime", "time"];

/** @typedef {{unknown: Set<string>, control: RegExp}} Refused words that stand for "not known", and characters that no text may hold */

/**
 * @param {FieldRules} asked @param {string} cell
 * @param {Refused} refused in free texts
 * @returns {string | null} the code of what is wrong
 */
export function cellFault(asked, cell, refused) {
	if (cell === "") return asked.required ? "required" : null;
	if (asked.link && !LINK.test(cell)) return "unsafe-link";
	if (!hasType(asked.type, cell)) {
		const half = cell.normalize("NFKC");
		if (NUMBERS[asked.type]?.test(half) && outside(asked, Number(half))) return "range";
		return HALF_WIDTH.includes(asked.type) && half !== cell ? "full-width" : "type";
	}
	if (asked.true && cell !== "true") return "must-be-true";
	if (asked.type === "list") return listFault(asked, cell.split(";"));
	const length = [...cell].length;
	if (asked.longest !== undefined && length > asked.longest) return "too-long";
	if (asked.shortest !== undefined && length < asked.shortest) return "too-short";
	if (asked.pattern && !whole(asked.pattern).test(cell)) {
		const half = cell.normalize("NFKC");
		return half !== cell && [...half].every((one) => one <= "~") ? "full-width" : "pattern";
	}
	if (asked.type in NUMBERS && outside(asked, Number(cell))) return "range";
	if (asked.free && refused.unknown.has(cell)) return "not-known-word";
	if (asked.free && refused.control.test(cell)) return "control-character";
	return null;
}

/** @param {FieldRules} asked @param {number} number */
function outside({ min = -Infinity, max = Infinity }, number) {
	return number < min || number > max;
}

/** @param {FieldRules} asked @param {string[]} items */
function listFault(asked, items) {
	if (asked.items === "date" && !items.every((item) => hasType("date", item))) return "type";
	if (asked.references && new Set(items).size < items.length) return "list-item-twice";
	return null;
}

/** @param {{source: string, flags: string}} pattern */
export function whole({ source, flags }) {
	return new RegExp(`^(?:${source})$`, flags);
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
