/** Which page numbers to show. */

/**
 * First, last, the page and two on either side; null stands for a gap. The builder's pagination shows the same.
 * @param {number} page from 1
 * @param {number} pages
 * @returns {(number | null)[]}
 */
export function pageNumbers(page, pages) {
	const near = [page - 2, page - 1, page, page + 1, page + 2].filter((number) => number > 1 && number < pages);
	const numbers = [...new Set([1, ...near, pages])];
	return numbers.flatMap((number, place) => (place && number - numbers[place - 1] > 1 ? [null, number] : [number]));
}
