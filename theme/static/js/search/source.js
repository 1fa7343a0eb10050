/** The index of a site, read from its packs as they are needed. */

import { decodePack, PackReader, SearchDataError } from "./packs.js";

const EPOCH = Date.UTC(2000, 0, 1);
const DAY = 86_400_000;

/**
 * @typedef {import("./packs.js").Fetcher} Fetcher
 * @typedef {import("./packs.js").FieldPostings} FieldPostings
 * @typedef {{path: string, title: string, html: string}} Card
 * @typedef {{kind: string, path: string, label: string, labelEn: string | null, pathEn: string | null}} Suggestion
 */

/**
 * @param {Fetcher} fetcher gives the bytes of a file of the folder `search`, by its path in it
 */
export async function openSource(fetcher) {
	const reader = new PackReader(fetcher);
	const manifest = await reader.readJson("manifest.json");
	if (typeof manifest?.version !== "string" || !Array.isArray(manifest.kinds)) {
		throw new SearchDataError("damaged", "manifest.json");
	}
	return new Source(reader, manifest, await reader.readJson(`packs/${manifest.synonyms}.bin`));
}

export class Source {
	/**
	 * @param {PackReader} reader
	 * @param {any} manifest
	 * @param {string[][]} synonyms
	 */
	constructor(reader, manifest, synonyms) {
		this.reader = reader;
		this.manifest = manifest;
		this.synonyms = synonyms;
		/** @type {string} */
		this.version = manifest.version;
		/** @type {number} */
		this.count = manifest.count;
		/** @type {{name: string, boost: number}[]} */
		this.fields = manifest.postings.fields;
		/** How much each document counts: the same for all of a kind. */
		this.documentBoosts = Float64Array.from(
			manifest.kinds.flatMap((/** @type {[string, number, number]} */ [, count, boost]) => Array(count).fill(boost)),
		);
		/** @type {Map<string, Promise<Map<string, Map<string, FieldPostings>>>>} */
		this.decoded = new Map();
	}

	/** @param {string} name */
	#pack(name) {
		let pack = this.decoded.get(name);
		if (!pack) {
			const fields = this.fields.map((field) => field.name);
			pack = this.reader.pack(name).then((bytes) => decodePack(bytes, fields, `packs/${name}.bin`));
			pack.catch(() => this.decoded.delete(name));
			this.decoded.set(name, pack);
		}
		return pack;
	}

	/**
	 * The postings of the terms that exist.
	 * @param {string[]} terms
	 * @returns {Promise<Map<string, Map<string, FieldPostings>>>}
	 */
	async postings(terms) {
		const found = new Map();
		await Promise.all(
			terms.map(async (term) => {
				for (const name of await this.reader.packsBetween(this.manifest.postings, term, term)) {
					const fields = (await this.#pack(name)).get(term);
					if (fields) {
						found.set(term, fields);
					}
				}
			}),
		);
		return found;
	}

	/**
	 * All terms that begin so, sorted.
	 * @param {string} prefix
	 * @returns {Promise<string[]>}
	 */
	async termsWithPrefix(prefix) {
		const names = await this.reader.packsBetween(this.manifest.postings, prefix, `${prefix}\uffff`);
		const packs = await Promise.all(names.map((name) => this.#pack(name)));
		return packs.flatMap((pack) => [...pack.keys()].filter((term) => term.startsWith(prefix)));
	}

	/** Every Latin word of four letters and more, sorted. */
	async latinWords() {
		const text = new TextDecoder().decode(await this.reader.pack(this.manifest.words));
		return text === "" ? [] : text.split("\n");
	}

	/** Kinds in their order with how many documents each has: documents of a kind have neighbouring numbers. */
	get kinds() {
		return /** @type {[string, number, number][]} */ (this.manifest.kinds);
	}

	/** @returns {string[]} */
	get facetNames() {
		return ["kind", ...Object.keys(this.manifest.facets)];
	}

	/**
	 * The codes of a facet, each with the numbers of its documents.
	 * @param {string} name
	 * @returns {Promise<Map<string, Int32Array>>}
	 */
	async facet(name) {
		if (name === "kind") {
			let start = 0;
			return new Map(
				this.kinds.map(([kind, count]) => {
					const numbers = Int32Array.from({ length: count }, (_, place) => start + place);
					start += count;
					return [kind, numbers];
				}),
			);
		}
		const { codes, pack } = this.manifest.facets[name];
		const values = integers(await this.reader.pack(pack));
		let at = codes.length;
		if (values.length !== at + values.subarray(0, at).reduce((sum, count) => sum + count, 0)) {
			throw new SearchDataError("damaged", `packs/${pack}.bin`);
		}
		return new Map(
			codes.map((/** @type {string} */ code, /** @type {number} */ place) => {
				const numbers = values.slice(at, at + values[place]);
				at += values[place];
				for (let next = 1; next < numbers.length; next += 1) {
					numbers[next] += numbers[next - 1];
				}
				return [code, numbers];
			}),
		);
	}

	/**
	 * For each document the days from 1 January 2000 to its date, or -1 where it has none.
	 * @param {"until" | "dated"} name until: the last day on which it counts; dated: the day it is from
	 */
	async dates(name) {
		const pack = this.manifest.dates[name];
		const values = integers(await this.reader.pack(pack));
		if (values.length !== this.count) {
			throw new SearchDataError("damaged", `packs/${pack}.bin`);
		}
		return values.map((value) => value - 1);
	}

	/**
	 * The cards of documents in a register, in the order asked for.
	 * @param {number[]} documents
	 * @param {string} register
	 * @returns {Promise<Card[]>}
	 */
	async cards(documents, register) {
		const size = this.manifest.cards;
		return Promise.all(
			documents.map(async (document) => {
				const path = `cards-${register}/${Math.floor(document / size)}.bin?v=${this.version}`;
				const card = (await this.reader.readJson(path, this.manifest.numbering))[document % size];
				if (!card) {
					throw new SearchDataError("other-build", path);
				}
				return { path: card[0], title: card[1], html: card[2] };
			}),
		);
	}

	/**
	 * Names, problems, wards and fields that begin so.
	 * @param {string} beginning folded
	 * @param {number} most
	 * @returns {Promise<Suggestion[]>}
	 */
	async suggestions(beginning, most = 8) {
		const names = await this.reader.packsBetween(this.manifest.suggestions, beginning, `${beginning}\uffff`);
		/** @type {Map<string, Suggestion>} */
		const found = new Map();
		for (const name of names) {
			for (const [key, kind, path, label, labelEn, pathEn] of await this.reader.readJson(`packs/${name}.bin`)) {
				if (key.startsWith(beginning) && found.size < most) {
					found.set(path, found.get(path) ?? { kind, path, label, labelEn, pathEn });
				}
			}
		}
		return [...found.values()];
	}
}

/**
 * The day of today in Japan, counted as dates of documents are.
 * @param {string} day ISO date
 */
export function dayNumber(day) {
	return Math.round((Date.parse(`${day}T00:00:00Z`) - EPOCH) / DAY);
}

/** @param {Uint8Array} bytes variable-length integers */
function integers(bytes) {
	const found = new Int32Array(bytes.length);
	let count = 0;
	let value = 0;
	let shift = 0;
	for (const byte of bytes) {
		value |= (byte & 127) << shift;
		shift += 7;
		if (byte < 128) {
			found[count] = value;
			count += 1;
			value = 0;
			shift = 0;
		}
	}
	return found.subarray(0, count);
}
