/**
 * Scores of documents: lunr's. `preselect` computes the same sums without lunr's objects, to choose among many;
 * `lunrScores` lets lunr itself score the chosen, in an index that holds just the query's terms and them.
 */

const K1 = 1.2; // lunr's; its b is 0, so that lengths of fields do not count

/**
 * @typedef {import("./packs.js").FieldPostings} FieldPostings
 * @typedef {{name: string, boost: number}} Field
 * @typedef {{fields: Field[], count: number, documentBoosts: Float64Array, boosts: Map<string, number>, postings: Map<string, Map<string, FieldPostings>>}} Scored
 *   boosts: term of the query to the sum of the boosts of its clauses
 */

/**
 * lunr's rounded weights of a term in a field, one for each posting.
 * @param {number} inverse inverse document frequency
 * @param {Field} field
 * @param {FieldPostings} postings
 * @param {Float64Array} documentBoosts
 */
export function weights(inverse, field, postings, documentBoosts) {
	const found = new Float64Array(postings.documents.length);
	for (let place = 0; place < found.length; place += 1) {
		const frequency = postings.frequencies[place];
		let score = (inverse * ((K1 + 1) * frequency)) / (K1 + frequency);
		score *= field.boost;
		score *= documentBoosts[postings.documents[place]];
		found[place] = Math.round(score * 1000) / 1000;
	}
	return found;
}

/**
 * lunr's inverse document frequency: documents are counted once for each field that has the term.
 * @param {Map<string, FieldPostings>} fields
 * @param {number} count
 */
export function inverseFrequency(fields, count) {
	let documents = 0;
	for (const postings of fields.values()) {
		documents += postings.documents.length;
	}
	const ratio = (count - documents + 0.5) / (documents + 0.5);
	return Math.log(1 + Math.abs(ratio));
}

/**
 * The score of every document that `wanted` marks (others stay 0).
 * @param {Scored} scored
 * @param {Uint8Array} wanted
 */
export function preselect(scored, wanted) {
	const scores = new Float64Array(scored.count);
	let squares = 0;
	for (const boost of scored.boosts.values()) {
		squares += boost * boost;
	}
	const magnitude = Math.sqrt(squares);
	for (const [term, boost] of scored.boosts) {
		const fields = scored.postings.get(term) ?? new Map();
		const inverse = inverseFrequency(fields, scored.count);
		for (const field of scored.fields) {
			const postings = fields.get(field.name);
			if (postings) {
				const own = weights(inverse, field, postings, scored.documentBoosts);
				for (let place = 0; place < own.length; place += 1) {
					const document = postings.documents[place];
					if (wanted[document]) {
						scores[document] += (boost * own[place]) / magnitude;
					}
				}
			}
		}
	}
	return scores;
}

/**
 * The scores that lunr gives to some documents.
 * @param {any} lunr the library
 * @param {Scored} scored
 * @param {Set<number>} documents
 * @returns {Map<number, number>}
 */
export function lunrScores(lunr, scored, documents) {
	const terms = [...scored.boosts.keys()].sort();
	/** @type {Record<string, any>} */
	const invertedIndex = Object.create(null);
	/** @type {Map<string, any>} */
	const vectors = new Map();
	terms.forEach((term, number) => {
		const fields = scored.postings.get(term) ?? new Map();
		const inverse = inverseFrequency(fields, scored.count);
		const entry = { _index: number };
		invertedIndex[term] = entry;
		for (const field of scored.fields) {
			/** @type {Record<string, object>} */
			const found = Object.create(null);
			entry[field.name] = found;
			const postings = fields.get(field.name);
			if (postings) {
				const own = weights(inverse, field, postings, scored.documentBoosts);
				for (let place = 0; place < own.length; place += 1) {
					const document = postings.documents[place];
					if (documents.has(document)) {
						found[document] = {};
						const reference = `${field.name}/${document}`;
						let vector = vectors.get(reference);
						if (!vector) {
							vector = new lunr.Vector();
							vectors.set(reference, vector);
						}
						vector.insert(number, own[place]);
					}
				}
			}
		}
	});
	const index = new lunr.Index({
		invertedIndex,
		fieldVectors: Object.fromEntries(vectors),
		tokenSet: lunr.TokenSet.fromArray(terms),
		fields: scored.fields.map((field) => field.name),
		pipeline: new lunr.Pipeline(),
	});
	const results = index.query((query) => {
		for (const [term, boost] of scored.boosts) {
			query.term(term, { boost, usePipeline: false });
		}
	});
	return new Map(results.map((result) => [Number(result.ref), result.score]));
}
