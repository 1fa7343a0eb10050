/** The interface texts that a page hands to its scripts, in the page's register. */

/**
 * The texts of a `<script type="application/json">` of this page; {} where there is none.
 * @param {string} id
 * @returns {Record<string, string>}
 */
export function pageWords(id) {
	const text = document.getElementById(id)?.textContent;
	return text ? JSON.parse(text) : {};
}

/**
 * "あと{days}日" and {days: 3} to "あと3日"; a name without a value stays as it is.
 * @param {string} pattern
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function fill(pattern, values) {
	return pattern.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
