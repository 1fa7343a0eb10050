/** The name that was meant. */

/**
 * How many letters must change, come, go or swap places to make one name of another.
 * @param {string} one
 * @param {string} other
 * @returns {number}
 */
export function distance(one, other) {
	let before = /** @type {number[]} */ ([]);
	let last = Array.from({ length: other.length + 1 }, (_, place) => place);
	for (let i = 1; i <= one.length; i++) {
		const row = [i];
		for (let j = 1; j <= other.length; j++) {
			const same = one[i - 1] === other[j - 1];
			row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
			const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
			if (swapped) row[j] = Math.min(row[j], before[j - 2] + 1);
		}
		before = last;
		last = row;
	}
	return last[other.length];
}

/**
 * The nearest of the names, or null where none is near: one that begins like it, or differs by a third of its letters.
 * @param {string} wanted
 * @param {Iterable<string>} names
 * @returns {string | null}
 */
export function nearest(wanted, names) {
	const meant = wanted.toLowerCase();
	let best = null;
	let least = Math.max(1, Math.floor(meant.length / 3)) + 0.5;
	for (const name of names) {
		const begins = meant.length > 2 && (name.startsWith(meant) || meant.startsWith(name));
		const far = distance(meant, name.toLowerCase()) - (begins ? meant.length / 2 : 0);
		if (far < least) {
			best = name;
			least = far;
		}
	}
	return best;
}
