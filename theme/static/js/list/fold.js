/** Text made comparable: width, case, kana and spaces do not matter. The builder folds `text` the same way. */

/**
 * NFKC, lower case, katakana to hiragana, runs of white space to one space, no space at the ends.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
	return text
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
		.replace(/\s+/g, " ")
		.trim();
}

/**
 * The words that must all occur.
 * @param {string} query as typed
 * @returns {string[]} folded
 */
export function foldedWords(query) {
	return fold(query).split(" ").filter(Boolean);
}
