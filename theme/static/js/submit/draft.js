/** A draft: only what its writer changed, with the values that it was based on. It knows no page and no storage. */

/** @typedef {Record<string, string>} Cells */
/**
 * @typedef {object} Draft
 * @property {Cells} cells what the writer changed
 * @property {Cells} base what stood there when it was written
 * @property {string} by
 * @property {string} why
 * @property {string} [sent] the day on which it was made ready to send
 */
/** @typedef {{column: string, mine: string, now: string}} Conflict */

/**
 * @param {Cells} cells of the form @param {Cells} before cells of the entry; empty for a new one
 * @param {Cells} base of a draft that was laid over the entry: where a conflict is still open, that value is kept
 * @param {{by: string, why: string}} said
 * @returns {Draft}
 */
export function draftOf(cells, before, base, said) {
	const changed = Object.keys(cells).filter((column) => cells[column] !== (before[column] ?? ""));
	return {
		cells: Object.fromEntries(changed.map((column) => [column, cells[column]])),
		base: Object.fromEntries(changed.map((column) => [column, base[column] ?? before[column] ?? ""])),
		...said,
	};
}

/** Whether there is anything to keep. @param {Draft} draft */
export function isEmpty({ cells, by, why }) {
	return Object.keys(cells).length === 0 && !by && !why;
}

/**
 * A draft over the entry as it stands now. Where somebody else changed what the writer changed too, both values come
 * back as a conflict; the writer's stands in `cells` until one is chosen.
 * @param {Draft} draft @param {Cells} before
 * @returns {{cells: Cells, conflicts: Conflict[]}}
 */
export function laidOver(draft, before) {
	const conflicts = Object.entries(draft.cells)
		.map(([column, mine]) => ({ column, mine, now: before[column] ?? "" }))
		.filter(({ column, mine, now }) => mine !== now && (draft.base[column] ?? "") !== now);
	return { cells: { ...before, ...draft.cells }, conflicts };
}

/** The draft that a text holds; null where it is none. @param {string | null} text @returns {Draft | null} */
export function readDraft(text) {
	if (text === null) return null;
	try {
		const { cells, base, by, why, sent } = JSON.parse(text);
		if (!isCells(cells) || !isCells(base)) return null;
		return { cells, base, by: String(by ?? ""), why: String(why ?? ""), ...(sent ? { sent: String(sent) } : {}) };
	} catch {
		return null; // not ours: the next key writes over it
	}
}

/** @param {unknown} value @returns {value is Cells} */
function isCells(value) {
	return typeof value === "object" && value !== null && Object.values(value).every((cell) => typeof cell === "string");
}
