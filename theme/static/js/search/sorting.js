/** Orders of the hits. */

/** Names of the orders as they stand in addresses; the first is the engine's own. */
export const SORTS = ["relevance", "newest", "deadline"];

/**
 * The hits in an order; equal ones stay as they are.
 * @template {{document: number}} Hit
 * @param {string} sort
 * @param {Hit[]} hits best first
 * @param {{dates: (name: "until" | "dated") => Promise<Int32Array>}} source
 * @param {number} today
 * @returns {Promise<Hit[]>}
 */
export async function orderedBy(sort, hits, source, today) {
	if (sort === "newest") {
		const dated = await source.dates("dated");
		return byKey(hits, (document) => -dated[document]);
	}
	if (sort === "deadline") {
		const until = await source.dates("until");
		// First what ends soon, then what has no end, last what is over.
		return byKey(hits, (document) => {
			const last = until[document];
			if (last < 0) return Number.MAX_SAFE_INTEGER - 1;
			return last < today ? Number.MAX_SAFE_INTEGER : last;
		});
	}
	return hits;
}

/**
 * @template {{document: number}} Hit
 * @param {Hit[]} hits
 * @param {(document: number) => number} key
 */
function byKey(hits, key) {
	return [...hits].sort((one, other) => key(one.document) - key(other.document));
}
