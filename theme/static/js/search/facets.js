/**
 * Facets of the documents: which are accepted by what is chosen, and how many each further choice would give.
 * Within a facet choices are OR, across facets AND. `open` (by its last day, on a given day) is a facet of one choice.
 */

export const OPEN = "open";

/**
 * @typedef {import("./source.js").Source} Source
 * @typedef {Map<string, Set<string>>} Chosen facet to chosen codes
 */

export class Facets {
	/**
	 * @param {Source} source
	 * @param {number} today days from 1 January 2000 (dayNumber)
	 */
	constructor(source, today) {
		this.source = source;
		this.today = today;
		/** @type {Map<string, Promise<Map<string, Int32Array>>>} */
		this.members = new Map();
	}

	get names() {
		return [...this.source.facetNames, OPEN];
	}

	/**
	 * The codes of a facet, each with its documents.
	 * @param {string} name
	 */
	facet(name) {
		let members = this.members.get(name);
		if (!members) {
			members = name === OPEN ? this.#open() : this.source.facet(name);
			members.catch(() => this.members.delete(name));
			this.members.set(name, members);
		}
		return members;
	}

	async #open() {
		const until = await this.source.dates("until");
		const open = [];
		for (let document = 0; document < this.source.count; document += 1) {
			if (until[document] < 0 || until[document] >= this.today) {
				open.push(document);
			}
		}
		return new Map([["yes", Int32Array.from(open)]]);
	}

	/**
	 * For each facet with a choice, the documents that have one of the chosen codes, marked.
	 * @param {Chosen} chosen
	 * @returns {Promise<Map<string, Uint8Array>>}
	 */
	async marks(chosen) {
		/** @type {Map<string, Uint8Array>} */
		const found = new Map();
		for (const [name, codes] of chosen) {
			if (codes.size > 0 && this.names.includes(name)) {
				const members = await this.facet(name);
				const marks = new Uint8Array(this.source.count);
				for (const code of codes) {
					for (const document of members.get(code) ?? []) {
						marks[document] = 1;
					}
				}
				found.set(name, marks);
			}
		}
		return found;
	}

	/**
	 * Whether a document has what is chosen in every facet (but one, if named).
	 * @param {Map<string, Uint8Array>} marks
	 * @param {string} [except]
	 */
	accepts(marks, except) {
		const all = [...marks].filter(([name]) => name !== except).map(([, own]) => own);
		return (/** @type {number} */ document) => all.every((own) => own[document] === 1);
	}

	/**
	 * How many of the matched documents each code of a facet would give, together with the choices in other facets.
	 * @param {string} name
	 * @param {Int32Array} matched
	 * @param {Map<string, Uint8Array>} marks
	 * @returns {Promise<Map<string, number>>}
	 */
	async counts(name, matched, marks) {
		const accepts = this.accepts(marks, name);
		const counted = new Uint8Array(this.source.count);
		for (const document of matched) {
			counted[document] = accepts(document) ? 1 : 0;
		}
		const members = await this.facet(name);
		return new Map(
			[...members].map(([code, documents]) => [code, documents.reduce((sum, document) => sum + counted[document], 0)]),
		);
	}
}
