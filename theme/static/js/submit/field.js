/** One question on the page: what stands in it as a cell, and what is said beside it. */

import { element } from "../list/drawing.js";
import { fill } from "../words.js";

/** @typedef {import("./references.js").Names} Names */
/** @typedef {import("./draft.js").Conflict} Conflict */

export class Field {
	/** @param {HTMLElement} root the element with data-field */
	constructor(root) {
		this.root = root;
		this.name = root.dataset.field ?? "";
		this.kind = root.dataset.kind ?? "text";
		/** @type {Names | null} */
		this.names = null;
	}

	/** What one types into or chooses from; a set of checkboxes has none. */
	get control() {
		return /** @type {HTMLInputElement | null} */ (
			this.root.querySelector("input:not([type=checkbox]), select, textarea")
		);
	}

	/** What takes the focus. @returns {HTMLElement} */
	get target() {
		return this.control ?? this.root;
	}

	/** The cell; codes that stood in `before` keep their order. @param {string} before */
	read(before) {
		if (!this.control) {
			const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (this.root.querySelectorAll("input:checked"));
			const chosen = [...boxes].map((box) => box.value);
			const kept = before.split(";").filter((code) => chosen.includes(code));
			return [...new Set([...kept, ...chosen])].join(";");
		}
		const value = this.control.value.trim();
		if (this.kind !== "lines") return this.meant(value);
		const items = value.split("\n").map((line) => this.meant(line.trim()));
		return items.filter(Boolean).join(";");
	}

	/** @param {string} cell */
	write(cell) {
		if (!this.control) {
			const codes = new Set(cell.split(";"));
			for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.root.querySelectorAll("input")))
				box.checked = codes.has(box.value);
			return;
		}
		const shown = cell.split(";").map((item) => this.names?.label(item) ?? item);
		this.control.value = this.kind === "lines" ? shown.join("\n") : (this.names?.label(cell) ?? cell);
	}

	/** The id that a name stands for; else the text as it is. @param {string} text */
	meant(text) {
		if (!this.names || !text) return text;
		const found = this.names.resolve(text);
		return "id" in found ? found.id : text;
	}

	/**
	 * What only the page can know to be wrong: input that the browser cannot read and gives as nothing, and names.
	 * @returns {import("./rules.js").Fault | null}
	 */
	fault() {
		const control = this.control;
		if (control?.validity.badInput) return { column: this.name, rule: "bad-input" };
		if (!control || !this.names) return null;
		for (const text of control.value.split("\n").map((line) => line.trim())) {
			const found = text ? this.names.resolve(text) : { id: "" };
			if ("fault" in found) {
				const rule = found.near.length ? found.fault : "unknown-name-alone";
				return { column: this.name, rule, detail: { value: text.slice(0, 60), near: found.near.join("・") } };
			}
		}
		return null;
	}

	/** @param {string | undefined} words what is wrong; nothing where all is right */
	say(words) {
		const place = /** @type {HTMLElement} */ (this.root.querySelector("[data-error]"));
		place.hidden = !words;
		place.textContent = words ?? "";
		this.root.classList.toggle("invalid", Boolean(words));
		for (const control of this.control ? [this.control] : this.root.querySelectorAll("input")) {
			if (words) control.setAttribute("aria-invalid", "true");
			else control.removeAttribute("aria-invalid");
		}
	}

	/** @param {boolean} [needed] */
	require(needed) {
		const mark = this.root.querySelector("[data-required]");
		if (mark instanceof HTMLElement) mark.hidden = !needed;
		if (this.control) this.control.setAttribute("aria-required", String(Boolean(needed)));
	}

	/** The key of an entry that stands cannot be changed. */
	fix() {
		if (this.control) this.control.disabled = true;
	}

	/** Something to know before one writes. @param {string} words */
	note(words) {
		this.root.querySelector(".hint")?.before(element("p", { class: "hint" }, words));
	}

	/** The names to choose from, as one types. */
	offer() {
		const list = this.root.querySelector("datalist");
		if (list && this.names)
			list.replaceChildren(...this.names.all().map((label) => element("option", { value: label })));
	}

	/**
	 * Both values of a column that somebody else changed meanwhile, to choose from.
	 * @param {Conflict} conflict @param {Record<string, string>} words @param {(cell: string) => void} chosen
	 */
	ask(conflict, words, chosen) {
		const shown = (/** @type {string} */ cell) => this.shown(cell) || words.nothing;
		const button = (/** @type {string} */ label, /** @type {string} */ cell) => {
			const made = element("button", { type: "button", class: "button quiet" }, fill(label, { value: shown(cell) }));
			made.addEventListener("click", () => {
				box.remove();
				this.write(cell);
				this.target.focus();
				chosen(cell);
			});
			return made;
		};
		const box = element(
			"div",
			{ class: "meanwhile flow", role: "group", "aria-label": words.meanwhile },
			element("p", {}, words.meanwhile),
			element("div", { class: "buttons" }, button(words.now, conflict.now), button(words.mine, conflict.mine)),
		);
		this.root.append(box);
	}

	/** A cell as its reader knows it: the labels of its codes. @param {string} cell */
	shown(cell) {
		const options = /** @type {NodeListOf<HTMLOptionElement>} */ (this.root.querySelectorAll("select option"));
		const labels = new Map([...options].map((option) => [option.value, option.text]));
		for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (this.root.querySelectorAll("input[type=checkbox]")))
			labels.set(box.value, box.parentElement?.textContent?.trim() ?? box.value);
		return cell
			.split(";")
			.map((item) => labels.get(item) ?? this.names?.label(item) ?? item)
			.join("・");
	}
}
