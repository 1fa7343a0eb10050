/**
 * The search page: what the address asks for is searched and shown; every choice goes into the address.
 * The lists below stay as they are, so that the page helps also when the index cannot be read.
 */

import { dayInJapan } from "../day.js";
import { updateDeadlines } from "../deadline.js";
import { NOTHING_CHOSEN, readChoice, withCode, withFacet, writeChoice } from "../list/address.js";
import { drawChosen, drawCount, drawPages, element } from "../list/drawing.js";
import { fill, pageWords } from "../words.js";
import { createEngine } from "./engine.js";
import { Facets } from "./facets.js";
import { highlight } from "./highlight.js";
import { loadLunr, sourceIn } from "./network.js";
import { SearchDataError } from "./packs.js";
import { LONGEST } from "./query.js";
import { orderedBy, SORTS } from "./sorting.js";
import { dayNumber } from "./source.js";
import { fold } from "./terms.js";

/** @typedef {import("../list/address.js").Choice} Choice */

const PAGE_SIZE = 20;
const SLOW_MS = 4000;
const NEAR_WORDS = 5;

/** @param {HTMLElement} root the element with data-search */
export function openSearch(root) {
	new SearchPage(root).start();
}

class SearchPage {
	/** @param {HTMLElement} root */
	constructor(root) {
		this.root = root;
		this.folder = new URL(root.dataset.search ?? "", document.baseURI).href;
		this.library = new URL(root.dataset.searchLibrary ?? "", document.baseURI).href;
		this.register = document.documentElement.dataset.register ?? "ja";
		this.words = pageWords("search-words");
		/** @type {any} */
		this.list = { facets: Object.fromEntries(Object.values(pageWords("search-facets")).map((one) => [one.name, one])) };
		this.field = /** @type {HTMLInputElement} */ (root.querySelector("input[name=q]"));
		this.order = /** @type {HTMLSelectElement} */ (this.part("sort"));
		this.drawing = 0;
		this.choice = this.choiceOfAddress();
	}

	/** @param {string} name @returns {HTMLElement} */
	part(name) {
		return /** @type {HTMLElement} */ (this.root.querySelector(`[data-search-${name}]`));
	}

	/** @returns {Choice} */
	choiceOfAddress() {
		return readChoice(location.search, this.list.facets, SORTS);
	}

	start() {
		this.makeFacets();
		this.field.form?.addEventListener("submit", (event) => {
			event.preventDefault();
			this.choose({ ...this.choice, q: this.field.value.trim(), page: 1 });
		});
		this.order.addEventListener("change", () => {
			this.choose({ ...this.choice, sort: this.order.value === SORTS[0] ? "" : this.order.value, page: 1 });
		});
		this.part("facets").addEventListener("change", (event) => {
			const box = event.target;
			if (box instanceof HTMLInputElement) this.choose(withCode(this.choice, box.name, box.value, box.checked));
		});
		this.part("kinds").addEventListener("click", (event) => this.chooseKind(event));
		for (const name of ["chosen", "results"]) {
			this.part(name).addEventListener("click", (event) => this.remove(event));
		}
		this.part("pages").addEventListener("click", (event) => this.turn(event));
		window.addEventListener("popstate", () => {
			this.choice = this.choiceOfAddress();
			this.draw();
		});
		this.draw();
	}

	/** Groups of checkboxes; what a group would give is counted when it is opened. */
	makeFacets() {
		const groups = Object.entries(this.list.facets).filter(([name]) => name !== "kind");
		this.part("facets").replaceChildren(
			...groups.map(([name, { label, codes, labels }]) => {
				const choices = codes.map((/** @type {string} */ code, /** @type {number} */ place) => {
					const box = element("input", { type: "checkbox", name, value: code });
					const count = element("span", { class: "count" });
					return element("li", {}, element("label", {}, box, element("span", {}, labels[place]), count));
				});
				const group = element("details", { class: "facet-group", "data-facet": name });
				group.append(element("summary", {}, label), element("ul", { class: "choices" }, ...choices));
				if (name === "open" || name === "area") group.setAttribute("open", "");
				group.addEventListener("toggle", () => this.countGroup(group));
				return group;
			}),
		);
	}

	/** @param {Choice} choice */
	choose(choice) {
		this.choice = choice;
		history.pushState(null, "", location.pathname + writeChoice(choice));
		return this.draw();
	}

	/** @param {Event} event */
	chooseKind(event) {
		const button = event.target instanceof Element ? event.target.closest("button") : null;
		if (button) this.choose(withFacet(this.choice, "kind", button.value ? [button.value] : []));
	}

