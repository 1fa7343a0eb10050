/** Which page numbers to show. */

/**
 * First, last, the page and its neighbours; null stands for a gap. The builder's pagination shows the same.
 * @param {number} page from 1
 * @param {number} pages
 * @returns {(number | null)[]}
 */
export function pageNumbers(page, pages) {
	const shown = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages);
	const numbers = [...new Set(shown)].sort((a, b) => a - b);
	return numbers.flatMap((number, place) => {
		const before = numbers[place - 1] ?? 0;
		if (number - before === 2) return [before + 1, number];
		return number - before > 2 ? [null, number] : [number];
	});
}
