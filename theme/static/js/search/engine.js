/**
 * A query against an index that lies in packs: which documents match, and lunr's scores for them.
 */

import { difference, intersection, union } from "./postings.js";
import { foldSynonyms, parseQuery } from "./query.js";
import { lunrScores, preselect } from "./scoring.js";
import { fold } from "./terms.js";

/** So many of the best are scored by lunr itself; more are put in order by the same sums. */
export const SCORED_BY_LUNR = 400;
const SHORTEST_BEGINNING = 3;
const SHORTEST_WITH_SLIP = 4;
const TWO_SLIPS_FROM = 8;
const MOST_EXPANSIONS = 200;
const NOTHING = new Int32Array(0);

/**
 * @typedef {import("./query.js").Word} Word
 * @typedef {import("./query.js").Requirement} Requirement
 * @typedef {import("./packs.js").FieldPostings} FieldPostings
 * @typedef {{
 *   count: number,
 *   fields: {name: string, boost: number}[],
 *   documentBoosts: Float64Array,
 *   synonyms: string[][],
 *   postings: (terms: string[]) => Promise<Map<string, Map<string, FieldPostings>>>,
 *   termsWithPrefix: (prefix: string) => Promise<string[]>,
 *   latinWords: () => Promise<string[]>,
 * }} Source
 * @typedef {{document: number, score: number}} Hit
 * @typedef {{
 *   mode: "all" | "and" | "or" | "none",
 *   missing: string[],
 *   meant: {word: string, instead: string[]}[],
 *   highlights: string[],
 *   matched: Int32Array,
 *   rank: (accepted?: (document: number) => boolean) => Hit[],
 * }} Found
 *   mode: all (no words were typed), and, or (no document has all words), none;
 *   missing: words that occur nowhere; meant: words that were not known and what was taken instead;
 *   matched: documents before facets; rank: those accepted, best first, equal ones by number
 */

/**
 * @param {any} lunr the library
 * @param {Source} source
 */
export function createEngine(lunr, source) {
	const synonyms = foldSynonyms(source.synonyms);

	/**
	 * @param {string} text
	 * @returns {Promise<Found>}
	 */
	async function search(text) {
		const words = parseQuery(text, synonyms);
		const wanted = words.filter((word) => !word.prohibited);
		const terms = await termsOf(words);
		const postings = await source.postings([...new Set([...terms.values()].flat())]);
		if (words.length === 0) {
			const everything =
				text.trim() === "" ? Int32Array.from({ length: source.count }, (_, number) => number) : NOTHING;
			return found(everything.length > 0 ? "all" : "none", [], [], everything, new Map(), postings);
		}
		const documents = new Map(words.map((word) => [word, documentsOf(word, terms, postings)]));
		const of = (/** @type {Word} */ word) => documents.get(word) ?? NOTHING;
		const missing = wanted.filter((word) => of(word).length === 0).map((word) => word.text);
		const present = wanted.filter((word) => of(word).length > 0);
		let matched = wanted.length > 0 ? wanted.map(of).reduce(intersection) : NOTHING;
		let mode = /** @type {Found["mode"]} */ ("and");
		let counted = wanted;
		if (matched.length === 0 && wanted.length > 1 && present.length > 0) {
			matched = union(present.map(of));
			mode = "or";
			counted = present;
		}
		for (const word of words) {
			if (word.prohibited) {
				matched = difference(matched, of(word));
			}
		}
		const boosts = boostsOf(counted, terms, postings);
		const meant = wanted.flatMap((word) => guesses(word, terms));
		return found(
			matched.length > 0 ? mode : "none",
			missing,
			meant,
			matched,
			boosts,
			postings,
			highlightsOf(counted, meant),
		);
	}

	/**
	 * @param {Found["mode"]} mode
	 * @param {string[]} missing
	 * @param {Found["meant"]} meant
	 * @param {Int32Array} matched
	 * @param {Map<string, number>} boosts
	 * @param {Map<string, Map<string, FieldPostings>>} postings
	 * @param {string[]} highlights
	 * @returns {Found}
	 */
	function found(mode, missing, meant, matched, boosts, postings, highlights = []) {
		const { fields, count, documentBoosts } = source;
		const scored = { fields, count, documentBoosts, boosts, postings };
		return {
			mode,
			missing,
			meant,
			highlights,
			matched,
			rank: (accepted = () => true) => rank(scored, matched.filter(accepted)),
		};
	}

	/**
	 * @param {import("./scoring.js").Scored} scored
	 * @param {Int32Array} documents
	 * @returns {Hit[]}
	 */
	function rank(scored, documents) {
		if (scored.boosts.size === 0) {
			return Array.from(documents, (document) => ({ document, score: 0 }));
		}
		const wanted = new Uint8Array(scored.count);
		for (const document of documents) {
			wanted[document] = 1;
		}
		const sums = preselect(scored, wanted);
		const hits = Array.from(documents, (document) => ({ document, score: sums[document] })).sort(better);
		const best = hits.slice(0, SCORED_BY_LUNR);
		const scores = lunrScores(lunr, scored, new Set(best.map((hit) => hit.document)));
		const rescored = best.map(({ document }) => ({ document, score: scores.get(document) ?? 0 }));
		return [...rescored.sort(better), ...hits.slice(SCORED_BY_LUNR)];
	}

	/**
	 * The terms that each requirement stands for.
	 * @param {Word[]} words
	 */
	async function termsOf(words) {
		const requirements = words.flatMap((word) => word.alternatives.flatMap((one) => one.requirements));
		/** @type {Map<Requirement, string[]>} */
		const terms = new Map();
		const exact = requirements.filter(({ type }) => type !== "prefix").map(({ text }) => text);
		const known = await source.postings([...new Set(exact)]);
		await Promise.all(
			requirements.map(async (requirement) => {
				terms.set(requirement, await expand(requirement, known));
			}),
		);
		return terms;
	}

	/**
	 * @param {Requirement} requirement
	 * @param {Map<string, any>} known
	 * @returns {Promise<string[]>}
	 */
	async function expand({ type, text }, known) {
		if (type === "prefix") {
			return source.termsWithPrefix(text);
		}
		if (type === "term" || known.has(text) || /[0-9]/.test(text)) {
			return known.has(text) ? [text] : [];
		}
		if (text.length >= SHORTEST_BEGINNING) {
			const longer = await source.termsWithPrefix(text);
			if (longer.length > 0) {
				return longer.slice(0, MOST_EXPANSIONS);
			}
		}
		return text.length >= SHORTEST_WITH_SLIP ? withSlips(text) : [];
	}

	/**
	 * Words that lunr's fuzzy matching takes for this one: one slip, or two in a long word.
	 * @param {string} word
	 */
	async function withSlips(word) {
		const vocabulary = lunr.TokenSet.fromArray(await source.latinWords());
		for (let slips = 1; slips <= (word.length >= TWO_SLIPS_FROM ? 2 : 1); slips += 1) {
			const near = vocabulary.intersect(lunr.TokenSet.fromFuzzyString(word, slips)).toArray();
			if (near.length > 0) {
				return near.slice(0, MOST_EXPANSIONS);
			}
		}
		return [];
	}

	return { search, synonyms };
}

