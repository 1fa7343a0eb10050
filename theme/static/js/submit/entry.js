/** The entry that a form puts right: which one its address names, and how it stands today. */

import { cellOf } from "./submission.js";

/** @typedef {Record<string, string>} Cells */
/** @typedef {{table: string, key: string[], columns: string[], entry: string, parent: {column: string, address: string} | null}} Source */

export class EntryMissing extends Error {
	/** @param {"gone" | "moved" | "unread"} reason @param {string} [to] the id that it has now */
	constructor(reason, to = "") {
		super(reason);
		this.reason = reason;
		this.to = to;
	}
}

/**
 * The key in an address, or null for a new entry; what else names a column is a value to begin with.
 * @param {Source} source @param {URLSearchParams} asked
 * @returns {{key: Cells | null, begin: Cells}}
 */
export function asked(source, asked) {
	const begin = Object.fromEntries([...asked].filter(([name]) => source.columns.includes(name)));
	const whole = source.key.every((name) => begin[name]);
	if (!whole) return { key: null, begin };
	return { key: Object.fromEntries(source.key.map((name) => [name, begin[name]])), begin: {} };
}

/**
 * Every cell of the entry, from the API: its own file, or the file of the entry that it hangs on.
 * @param {Source} source @param {Cells} key @param {URLSearchParams} address
 * @returns {Promise<Cells>}
 */
export async function loadEntry(source, key, address) {
	const parent = source.entry ? null : source.parent;
	const id = parent ? (address.get(parent.column) ?? "") : key.id;
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw new EntryMissing("gone");
	const document = await read(`${parent ? parent.address : source.entry}${id}.json`);
	if (document.moved !== undefined) throw new EntryMissing(document.to ? "moved" : "gone", document.to ?? "");
	const data = parent ? related(document, source, key, { [parent.column]: id }) : document.data;
	if (!data) throw new EntryMissing("gone");
	return Object.fromEntries(source.columns.map((name) => [name, cellOf(data[name])]));
}

/** @param {any} document @param {Source} source @param {Cells} key @param {Cells} said what the parent's file leaves out */
function related(document, source, key, said) {
	const rows = document.related?.[source.table] ?? [];
	return rows
		.map((/** @type {any} */ row) => ({ ...row, ...said }))
		.find((/** @type {any} */ row) => source.key.every((name) => cellOf(row[name]) === key[name]));
}

/** @param {string} address @returns {Promise<any>} */
async function read(address) {
	let answer;
	try {
		answer = await fetch(address);
		if (answer.ok) return await answer.json();
	} catch {
		throw new EntryMissing("unread"); // no network, or an answer cut short
	}
	throw new EntryMissing(answer.status === 404 ? "gone" : "unread");
}
