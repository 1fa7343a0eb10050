/**
 * Text to the terms of the index. The definition is in docs/search.md; plugins/tomoni/publish/search/terms.py
 * is the same in Python, and tests/vectors/terms.jsonl holds the two together.
 */

import { OLD_TO_NEW } from "./variants.js";

const KNOWN =
	"\\u0020-\\u007e\\u00a0-\\u024f\\u0300-\\u036f\\u0370-\\u03ff\\u0400-\\u04ff\\u1e00-\\u1eff\\u2000-\\u206f\\u2070-\\u209f" +
	"\\u2100-\\u218f\\u2190-\\u21ff\\u2200-\\u22ff\\u2460-\\u24ff\\u2500-\\u257f\\u2e80-\\u2fdf\\u3000-\\u30ff\\u31f0-\\u33ff" +
	"\\u3400-\\u4dbf\\u4e00-\\u9fef\\uac00-\\ud7a3\\uf900-\\ufaff\\uff00-\\uffef\\u{1d400}-\\u{1d7ff}\\u{20000}-\\u{2fa1f}";
const UNKNOWN = new RegExp(`[^${KNOWN}]`, "gu");
const UPPER = /[A-Z\u00c0-\u024f\u0370-\u04ff\u1e00-\u1eff]/g;
const ACCENTED = /[\u00c0-\u024f\u1e00-\u1eff]/g;
const ACCENTS = /[\u0300-\u036f]/g;
const DASH_AS_LONG_VOWEL = /(?<=[ァ-ヺ])[-\u2010-\u2015\u2212\u2500~\u301c](?=[ァ-ヺ]|[^0-9a-zぁ-ゖ一-龯]|$)/gu;
const WAVE_AS_LONG_VOWEL = /(?<=[ぁ-ゖァ-ヺ])[~\u301c](?=[ぁ-ゖァ-ヺ])/gu;
const LONG_VOWELS = /ー{2,}/g;
const LAST_LONG_VOWEL = /([ァ-ヺ・ー]{3})ー+(?![ァ-ヺー])/gu;
const KATAKANA = /[\u30a1-\u30f6\u30fd\u30fe]/g;
const KANJI = "々\\u3400-\\u4dbf\\u4e00-\\u9fef\\u{20000}-\\u{2fa1f}";
const SMALL_KA_COUNTER = /[ゕゖ](?=[月所国年条])/gu;
const SMALL_KA_BETWEEN = new RegExp(`(?<=[${KANJI}])[ゕゖけ](?=[${KANJI}])`, "gu");
const VU = [
	["ゔぁ", "ば"],
	["ゔぃ", "び"],
	["ゔぇ", "べ"],
	["ゔぉ", "ぼ"],
	["ゔ", "ぶ"],
];
const SMALL_VOWELS = /[ぁぃぅぇぉ]/g;
const REPEATED_KANJI = /([\u3400-\u4dbf\u4e00-\u9fef\u{20000}-\u{2fa1f}])々/gu;
const REPEATED_KANA = /([ぁ-ゔ])ゝ/gu;
const REPEATED_VOICED = /([かきくけこさしすせそたちつてとはひふへほ])ゞ/gu;
const VARIANTS = new Map();
for (let place = 0; place < OLD_TO_NEW.length; place += 2) {
	VARIANTS.set(OLD_TO_NEW[place], OLD_TO_NEW[place + 1]);
}
const VARIANT = new RegExp(`[${[...VARIANTS.keys()].join("")}]`, "gu");
const COMMA = /(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g;
const COUNTERS = "丁目|万円|万人|区|年|月|日|か月|時|分|人|名|回|円|歳|才|階|件|団体|週|食|番地|条";
const NUMERAL = new RegExp(`[〇一二三四五六七八九十百千]+(?=(?:${COUNTERS}))`, "gu");
const DIGITS = "〇一二三四五六七八九";
const TENS = new Map([
	["十", 10],
	["百", 100],
	["千", 1000],
]);

const JAPANESE =
	"ぁ-ゖー゛゜ゝゞ\\u30f7-\\u30fa\\u31f0-\\u31ff々〆〇\\u3400-\\u4dbf\\u4e00-\\u9fef\\uf900-\\ufaff\\u{20000}-\\u{2fa1f}";
const WORD = "0-9a-z\\u00df-\\u024f\\u0370-\\u03ff\\u0400-\\u04ff\\u1e00-\\u1eff\\uac00-\\ud7a3";
const RUN = new RegExp(`([${JAPANESE}]+)|([${WORD}]+)`, "gu");

/**
 * The text in the one way in which it is compared.
 * @param {string} text
 */
export function fold(text) {
	let folded = text.replace(UNKNOWN, " ").normalize("NFKC").replace(UNKNOWN, " ");
	folded = folded.replace(UPPER, lower);
	folded = folded.replace(ACCENTED, (letter) => letter.normalize("NFD").replace(ACCENTS, ""));
	folded = folded.replace(DASH_AS_LONG_VOWEL, "ー");
	folded = folded.replace(WAVE_AS_LONG_VOWEL, "ー");
	folded = folded.replace(LONG_VOWELS, "ー").replace(LAST_LONG_VOWEL, "$1");
	folded = folded.replace(KATAKANA, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60));
	for (const [written, read] of VU) {
		folded = folded.replaceAll(written, read);
	}
	folded = folded.replace(SMALL_VOWELS, (letter) => String.fromCharCode(letter.charCodeAt(0) + 1));
	folded = folded.replace(VARIANT, (letter) => VARIANTS.get(letter));
	for (let round = 0; round < 4; round += 1) {
		folded = folded.replace(REPEATED_KANJI, "$1$1");
	}
	for (let round = 0; round < 4; round += 1) {
		folded = folded.replace(REPEATED_KANA, "$1$1");
	}
	folded = folded.replace(REPEATED_VOICED, (_, letter) => letter + String.fromCharCode(letter.charCodeAt(0) + 1));
	folded = folded.replace(SMALL_KA_COUNTER, "か").replace(SMALL_KA_BETWEEN, "が");
	folded = folded.replace(NUMERAL, number);
	return folded.replace(COMMA, "");
}

