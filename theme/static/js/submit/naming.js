/** The names that a form offers for entries of other tables; a large site's are loaded when somebody looks for one. */

import { Names } from "./references.js";

/** @typedef {import("./field.js").Field} Field */
/** @typedef {{names: import("./references.js").Named[], lists: string, wards: string[], complete: boolean}} Reference `lists`: folder of the table's lists by ward, where the names are too many for the page */

/**
 * @param {Field[]} fields @param {Record<string, Reference>} references by column
 * @param {string} chooseWard said where the names are those of a ward that has to be chosen first
 */
export function offerNames(fields, references, chooseWard) {
	const area = fields.find(({ name }) => name === "area");
	for (const field of fields) {
		const reference = references[field.name];
		if (!reference) continue;
		field.names = new Names(reference.names, reference.complete);
		field.offer();
		if (!reference.lists) continue;
		if (area) field.note(chooseWard);
		for (const one of area ? [field, area] : [field]) {
			one.target.addEventListener("focus", () => loadNames(field, reference, area));
			one.target.addEventListener("change", () => loadNames(field, reference, area));
		}
	}
}

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/** Until the names that are on their way have come. */
export async function namesLoaded() {
	await Promise.all(loading.values());
}

/**
 * The names of the ward that the form names; of every ward where it asks for none.
 * @param {Field} field @param {Reference} reference @param {Field | undefined} area
 */
async function loadNames(field, { lists, wards }, area) {
	const asked = area ? [area.control?.value ?? ""].filter(Boolean) : wards;
	for (const ward of asked) {
		const address = `${lists}${ward}.json`;
		if (!loading.has(address)) loading.set(address, loadList(field, address));
		await loading.get(address);
	}
	field.offer();
}

/** @param {Field} field @param {string} first */
async function loadList(field, first) {
	/** @type {string | null} */
	let address = new URL(first, location.href).href;
	while (address) {
		const answer = await fetch(address).catch(() => null);
		if (!answer?.ok) return; // without the names, ids can still be written
		const list = /** @type {any} */ (await answer.json());
		field.names?.add(list.data.map((/** @type {any} */ row) => [row.id, row.name ?? row.title ?? row.display_name]));
		address = list.next ? new URL(list.next, address).href : null;
	}
}
