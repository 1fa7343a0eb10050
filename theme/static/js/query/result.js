/** An answer as a chart and as a file. Cells are what SQLite gives: number, string, null, or bytes. */

/** @typedef {number | string | null | Uint8Array} Cell */

/** More bars than this are a wall, not a picture. */
export const BARS = 30;
const FORMULA_STARTS = "=+-@＝＋－＠";

/**
 * The places of the columns that make a bar chart: what a bar is called, and how long it is; null without one.
 * Labels are the first column of text (else the first column), lengths the first other column of numbers,
 * none of them below zero.
 * @param {Cell[][]} rows
 * @param {number} width number of columns
 * @returns {{label: number, value: number} | null}
 */
export function chartColumns(rows, width) {
	if (rows.length < 2 || rows.length > BARS) return null;
	const kinds = Array.from({ length: width }, (_, place) => kindOf(rows, place));
	const label = Math.max(0, kinds.indexOf("string"));
	const value = kinds.findIndex(
		(kind, place) => kind === "number" && place !== label && rows.every((row) => Number(row[place]) >= 0),
	);
	return value < 0 ? null : { label, value };
}

/**
 * @param {Cell[][]} rows
 * @param {number} place
 * @returns {string} "number" or "string" where all values are, "" else
 */
export function kindOf(rows, place) {
	const kinds = new Set(
		rows
			.map((row) => row[place])
			.filter((cell) => cell !== null)
			.map((cell) => typeof cell),
	);
	const [kind] = kinds;
	return kinds.size === 1 && kind !== "object" ? kind : "";
}

/**
 * What a cell shows; bytes by their number.
 * @param {Cell} cell
 * @returns {string}
 */
export function cellText(cell) {
	if (cell === null) return "";
	return cell instanceof Uint8Array ? `(${cell.length} bytes)` : String(cell);
}

/**
 * The answer as CSV for spreadsheets: UTF-8 with BOM, CRLF. A text that a spreadsheet would run as a formula gets
 * one apostrophe more; numbers stay numbers.
 * @param {string[]} columns
 * @param {Cell[][]} rows
 * @returns {string}
 */
export function csvText(columns, rows) {
	const lines = [columns, ...rows].map((row) => row.map(csvCell).join(","));
	return `\ufeff${lines.join("\r\n")}\r\n`;
}

/**
 * Whether a spreadsheet may take a text for a formula: apostrophes, then one of the signs or a control character.
 * The rule of the published CSV files: taking one apostrophe away gives the exact text back.
 * @param {string} text
 */
function isLive(text) {
	const start = text.replace(/^'+/, "").charAt(0);
	return start !== "" && (FORMULA_STARTS.includes(start) || start < " " || start === "\x7f");
}

/** @param {Cell} cell */
function csvCell(cell) {
	const text = cellText(cell);
	const safe = typeof cell === "string" && isLive(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
