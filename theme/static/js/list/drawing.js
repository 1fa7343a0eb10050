/** The parts of a list page that follow the choice. Texts go in as text, never as HTML. */

import { fill } from "../words.js";
import { pageNumbers } from "./paging.js";

/** @typedef {import("./address.js").Choice} Choice */
/** @typedef {import("./selection.js").List} List */
/** @typedef {import("./selection.js").Selection} Selection */

const grouped = new Intl.NumberFormat("ja-JP");

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(name, attributes, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
	made.append(...children);
	return made;
}

/**
 * Turns each choice from a link into a checkbox; returns the element that holds them all.
 * @param {HTMLElement} root
 * @param {List} list
 * @returns {HTMLElement}
 */
export function takeFacets(root, list) {
	const facets = /** @type {HTMLElement} */ (root.querySelector(".facets") ?? element("div", {}));
	for (const facet of facets.querySelectorAll("[data-facet]")) {
		const name = facet.getAttribute("data-facet") ?? "";
		for (const link of facet.querySelectorAll("a[data-code]")) {
			const code = link.getAttribute("data-code") ?? "";
			if (!list.facets[name]?.codes.includes(code)) continue;
			const box = element("input", { type: "checkbox", name, value: code });
			link.replaceWith(element("label", {}, box, ...link.children));
		}
	}
	return facets;
}

/**
 * Ticks and counts.
 * @param {HTMLElement} facets
 * @param {List} list
 * @param {Choice} choice
 * @param {Selection} found
 */
export function drawFacets(facets, list, choice, found) {
	for (const box of facets.querySelectorAll("input")) {
		const place = list.facets[box.name].codes.indexOf(box.value);
		const rows = found.counts[box.name][place];
		box.checked = choice.facets[box.name]?.includes(box.value) ?? false;
		const count = box.parentElement?.querySelector(".count");
		if (count) count.textContent = grouped.format(rows);
		box.parentElement?.classList.toggle("none", rows === 0);
		const hidden = box.closest("details:not(.facets-box)");
		if (box.checked && hidden instanceof HTMLDetailsElement) hidden.open = true;
	}
}

/**
 * A button for each condition, and one for all.
 * @param {HTMLElement} chosen
 * @param {List} list
 * @param {Choice} choice
 * @param {Record<string, string>} words
 */
export function drawChosen(chosen, list, choice, words) {
	const items = Object.entries(choice.facets).flatMap(([facet, codes]) =>
		codes.map((code) => ({ facet, code, label: labelOf(list, facet, code) })),
	);
	if (choice.q) items.push({ facet: "q", code: "", label: fill(words.text, { text: choice.q }) });
	if (choice.day) items.push({ facet: "day", code: "", label: fill(words.day, { day: dayWords(choice.day) }) });
	const buttons = items.map(({ facet, code, label }) => {
		const attributes = {
			type: "button",
			class: "chip kind",
			"data-facet": facet,
			"data-code": code,
			"aria-label": fill(words.remove, { label }),
		};
		return element("li", {}, element("button", attributes, label, element("span", { "aria-hidden": "true" }, "✕")));
	});
	if (buttons.length > 1) {
		buttons.push(element("li", {}, element("button", { type: "button", "data-all": "" }, words.clear)));
	}
	chosen.replaceChildren(...buttons);
	chosen.hidden = !buttons.length;
}

/**
 * A day as the page's language says it: 12月20日(日).
 * @param {string} day ISO date
 */
function dayWords(day) {
	const format = { month: "long", day: "numeric", weekday: "short", timeZone: "UTC" };
	return new Intl.DateTimeFormat(
		document.documentElement.lang,
		/** @type {Intl.DateTimeFormatOptions} */ (format),
	).format(new Date(day));
}

/**
 * @param {HTMLElement} count a live region
 * @param {number} rows
 * @param {number} all
 * @param {Record<string, string>} words
 */
export function drawCount(count, rows, all, words) {
	const said = [element("b", {}, fill(words.count, { count: grouped.format(rows) }))];
	if (rows !== all) said.push(element("span", {}, ` ${fill(words.of, { count: grouped.format(all) })}`));
	count.tabIndex = -1;
	count.replaceChildren(...said);
}

/**
 * What to relax, with what it would give.
 * @param {HTMLElement} results
 * @param {List} list
 * @param {Choice} choice
 * @param {Selection} found
 * @param {Record<string, string>} words
 */
export function drawEmpty(results, list, choice, found, words) {
	const offers = Object.entries(choice.facets).map(([facet, codes]) => ({
		facet,
		rows: found.without[facet],
		label: codes.map((code) => labelOf(list, facet, code)).join("・"),
	}));
	if (choice.q) offers.push({ facet: "q", rows: found.withoutWords, label: choice.q });
	if (choice.day)
		offers.push({ facet: "day", rows: found.withoutDay, label: fill(words.day, { day: dayWords(choice.day) }) });
	const useful = offers.filter(({ rows }) => rows > 0).sort((a, b) => b.rows - a.rows);
	const buttons = useful.map(({ facet, rows, label }) => {
		const said = fill(words.relaxOne, { label, count: grouped.format(rows) });
		return element("li", {}, element("button", { type: "button", class: "button quiet", "data-facet": facet }, said));
	});
	results.replaceChildren(
		element(
			"div",
			{ class: "empty" },
			element("p", { class: "empty-title" }, words.empty),
			element("p", {}, useful.length ? words.relax : words.start),
			...(buttons.length ? [element("ul", { class: "stack" }, ...buttons)] : []),
			element("button", { type: "button", class: "button", "data-all": "" }, words.clear),
		),
	);
}

/**
 * @param {HTMLElement} holder
 * @param {number} page
 * @param {number} pages
 * @param {Record<string, string>} words
 * @param {(page: number) => string} address
 */
export function drawPages(holder, page, pages, words, address) {
	if (pages < 2) {
		holder.replaceChildren();
		return;
	}
	const link = (/** @type {number} */ number, /** @type {string} */ text, /** @type {Record<string, string>} */ more) =>
		element("li", {}, element("a", { href: address(number), "data-page": String(number), ...more }, text));
	const items = pageNumbers(page, pages).map((number) => {
		if (number === null) return element("li", { class: "gap", "aria-hidden": "true" }, "…");
		const said = number === page ? { "aria-current": "page" } : { "aria-label": fill(words.page, { page: number }) };
		return link(number, String(number), said);
	});
	if (page > 1) items.unshift(link(page - 1, words.previous, { class: "step", rel: "prev" }));
	if (page < pages) items.push(link(page + 1, words.next, { class: "step", rel: "next" }));
	holder.replaceChildren(
		element("nav", { class: "pagination", "aria-label": words.pages }, element("ul", {}, ...items)),
	);
}

/**
 * @param {List} list
 * @param {string} facet
 * @param {string} code
 * @returns {string}
 */
function labelOf(list, facet, code) {
	const { codes, labels } = list.facets[facet];
	return labels[codes.indexOf(code)] ?? code;
}