/**
 * The documents that a word finds: in any alternative all requirements, each by any of its terms, in any field;
 * a phrase all in one field.
 * @param {Word} word
 * @param {Map<Requirement, string[]>} terms
 * @param {Map<string, Map<string, FieldPostings>>} postings
 */
function documentsOf(word, terms, postings) {
	return union([
		NOTHING,
		...word.alternatives.map(({ requirements }) => {
			const fields = word.phrase ? fieldsOf(postings) : [null];
			return union([
				NOTHING,
				...fields.map((field) =>
					requirements
						.map((requirement) => documentsWith(terms.get(requirement) ?? [], field, postings))
						.reduce(intersection),
				),
			]);
		}),
	]);
}

/**
 * @param {string[]} terms
 * @param {string | null} field null for any
 * @param {Map<string, Map<string, FieldPostings>>} postings
 */
function documentsWith(terms, field, postings) {
	const lists = [NOTHING];
	for (const term of terms) {
		for (const [name, found] of postings.get(term) ?? []) {
			if (field === null || field === name) {
				lists.push(found.documents);
			}
		}
	}
	return union(lists);
}

/** @param {Map<string, Map<string, FieldPostings>>} postings */
function fieldsOf(postings) {
	return [...new Set([...postings.values()].flatMap((fields) => [...fields.keys()]))];
}

/**
 * The query's vector: every known term with its boost, summed over the words. Within a word it counts once for each
 * requirement that it meets (in 食P食区 the pair 食区 also begins with 食), as lunr counts its clauses, and in the
 * alternative in which it counts most.
 * @param {Word[]} words
 * @param {Map<Requirement, string[]>} terms
 * @param {Map<string, Map<string, FieldPostings>>} postings
 */
function boostsOf(words, terms, postings) {
	/** @type {Map<string, number>} */
	const boosts = new Map();
	for (const word of words) {
		/** @type {Map<string, number>} */
		const own = new Map();
		for (const { requirements, boost } of word.alternatives) {
			/** @type {Map<string, number>} */
			const met = new Map();
			for (const term of requirements.flatMap((requirement) => terms.get(requirement) ?? [])) {
				met.set(term, (met.get(term) ?? 0) + boost);
			}
			for (const [term, sum] of met) {
				own.set(term, Math.max(own.get(term) ?? 0, sum));
			}
		}
		for (const [term, boost] of own) {
			if (postings.has(term)) {
				boosts.set(term, (boosts.get(term) ?? 0) + boost);
			}
		}
	}
	return boosts;
}

/**
 * Latin words that are not known as they stand, and what they were taken for.
 * @param {Word} word
 * @param {Map<Requirement, string[]>} terms
 */
function guesses(word, terms) {
	return word.alternatives[0].requirements
		.filter(({ type }) => type === "word")
		.map((requirement) => ({ word: requirement.text, instead: terms.get(requirement) ?? [] }))
		.filter(({ word: text, instead }) => instead.length > 0 && !instead.includes(text));
}

/**
 * Folded texts to be marked in the hits: the words as typed, their synonyms, and what slips were taken for.
 * @param {Word[]} words
 * @param {Found["meant"]} meant
 */
function highlightsOf(words, meant) {
	const texts = words.flatMap((word) => fold(word.text).split(/\s+/u));
	return [...new Set([...texts, ...meant.flatMap(({ instead }) => instead)])].filter((text) => text !== "");
}

/**
 * Better scores first; those equal to nine digits by document number.
 * @param {Hit} first
 * @param {Hit} second
 */
function better(first, second) {
	return Math.round((second.score - first.score) * 1e9) || first.document - second.document;
}
