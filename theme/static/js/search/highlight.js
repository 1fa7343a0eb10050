/** Marks in a card what was looked for. Works on text nodes only: nothing becomes markup. */

import { fold } from "./terms.js";

const LONGER_BY = 6;

/**
 * Where folded words stand in a text: start and end of each, in order, without overlaps.
 * @param {string} text
 * @param {string[]} words folded
 * @returns {[number, number][]}
 */
export function places(text, words) {
	const folded = fold(text);
	const present = words.filter((word) => folded.includes(word)).sort((one, other) => other.length - one.length);
	/** @type {[number, number][]} */
	const found = [];
	let at = 0;
	while (present.length > 0 && at < text.length) {
		const end = endOfWord(text, at, present);
		if (end > at) {
			found.push([at, end]);
			at = end;
		} else {
			at += 1;
		}
	}
	return found;
}

/**
 * The end of the longest word that stands at a place; the place itself where none does.
 * A word may be longer or shorter as written than folded (ボランティア is ぼらんてぃあ, ㈱ is (株)).
 * @param {string} text
 * @param {number} start
 * @param {string[]} words
 */
function endOfWord(text, start, words) {
	for (const word of words) {
		const most = Math.min(text.length, start + word.length + LONGER_BY);
		for (let end = start + 1; end <= most; end += 1) {
			if (fold(text.slice(start, end)) === word) {
				return end;
			}
		}
	}
	return start;
}

/**
 * Put <mark> around the words in the text of an element.
 * @param {Element} element
 * @param {string[]} words folded
 */
export function highlight(element, words) {
	const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
	const nodes = [];
	while (walker.nextNode()) {
		nodes.push(/** @type {Text} */ (walker.currentNode));
	}
	for (const node of nodes) {
		for (const [start, end] of places(node.data, words).reverse()) {
			const range = document.createRange();
			range.setStart(node, start);
			range.setEnd(node, end);
			range.surroundContents(document.createElement("mark"));
		}
	}
}