	/** @param {Event} event */
	remove(event) {
		const button = event.target instanceof Element ? event.target.closest("button") : null;
		if (!button) return;
		const { facet, code, all, near } = button.dataset;
		if (near !== undefined) this.choose({ ...NOTHING_CHOSEN, q: near });
		else if (all !== undefined) this.choose({ ...NOTHING_CHOSEN, q: this.choice.q, sort: this.choice.sort });
		else if (facet === "q") this.choose({ ...this.choice, q: "", page: 1 });
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

	/** Search what is chosen and show it; when files are of another build, once more with the new manifest. */
	async draw() {
		this.drawing += 1;
		const turn = this.drawing;
		const { choice } = this;
		if (document.activeElement !== this.field) this.field.value = choice.q;
		this.order.value = choice.sort || SORTS[0];
		if (!choice.q && Object.keys(choice.facets).length === 0) {
			this.part("found").hidden = true;
			this.part("kinds").hidden = true;
			this.tell("");
			return;
		}
		const slow = setTimeout(() => this.tell(this.words.slow), SLOW_MS);
		try {
			await this.show(choice, turn, false).catch((error) => {
				if (!(error instanceof SearchDataError) || error.code === "offline") throw error;
				return this.show(choice, turn, true);
			});
			if (turn === this.drawing) this.tell("");
		} catch (error) {
			if (turn !== this.drawing) return;
			const offline = error instanceof SearchDataError && error.code === "offline";
			this.tell(offline ? this.words.offline : this.words.failed);
		} finally {
			clearTimeout(slow);
		}
	}

	/** @param {string} text what is wrong, or "" */
	tell(text) {
		const problem = this.part("problem");
		problem.textContent = text;
		problem.hidden = text === "";
	}

	/**
	 * @param {Choice} choice
	 * @param {number} turn
	 * @param {boolean} again read the index anew
	 */
	async show(choice, turn, again) {
		const [source, lunr] = await Promise.all([sourceIn(this.folder, again), loadLunr(this.library)]);
		if (this.source !== source) {
			this.source = source;
			this.facets = new Facets(source, dayNumber(dayInJapan(new Date())));
			this.engine = createEngine(lunr, source);
		}
		const facets = /** @type {Facets} */ (this.facets);
		const found = await /** @type {any} */ (this.engine).search(choice.q);
		const chosen = new Map(Object.entries(choice.facets).map(([name, codes]) => [name, new Set(codes)]));
		const marks = await facets.marks(chosen);
		const hits = await orderedBy(choice.sort, found.rank(facets.accepts(marks)), source, facets.today);
		const pages = Math.max(1, Math.ceil(hits.length / PAGE_SIZE));
		const page = Math.min(choice.page, pages);
		const shown = hits.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
		const cards = await source.cards(
			shown.map((hit) => hit.document),
			this.register,
		);
		if (turn !== this.drawing) return;
		this.last = { found, marks, choice };
		this.part("found").hidden = false;
		drawCount(this.part("count"), hits.length, found.matched.length, this.words);
		drawChosen(this.part("chosen"), this.list, { ...choice, q: "" }, this.words);
		this.drawNotes(found, choice);
		if (hits.length > 0) this.drawCards(cards, found.highlights);
		else await this.drawEmpty(found, marks, choice);
		drawPages(this.part("pages"), page, pages, this.words, (number) => writeChoice({ ...choice, page: number }));
		await this.drawKinds(facets, found.matched, marks, choice);
		for (const group of this.part("facets").children) await this.countGroup(group);
	}

	/**
	 * @param {import("./source.js").Card[]} cards as the builder escaped them
	 * @param {string[]} words folded
	 */
	drawCards(cards, words) {
		const grid = element("ul", { class: "grid", "data-passed": "last" });
		for (const card of cards) {
			const item = element("li", {});
			item.innerHTML = card.html;
			highlight(item, words);
			grid.append(item);
		}
		this.part("results").replaceChildren(grid);
		updateDeadlines(grid);
	}

	/**
	 * What was done with the words, where it is not what was asked for.
	 * @param {import("./engine.js").Found} found
	 * @param {Choice} choice
	 */
	drawNotes(found, choice) {
		const { words } = this;
		const notes = [];
		if (choice.q.length >= LONGEST) notes.push(words.tooLong);
		for (const { word, instead } of found.meant) {
			notes.push(fill(words.meant, { word, instead: instead.slice(0, 3).join("・") }));
		}
		if (found.mode === "or") notes.push(words.or);
		for (const word of found.missing) notes.push(fill(words.missing, { word }));
		if (found.mode === "none" && found.missing.length === 0 && choice.q !== "") {
			notes.push(/[-\u2010\u2212\uff0d]\S/.test(choice.q) ? words.onlyNot : words.nothing);
		}
		this.part("notes").replaceChildren(...notes.map((note) => element("p", {}, note)));
	}

	/**
	 * What to relax, near words, and that the lists stand below.
	 * @param {import("./engine.js").Found} found
	 * @param {Map<string, Uint8Array>} marks
	 * @param {Choice} choice
	 */
	async drawEmpty(found, marks, choice) {
		const { words } = this;
		const facets = /** @type {Facets} */ (this.facets);
		const offers = [...marks.keys()]
			.map((name) => ({ name, rows: found.matched.filter(facets.accepts(marks, name)).length }))
			.filter(({ rows }) => rows > 0)
			.sort((one, other) => other.rows - one.rows);
		const relax = offers.map(({ name, rows }) => {
			const { codes, labels } = this.list.facets[name];
			const label = choice.facets[name].map((code) => labels[codes.indexOf(code)]).join("・");
			const said = fill(words.relaxOne, { label, count: rows });
			return element("li", {}, element("button", { type: "button", class: "button quiet", "data-facet": name }, said));
		});
		const near = await this.nearWords(choice.q);
		this.part("results").replaceChildren(
			element(
				"div",
				{ class: "empty" },
				element("p", { class: "empty-title" }, words.empty),
				element("p", {}, relax.length > 0 ? words.relax : words.try),
				...(relax.length > 0 ? [element("ul", { class: "stack" }, ...relax)] : []),
				...(near.length > 0 ? [element("p", {}, words.near), element("ul", { class: "chosen" }, ...near)] : []),
			),
		);
	}

	/**
	 * Names, problems and wards that begin like the words that were typed.
	 * @param {string} text
	 */
	async nearWords(text) {
		/** @type {Map<string, HTMLElement>} */
		const found = new Map();
		for (const word of fold(text).split(/\s+/u).filter(Boolean)) {
			for (let length = Math.min(word.length, 4); length > 0 && found.size < NEAR_WORDS; length -= 1) {
				const near = (await this.source?.suggestions(word.slice(0, length), NEAR_WORDS)) ?? [];
				for (const { label } of near) {
					const button = element("button", { type: "button", class: "chip", "data-near": label }, label);
					found.set(label, element("li", {}, button));
				}
			}
		}
		return [...found.values()].slice(0, NEAR_WORDS);
	}

	/**
	 * Kinds as a row of buttons, with how many each would give.
	 * @param {Facets} facets
	 * @param {Int32Array} matched
	 * @param {Map<string, Uint8Array>} marks
	 * @param {Choice} choice
	 */
	async drawKinds(facets, matched, marks, choice) {
		const counts = await facets.counts("kind", matched, marks);
		const { codes, labels } = this.list.facets.kind;
		const chosen = choice.facets.kind ?? [];
		const all = matched.filter(facets.accepts(marks, "kind")).length;
		const button = (/** @type {string} */ value, /** @type {string} */ label, /** @type {number} */ count) =>
			element(
				"li",
				{},
				element(
					"button",
					{
						type: "button",
						class: "chip",
						value,
						"aria-pressed": String(value ? chosen.includes(value) : chosen.length === 0),
					},
					label,
					element("span", { class: "count" }, ` ${count}`),
				),
			);
		const offered = codes
			.map((/** @type {string} */ code, /** @type {number} */ place) => ({ code, label: labels[place] }))
			.filter(({ code }) => chosen.includes(code) || (counts.get(code) ?? 0) > 0);
		this.part("kinds").replaceChildren(
			button("", this.words.all, all),
			...offered.map(({ code, label }) => button(code, label, counts.get(code) ?? 0)),
		);
		this.part("kinds").hidden = offered.length === 0;
	}

	/**
	 * Ticks and counts of a group that is open.
	 * @param {Element} group
	 */
	async countGroup(group) {
		if (!(group instanceof HTMLDetailsElement) || !this.last) return;
		const { found, marks, choice } = this.last;
		const name = group.dataset.facet ?? "";
		const chosen = choice.facets[name] ?? [];
		if (chosen.length > 0) group.open = true;
		if (!group.open) return;
		const counts = await /** @type {Facets} */ (this.facets).counts(name, found.matched, marks);
		for (const box of group.querySelectorAll("input")) {
			const count = counts.get(box.value) ?? 0;
			box.checked = chosen.includes(box.value);
			const label = /** @type {HTMLElement} */ (box.parentElement);
			/** @type {HTMLElement} */ (label.querySelector(".count")).textContent = String(count);
			label.classList.toggle("none", count === 0);
			/** @type {HTMLElement} */ (label.parentElement).hidden = count === 0 && !box.checked;
		}
	}
}
