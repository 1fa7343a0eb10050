/**
 * Filters the preview of a table's rows. Without it the page shows the first rows.
 * The rows (`data-preview`, JSON `{rows: [[cell]]}`) are fetched when someone types.
 */

import { fold, foldedWords } from "../list/fold.js";
import { fill, pageWords } from "../words.js";

const SHOWN = 50;
const TYPING_PAUSE_MS = 150;

/**
 * The rows in which every word occurs, in whatever cell.
 * @param {string[][]} rows
 * @param {string[]} texts each row's cells folded into one text
 * @param {string} query as typed
 * @returns {string[][]}
 */
export function matching(rows, texts, query) {
	const words = foldedWords(query);
	return rows.filter((_, place) => words.every((word) => texts[place].includes(word)));
}

/**
 * @param {HTMLElement} root the element with data-preview
 */
export function openPreview(root) {
	const box = root.querySelector("[data-preview-search]");
	const field = box?.querySelector("input");
	const body = root.querySelector("tbody");
	const count = root.querySelector("[data-preview-count]");
	if (!(box instanceof HTMLElement) || !field || !body || !count) return;
	const words = pageWords("preview-words");
	const firstRows = [...body.rows];
	const firstCount = count.textContent ?? "";
	/** @type {Promise<{rows: string[][], texts: string[]}> | null} */
	let loading = null;
	let pause = 0;

	const load = () => {
		loading ??= fetch(new URL(root.dataset.preview ?? "", document.baseURI)).then(async (answer) => {
			if (!answer.ok) throw new Error(String(answer.status));
			const { rows } = await answer.json();
			return { rows, texts: rows.map((/** @type {string[]} */ row) => fold(row.join(" "))) };
		});
		return loading;
	};

	const show = async () => {
		const query = field.value;
		if (!query.trim()) {
			body.replaceChildren(...firstRows);
			count.textContent = firstCount;
			return;
		}
		try {
			const { rows, texts } = await load();
			if (query !== field.value) return;
			const found = matching(rows, texts, query);
			body.replaceChildren(...found.slice(0, SHOWN).map(rowElement));
			const sentence = found.length > SHOWN ? words.foundMany : words.found;
			count.textContent = found.length
				? fill(sentence, { count: found.length.toLocaleString("en"), shown: String(SHOWN) })
				: words.none;
		} catch {
			loading = null;
			count.textContent = words.failed;
		}
	};

	box.hidden = false;
	field.addEventListener("input", () => {
		clearTimeout(pause);
		pause = window.setTimeout(show, TYPING_PAUSE_MS);
	});
}

/**
 * @param {string[]} cells
 * @returns {HTMLTableRowElement}
 */
function rowElement(cells) {
	const row = document.createElement("tr");
	row.append(
		...cells.map((text) => {
			const cell = document.createElement("td");
			cell.textContent = text;
			return cell;
		}),
	);
	return row;
}
