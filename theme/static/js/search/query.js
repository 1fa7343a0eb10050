/**
 * What somebody typed, as words with what each requires. docs/search.md explains it for people.
 */

import { fold, runs } from "./terms.js";

/** Longer queries are cut: nobody means more, and work stays bounded. */
export const LONGEST = 500;
const MOST_WORDS = 20;
const MOST_ALTERNATIVES = 8;
const SYNONYM_BOOST = 0.6;
const PARTICLE = /[ぁ-ゖー]/u;

/**
 * @typedef {{type: "term" | "prefix" | "word", text: string}} Requirement
 *   a term exactly; any term that begins so; a word, or what its beginning or a slip of the finger may have meant
 * @typedef {{requirements: Requirement[], boost: number}} Alternative all requirements together
 * @typedef {{text: string, prohibited: boolean, phrase: boolean, alternatives: Alternative[]}} Word
 */

const WORD = /([-\u2010\u2212\uff0d]?)(?:"([^"]*)"|\u201c([^\u201d]*)\u201d|「([^」]*)」|([^\s"\u201c「]+))/gu;

/**
 * @param {string} text
 * @param {string[][]} synonyms groups of words that mean the same, folded (foldSynonyms)
 * @returns {Word[]}
 */
export function parseQuery(text, synonyms = []) {
	const words = [];
	for (const found of text.slice(0, LONGEST).matchAll(WORD)) {
		const quoted = found[2] ?? found[3] ?? found[4];
		const own = quoted ?? found[5];
		const folded = fold(own);
		const requirements = requirementsOf(folded);
		if (requirements.length > 0 && words.length < MOST_WORDS) {
			const alternatives = [{ requirements, boost: 1 }];
			if (quoted === undefined) {
				for (const other of replaced(folded, synonyms)) {
					alternatives.push({ requirements: requirementsOf(other), boost: SYNONYM_BOOST });
				}
			}
			words.push({
				text: own,
				prohibited: found[1] !== "",
				phrase: quoted !== undefined,
				alternatives,
			});
		}
	}
	return words;
}

/**
 * What a folded word requires: pairs of letters, single letters as beginnings, Latin words.
 * @param {string} folded
 * @returns {Requirement[]}
 */
export function requirementsOf(folded) {
	/** @type {Map<string, Requirement>} */
	const found = new Map();
	const parts = runs(folded);
	for (const { run, japanese } of parts) {
		const letters = [...run];
		// A particle between words of other scripts (NPOの会計) says nothing, and would be the beginning of very much.
		if (parts.length > 1 && letters.length === 1 && PARTICLE.test(run)) continue;
		if (!japanese) {
			found.set(`word ${run}`, { type: "word", text: run });
		} else if (letters.length === 1) {
			found.set(`prefix ${run}`, { type: "prefix", text: run });
		} else {
			for (let place = 0; place + 1 < letters.length; place += 1) {
				const pair = letters[place] + letters[place + 1];
				found.set(`term ${pair}`, { type: "term", text: pair });
			}
		}
	}
	return [...found.values()];
}

/**
 * The groups folded, longest words first, so that the longest that stands in a query is replaced.
 * @param {string[][]} groups
 */
export function foldSynonyms(groups) {
	return groups.map((words) => {
		const folded = new Set(words.map((word) => fold(word).trim()).filter((word) => word.length > 1));
		return [...folded].sort((first, second) => second.length - first.length || (first < second ? -1 : 1));
	});
}

/**
 * The word with a part of it replaced by what means the same.
 * @param {string} folded
 * @param {string[][]} synonyms
 */
function replaced(folded, synonyms) {
	const found = new Set();
	for (const group of synonyms) {
		const part = group.find((word) => (/^[\x20-\x7e]+$/.test(word) ? folded === word : folded.includes(word)));
		if (part !== undefined) {
			for (const other of group) {
				if (!other.includes(part) && found.size < MOST_ALTERNATIVES) {
					found.add(folded.replace(part, other));
				}
			}
		}
	}
	found.delete(folded);
	return [...found];
}
