/**
 * The openings as columns of numbers, made once: codes as bits, so that what a profile has in common with 50,000
 * openings is counted in a few milliseconds. What they say is said in fit.js.
 */

/** @typedef {import("./fit.js").Conditions} Conditions */

const BITS = 32;
export const MODES = ["onsite", "online", "hybrid"];

/** Codes of each opening: `words` numbers of 32 bits each, and how many different codes there are. */
class Codes {
	/** @param {Conditions[]} openings @param {(opening: Conditions) => string[]} of */
	constructor(openings, of) {
		/** @type {Map<string, number>} */
		this.bits = new Map();
		const said = openings.map((opening) => of(opening));
		for (const codes of said) {
			for (const code of codes) if (!this.bits.has(code)) this.bits.set(code, this.bits.size);
		}
		this.words = Math.max(1, Math.ceil(this.bits.size / BITS));
		this.masks = new Uint32Array(openings.length * this.words);
		this.counts = new Uint8Array(openings.length);
		for (const [row, codes] of said.entries()) {
			for (const code of codes) this.set(this.masks, row * this.words, code);
			for (let word = 0; word < this.words; word++) this.counts[row] += ones(this.masks[row * this.words + word]);
		}
	}

	/** @param {Uint32Array} masks @param {number} start @param {string} code */
	set(masks, start, code) {
		const bit = this.bits.get(code);
		if (bit !== undefined) masks[start + Math.floor(bit / BITS)] |= 1 << (bit % BITS);
	}

	/** How many of these codes each opening has. @param {string[]} codes */
	common(codes) {
		const own = new Uint32Array(this.words);
		for (const code of codes) this.set(own, 0, code);
		const found = new Uint8Array(this.counts.length);
		for (let word = 0; word < this.words; word++) {
			const mask = own[word];
			if (mask === 0) continue;
			for (let row = 0, place = word; row < found.length; row++, place += this.words) {
				found[row] += ones(this.masks[place] & mask);
			}
		}
		return found;
	}
}

/** How many bits are set. @param {number} mask of 32 bits */
function ones(mask) {
	let left = mask - ((mask >>> 1) & 0x55555555);
	left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
	return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The columns of these openings, in their order. @param {Conditions[]} openings */
export function columnsOf(openings) {
	const codes = (/** @type {(opening: Conditions) => string[]} */ of) => new Codes(openings, of);
	const one = (/** @type {string | null} */ code) => (code === null ? [] : [code]);
	const radians = (/** @type {number} */ degrees) => (degrees * Math.PI) / 180;
	return {
		count: openings.length,
		topics: codes(({ topics }) => topics),
		fields: codes(({ fields }) => fields),
		required: codes(({ skills_required }) => skills_required),
		wanted: codes(({ skills_required, skills_welcome }) => [...skills_required, ...skills_welcome]),
		slots: codes(({ slots }) => slots),
		engagement: codes(({ engagement }) => one(engagement)),
		role: codes(({ role }) => one(role)),
		languages: codes(({ languages }) => languages),
		access: codes(({ access_features }) => access_features),
		mode: Uint8Array.from(openings, ({ mode }) => MODES.indexOf(mode)),
		latitude: Float64Array.from(openings, ({ place }) => place?.[0] ?? Number.NaN),
		longitude: Float64Array.from(openings, ({ place }) => place?.[1] ?? Number.NaN),
		cosine: Float64Array.from(openings, ({ place }) => (place ? Math.cos(radians(place[0])) : Number.NaN)),
		least_age: Uint8Array.from(openings, ({ min_age }) => min_age ?? 0),
		beginners: Int8Array.from(openings, ({ beginners_welcome }) =>
			beginners_welcome === null ? -1 : Number(beginners_welcome),
		),
		hours: Int32Array.from(openings, ({ hours_per_month }) =>
			hours_per_month ? Math.max(1, Math.floor(hours_per_month * 10 + 0.5)) : 0,
		),
	};
}
