/**
 * A list page that filters and sorts at once. The page is complete without it; when the list's data cannot
 * be fetched (from a folder, without network), it stays as it is.
 */

import { dayInJapan } from "../day.js";
import { updateDeadlines } from "../deadline.js";
import { fill, pageWords } from "../words.js";
import { NOTHING_CHOSEN, readChoice, withCode, withFacet, writeChoice } from "./address.js";
import { drawChosen, drawCount, drawEmpty, drawFacets, drawPages, takeFacets } from "./drawing.js";
import { select } from "./selection.js";

/** @typedef {import("./address.js").Choice} Choice */

const TYPING_PAUSE_MS = 200;

/**
 * Fetches the data of the list in `root` and takes over its links.
 * @param {HTMLElement} root the element with data-list
 */
export async function openList(root) {
	const address = new URL(root.dataset.list ?? "", document.baseURI);
	let list;
	try {
		list = await fetchJson(address);
	} catch {
		root.querySelector("[data-list-form]")?.remove();
		return;
	}
	new ListPage(root, address, list).start();
}

/**
 * @param {URL} address
 * @returns {Promise<any>}
 */
async function fetchJson(address) {
	const answer = await fetch(address);
	if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
	return answer.json();
}

class ListPage {
	/**
	 * @param {HTMLElement} root
	 * @param {URL} address of list.json
	 * @param {import("./selection.js").List} list
	 */
	constructor(root, address, list) {
		this.root = root;
		this.address = address;
		this.list = list;
		this.words = pageWords("list-words");
		this.sorts = Object.keys(list.sort);
		this.ownPath = location.pathname;
		/** @type {Map<number, Promise<string[]>>} */
		this.shards = new Map();
		/** @type {string[] | null} */
		this.text = Array.isArray(list.text) ? list.text : null;
		this.drawing = 0;
		this.form = this.part("form");
		/** @type {HTMLInputElement | null} */
		this.field = this.form.querySelector("[name=q]");
		/** @type {HTMLSelectElement | null} */
		this.order = this.form.querySelector("[name=sort]");
		/** @type {HTMLInputElement | null} */
		this.day = this.form.querySelector("[name=day]");
		this.facets = takeFacets(root, list);
		this.choice = this.choiceOfAddress();
	}

	/** @param {string} name @returns {HTMLElement} */
	part(name) {
		return /** @type {HTMLElement} */ (this.root.querySelector(`[data-list-${name}]`));
	}

	/**
	 * A page built for one choice has it in its path, not in its query.
	 * @returns {Choice}
	 */
	choiceOfAddress() {
		if (location.search || location.pathname !== this.ownPath) {
			return readChoice(location.search, this.list.facets, this.sorts, Boolean(this.list.days));
		}
		return {
			...NOTHING_CHOSEN,
			facets: JSON.parse(this.root.dataset.listSelected ?? "{}"),
			page: Number(this.root.dataset.listPage ?? 1),
		};
	}

	start() {
		this.form.hidden = false;
		if (!this.list.text) this.field?.closest("label")?.remove();
		let typing = 0;
		this.form.addEventListener("input", (event) => {
			clearTimeout(typing);
			const wait = event.target === this.field ? TYPING_PAUSE_MS : 0;
			typing = setTimeout(() => this.choose(this.formChoice()), wait);
		});
		this.facets.addEventListener("change", (event) => {
			const box = event.target;
			if (box instanceof HTMLInputElement) {
				this.choose(withCode(this.choice, box.name, box.value, box.checked));
			}
		});
		this.part("chosen").addEventListener("click", (event) => this.remove(event));
		this.part("results").addEventListener("click", (event) => this.remove(event));
		this.part("pages").addEventListener("click", (event) => this.turn(event));
		window.addEventListener("popstate", () => {
			this.choice = this.choiceOfAddress();
			this.draw();
		});
		this.draw(location.search !== "");
	}

	/** @returns {Choice} */
	formChoice() {
		const sort = this.order?.value ?? "";
		return {
			...this.choice,
			day: this.day?.value ?? "",
			q: this.field?.value.trim() ?? "",
			sort: this.sorts.indexOf(sort) > 0 ? sort : "",
			page: 1,
		};
	}

	/**
	 * Take a choice: its address, then its rows.
	 * @param {Choice} choice
	 */
	choose(choice) {
		this.choice = choice;
		const index = new URL(this.root.dataset.listIndex ?? "", this.indexBase());
		history.pushState(null, "", `${index.pathname}${writeChoice(choice)}`);
		return this.draw();
	}

