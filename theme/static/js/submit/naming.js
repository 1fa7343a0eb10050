/** The names that a form offers for entries of other tables; a large site's are loaded when somebody looks for one. */

import { Names } from "./references.js";

/** @typedef {import("./field.js").Field} Field */
/** @typedef {{names: import("./references.js").Named[], lists: string, complete: boolean}} Reference `lists`: folder of the table's lists by ward, where the names are too many for the page */

/** @param {Field[]} fields @param {Record<string, Reference>} references by column */
export function offerNames(fields, references) {
	const area = fields.find(({ name }) => name === "area");
	for (const field of fields) {
		const reference = references[field.name];
		if (!reference) continue;
		field.names = new Names(reference.names, reference.complete);
		field.offer();
		if (reference.lists) field.target.addEventListener("focus", () => loadOnce(field, reference.lists, area));
	}
}

/** @type {Map<string, Promise<void>>} */
const loading = new Map();

/**
 * The names of the ward that the form names, or of every ward, one file after the other.
 * @param {Field} field @param {string} lists @param {Field | undefined} area
 */
async function loadOnce(field, lists, area) {
	const chosen = area?.control?.value;
	const options = /** @type {NodeListOf<HTMLOptionElement>} */ (area?.root.querySelectorAll("option") ?? []);
	const wards = chosen ? [chosen] : [...options].map(({ value }) => value).filter(Boolean);
	for (const ward of wards) {
		const address = `${lists}${ward}.json`;
		if (!loading.has(`${field.name} ${address}`)) loading.set(`${field.name} ${address}`, loadList(field, address));
		await loading.get(`${field.name} ${address}`);
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
