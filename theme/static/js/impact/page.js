/**
 * The chart of the impact pages: one measure over the years, for the group and the measure that are chosen.
 * The tables below hold everything without it.
 */

import { element } from "../list/drawing.js";
import { fill, pageWords } from "../words.js";
import { heights, offered, series } from "./series.js";

const grouped = new Intl.NumberFormat("ja-JP", { maximumFractionDigits: 2 });
const SVG = "http://www.w3.org/2000/svg";

/** @param {HTMLElement} root the element with data-impact */
export async function openImpact(root) {
	let data;
	try {
		const answer = await fetch(new URL(root.dataset.impact ?? "", document.baseURI));
		if (!answer.ok) return;
		data = await answer.json();
	} catch {
		return; // The tables are there.
	}
	new ImpactChart(root, data, pageWords("impact-words")).start();
}

class ImpactChart {
	/**
	 * @param {HTMLElement} root
	 * @param {import("./series.js").Totals} data
	 * @param {Record<string, string>} words
	 */
	constructor(root, data, words) {
		this.data = data;
		this.words = words;
		this.holder = /** @type {HTMLElement} */ (root.querySelector("[data-impact-chart]"));
		this.group = this.select(words.group, Object.entries(data.groups));
		this.group.value = root.dataset.impactGroup ?? "all";
		this.measure = this.select(words.measure, []);
		this.figure = element("figure", { class: "chart" });
	}

	/**
	 * @param {string} label
	 * @param {[string, string][]} options
	 */
	select(label, options) {
		const field = /** @type {HTMLSelectElement} */ (element("select", {}));
		field.append(...options.map(([value, text]) => element("option", { value }, text)));
		field.dataset.label = label;
		return field;
	}

	start() {
		const labels = [this.group, this.measure].map((field) =>
			element("label", {}, element("span", {}, field.dataset.label ?? ""), field),
		);
		this.holder.append(element("div", { class: "list-form" }, ...labels), this.figure);
		this.holder.hidden = false;
		this.group.addEventListener("change", () => this.offer());
		this.measure.addEventListener("change", () => this.draw());
		this.offer();
	}

	/** The measures of the group; the one that was chosen stays where it can. */
	offer() {
		const before = this.measure.value;
		const present = offered(this.data, this.group.value);
		this.measure.replaceChildren(
			...present.map((measure) => element("option", { value: String(measure) }, this.data.measures[measure][0])),
		);
		if (present.map(String).includes(before)) this.measure.value = before;
		this.draw();
	}

	draw() {
		const measure = Number(this.measure.value);
		const points = series(this.data, this.group.value, measure);
		const [label, unit] = this.data.measures[measure] ?? ["", ""];
		const head = element("tr", {});
		const body = element("tr", {});
		const tall = heights(points.map(({ value }) => value));
		points.forEach(({ year, value, organizations }, place) => {
			head.append(element("th", { scope: "col" }, fill(this.words.year, { year })));
			const text = value === null ? this.words.none : grouped.format(value);
			const count = fill(this.words.organizations, { count: organizations });
			const cell = element("td", {}, element("span", { class: "visually-hidden" }, `${text}（${count}）`));
			cell.append(this.column(tall[place], value === null ? "―" : text));
			if (place === points.length - 1) cell.classList.add("latest");
			body.append(cell);
		});
		const caption = element("caption", {}, `${this.data.groups[this.group.value]}：${label} `);
		caption.append(element("span", { class: "unit" }, fill(this.words.unit, { unit })));
		const table = element(
			"table",
			{ class: "columns" },
			caption,
			element("thead", {}, head),
			element("tbody", {}, body),
		);
		this.figure.replaceChildren(element("section", { class: "scroll", "aria-label": label, tabindex: "0" }, table));
	}

	/**
	 * @param {number} height percent
	 * @param {string} text
	 */
	column(height, text) {
		const make = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes) => {
			const made = document.createElementNS(SVG, name);
			for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
			return made;
		};
		const svg = make("svg", { "aria-hidden": "true", focusable: "false" });
		const said = make("text", { x: "50%", y: `${100 - height}%`, dy: "-7", "text-anchor": "middle" });
		said.textContent = text;
		svg.append(
			make("line", { class: "base", x1: "0", y1: "100%", x2: "100%", y2: "100%" }),
			make("rect", { x: "12%", y: `${100 - height}%`, width: "76%", height: `${height}%` }),
			said,
		);
		return svg;
	}
}