	/** The folder of the list's pages; the address may have changed since the page was loaded. */
	indexBase() {
		return new URL(this.ownPath, location.href);
	}

	/** @param {Event} event */
	remove(event) {
		const button = event.target instanceof Element ? event.target.closest("button") : null;
		if (!button) return;
		const { facet, code, all } = button.dataset;
		if (all !== undefined) this.choose({ ...NOTHING_CHOSEN, sort: this.choice.sort });
		else if (facet === "q") this.choose({ ...this.choice, q: "", page: 1 });
		else if (facet === "day") this.choose({ ...this.choice, day: "", page: 1 });
		else if (facet && code) this.choose(withCode(this.choice, facet, code, false));
		else if (facet) this.choose(withFacet(this.choice, facet, []));
		this.part("count").focus();
	}

	/** @param {MouseEvent} event */
	async turn(event) {
		const link = event.target instanceof Element ? event.target.closest("a[data-page]") : null;
		if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		await this.choose({ ...this.choice, page: Number(link.getAttribute("data-page")) });
		const count = this.part("count");
		count.scrollIntoView({ block: "center" });
		count.focus({ preventScroll: true });
	}

	/**
	 * Show the rows of the choice. Without `cards` the page already shows them.
	 * @param {boolean} cards
	 */
	async draw(cards = true) {
		this.drawing += 1;
		const turn = this.drawing;
		const { list, words } = this;
		let { choice } = this;
		try {
			if (choice.q && list.text && !this.text) {
				this.text = await fetchJson(this.file(String(list.text)));
			}
			const found = select(list, choice, choice.q ? this.text : null, dayInJapan(new Date()));
			const pages = Math.max(1, Math.ceil(found.rows.length / list.page_size));
			choice = { ...choice, page: Math.min(choice.page, pages) };
			const shown = found.rows.slice((choice.page - 1) * list.page_size, choice.page * list.page_size);
			const html = cards ? await this.cards(shown) : [];
			if (turn !== this.drawing) return;
			this.choice = choice;
			this.showForm();
			drawFacets(this.facets, list, choice, found);
			drawChosen(this.part("chosen"), list, choice, words);
			drawCount(this.part("count"), found.rows.length, list.count, words);
			if (!cards) return;
			if (found.rows.length) this.showCards(html);
			else drawEmpty(this.part("results"), list, choice, found, words);
			const index = new URL(this.root.dataset.listIndex ?? "", this.indexBase()).pathname;
			drawPages(this.part("pages"), choice.page, pages, words, (page) => index + writeChoice({ ...choice, page }));
		} catch {
			this.part("count").textContent = words.failed;
		}
	}

	showForm() {
		const { field, order, day } = this;
		if (field && field !== document.activeElement) field.value = this.choice.q;
		if (day && day !== document.activeElement) day.value = this.choice.day ?? "";
		if (order) order.value = this.choice.sort || this.sorts[0];
	}

	/** @param {string[]} html cards as the builder escaped them */
	showCards(html) {
		const grid = document.createElement("ul");
		grid.className = "grid";
		grid.dataset.passed = "last";
		for (const card of html) {
			const item = document.createElement("li");
			item.innerHTML = card;
			grid.append(item);
		}
		this.part("results").replaceChildren(grid);
		updateDeadlines(grid);
	}

	/**
	 * The cards of rows, in their order; each shard is fetched once.
	 * @param {number[]} rows
	 * @returns {Promise<string[]>}
	 */
	async cards(rows) {
		const size = this.list.cards.shard_size;
		const numbers = [...new Set(rows.map((row) => Math.floor(row / size)))];
		const shards = new Map(
			await Promise.all(
				numbers.map(async (number) => /** @type {[number, string[]]} */ ([number, await this.shard(number)])),
			),
		);
		return rows.map((row) => shards.get(Math.floor(row / size))?.[row % size] ?? "");
	}

	/**
	 * @param {number} number
	 * @returns {Promise<string[]>}
	 */
	shard(number) {
		const known = this.shards.get(number);
		if (known) return known;
		const shard = fetchJson(this.file(fill(this.list.cards.path, { shard: number })));
		this.shards.set(number, shard);
		shard.catch(() => this.shards.delete(number));
		return shard;
	}

	/**
	 * A file beside list.json, of the same version.
	 * @param {string} path
	 * @returns {URL}
	 */
	file(path) {
		const address = new URL(path, this.address);
		address.searchParams.set("v", String(this.list.version));
		return address;
	}
}