/** @param {string} letter */
function lower(letter) {
	if (letter === "\u0130") {
		return "i";
	}
	const small = letter.toLowerCase();
	return small.length === 1 ? small : letter;
}

/**
 * A numeral in kanji that a counter follows, in digits.
 * @param {string} letters
 */
function number(letters) {
	if (![...letters].some((letter) => TENS.has(letter))) {
		return [...letters].map((letter) => DIGITS.indexOf(letter)).join("");
	}
	let total = 0;
	let current = 0;
	for (const letter of letters) {
		const ten = TENS.get(letter);
		if (ten === undefined) {
			current = DIGITS.indexOf(letter);
		} else {
			total += (current || 1) * ten;
			current = 0;
		}
	}
	return String(total + current);
}

/**
 * The runs of letters of a folded text, in order.
 * @param {string} folded
 * @returns {{run: string, japanese: boolean}[]}
 */
export function runs(folded) {
	return [...folded.matchAll(RUN)].map((found) => ({ run: found[0], japanese: found[1] !== undefined }));
}

/**
 * The terms of one run: a word is one; a Japanese run is its pairs of letters and its last letter.
 * @param {string} run
 * @param {boolean} japanese
 */
export function runTerms(run, japanese) {
	if (!japanese) {
		return [run];
	}
	const letters = [...run];
	const terms = [];
	for (let place = 0; place + 1 < letters.length; place += 1) {
		terms.push(letters[place] + letters[place + 1]);
	}
	terms.push(letters[letters.length - 1]);
	return terms;
}

/**
 * All terms of a text, in order, as often as they occur.
 * @param {string} text
 */
export function indexTerms(text) {
	return runs(fold(text)).flatMap(({ run, japanese }) => runTerms(run, japanese));
}
