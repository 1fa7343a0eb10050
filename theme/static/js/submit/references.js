/** Entries of another table are chosen by name; what is sent is their id. */

/** @typedef {[id: string, name: string]} Named */

const NEAR = 3;

export class Names {
	/** @param {Named[]} entries @param {boolean} complete whether these are all: else an id that is not here may stand all the same */
	constructor(entries, complete) {
		this.complete = complete;
		/** @type {Map<string, string>} */
		this.labels = new Map();
		/** @type {Map<string, string[]>} */
		this.ids = new Map();
		this.add(entries);
	}

	/** @param {Named[]} entries */
	add(entries) {
		for (const [id, name] of entries) {
			if (this.labels.has(id)) continue;
			this.labels.set(id, name);
			const folded = fold(name);
			this.ids.set(folded, [...(this.ids.get(folded) ?? []), id]);
		}
	}

	/** What stands in the field for an id: its name, with the id where others have the same name. @param {string} id */
	label(id) {
		const name = this.labels.get(id);
		if (name === undefined) return id;
		return (this.ids.get(fold(name)) ?? []).length > 1 ? `${name}（${id}）` : name;
	}

	/** Every label, to choose from. @returns {string[]} */
	all() {
		return [...this.labels.keys()].map((id) => this.label(id));
	}

	/**
	 * The id that a text means; or why it means none, with the labels that come near.
	 * @param {string} text
	 * @returns {{id: string} | {fault: "ambiguous" | "unknown-name", near: string[]}}
	 */
	resolve(text) {
		if (this.labels.has(text)) return { id: text };
		const inBrackets = /（([a-z0-9-]+)）$/.exec(text)?.[1];
		if (inBrackets && this.labels.has(inBrackets)) return { id: inBrackets };
		const found = this.ids.get(fold(text)) ?? [];
		if (found.length === 1) return { id: found[0] };
		if (found.length > 1) return { fault: "ambiguous", near: found.map((id) => this.label(id)).slice(0, NEAR) };
		if (!this.complete && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) return { id: text };
		return { fault: "unknown-name", near: this.near(text) };
	}

	/** The labels most like a text. @param {string} text @returns {string[]} */
	near(text) {
		const wanted = pairs(fold(text));
		return [...this.labels]
			.map(([id, name]) => ({ id, like: Math.max(likeness(wanted, pairs(fold(name))), likeness(wanted, pairs(id))) }))
			.filter(({ like }) => like > 0.2)
			.sort((one, other) => other.like - one.like)
			.slice(0, NEAR)
			.map(({ id }) => this.label(id));
	}
}

/** A name as people compare it: without width, case, blanks and legal form. @param {string} name */
function fold(name) {
	return name
		.normalize("NFKC")
		.toLowerCase()
		.replace(/(認定)?(特定非営利活動法人|npo法人)|(一般|公益)(社団|財団)法人|社会福祉法人/g, "")
		.replace(/[\s・]/g, "");
}

/** Neighbouring characters, by which texts are compared. @param {string} text @returns {Set<string>} */
function pairs(text) {
	const characters = [...text];
	return new Set(characters.slice(1).map((character, place) => characters[place] + character));
}

/** Dice's share of pairs in common, 0 to 1. @param {Set<string>} one @param {Set<string>} other */
function likeness(one, other) {
	const common = [...one].filter((pair) => other.has(pair)).length;
	return one.size + other.size ? (2 * common) / (one.size + other.size) : 0;
}
