/** Sorted lists of document numbers, put together. */

/**
 * Numbers that stand in both lists.
 * @param {Int32Array} first
 * @param {Int32Array} second
 */
export function intersection(first, second) {
	const found = new Int32Array(Math.min(first.length, second.length));
	let count = 0;
	let one = 0;
	let other = 0;
	while (one < first.length && other < second.length) {
		if (first[one] === second[other]) {
			found[count] = first[one];
			count += 1;
			one += 1;
			other += 1;
		} else if (first[one] < second[other]) {
			one += 1;
		} else {
			other += 1;
		}
	}
	return found.subarray(0, count);
}

/**
 * Numbers that stand in any of the lists.
 * @param {Int32Array[]} lists
 */
export function union(lists) {
	if (lists.length === 1) {
		return lists[0];
	}
	const last = lists.reduce((most, list) => Math.max(most, list.length ? list[list.length - 1] : -1), -1);
	const marks = new Uint8Array(last + 1);
	let count = 0;
	for (const list of lists) {
		for (const number of list) {
			count += marks[number] ? 0 : 1;
			marks[number] = 1;
		}
	}
	const found = new Int32Array(count);
	let place = 0;
	for (let number = 0; number <= last; number += 1) {
		if (marks[number]) {
			found[place] = number;
			place += 1;
		}
	}
	return found;
}

/**
 * Numbers of the first list that do not stand in the second.
 * @param {Int32Array} first
 * @param {Int32Array} second
 */
export function difference(first, second) {
	const out = new Set(second);
	return first.filter((number) => !out.has(number));
}
