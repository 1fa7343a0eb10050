/**
 * Suggestions while one types, by the combobox pattern of the ARIA Authoring Practices (list autocomplete with
 * manual selection). The field works as before when nothing can be suggested.
 */

import { element } from "../list/drawing.js";
import { fill, pageWords } from "../words.js";
import { sourceIn } from "./network.js";
import { fold } from "./terms.js";

const PAUSE_MS = 120;
const MOST = 7;

/** @param {Element} form with data-search-box, the address of the folder `search` */
export function openBox(form) {
	const field = form.querySelector("input[name=q]");
	if (form instanceof HTMLFormElement && field instanceof HTMLInputElement) {
		new Combobox(form, field).start();
	}
}

class Combobox {
	/**
	 * @param {HTMLFormElement} form
	 * @param {HTMLInputElement} field
	 */
	constructor(form, field) {
		this.form = form;
		this.field = field;
		this.folder = new URL(form.dataset.searchBox ?? "", document.baseURI).href;
		this.root = new URL("../", this.folder);
		this.english = document.documentElement.dataset.register === "en";
		this.words = pageWords("script-words");
		this.list = element("ul", { id: `${field.id}-list`, role: "listbox", class: "suggestions", hidden: "" });
		this.list.setAttribute("aria-label", field.labels?.[0]?.textContent ?? "");
		this.status = element("p", { class: "visually-hidden", role: "status" });
		/** @type {number} place of the active option, -1 for none */
		this.active = -1;
		this.typed = 0;
	}

	start() {
		const { field } = this;
		field.setAttribute("role", "combobox");
		field.setAttribute("aria-autocomplete", "list");
		field.setAttribute("aria-expanded", "false");
		field.setAttribute("aria-controls", this.list.id);
		field.parentElement?.append(this.list);
		this.form.append(this.status);
		let timer = 0;
		const later = () => {
			clearTimeout(timer);
			timer = setTimeout(() => this.suggest(), PAUSE_MS);
		};
		field.addEventListener("input", (event) => {
			// While an input method composes, the text is not yet what is meant.
			if (!(/** @type {InputEvent} */ (event).isComposing)) later();
		});
		field.addEventListener("compositionend", later);
		field.addEventListener("keydown", (event) => this.key(event));
		field.addEventListener("blur", () => this.close());
		// The press must not take the focus from the field before the click arrives.
		this.list.addEventListener("pointerdown", (event) => event.preventDefault());
		this.form.addEventListener("submit", () => this.close());
		if (field.value) later();
	}

	get options() {
		return /** @type {HTMLElement[]} */ ([...this.list.children]);
	}

	async suggest() {
		this.typed += 1;
		const turn = this.typed;
		const text = this.field.value.trim();
		const beginning = fold(text).trim().replace(/\s+/g, " ");
		if (beginning === "") {
			this.close();
			return;
		}
		let found;
		try {
			const source = await sourceIn(this.folder);
			found = await source.suggestions(beginning, MOST);
		} catch {
			// Without suggestions the field still leads to the search page, which says what is wrong.
			found = [];
		}
		if (turn !== this.typed || document.activeElement !== this.field) return;
		this.draw(text, found);
	}

	/**
	 * @param {string} text
	 * @param {import("./source.js").Suggestion[]} found
	 */
	draw(text, found) {
		const options = found.map((one, place) => {
			const own = this.english && one.pathEn;
			const label = this.english && one.labelEn ? one.labelEn : one.label;
			const address = new URL(own || one.path, this.root).href;
			return this.option(place, address, label, this.english && !one.labelEn ? "ja" : "");
		});
		const query = new URL(this.form.action);
		query.search = new URLSearchParams({ q: text }).toString();
		options.push(this.option(options.length, query.href, fill(this.words.searchFor, { text }), ""));
		this.list.replaceChildren(...options);
		this.list.hidden = false;
		this.field.setAttribute("aria-expanded", "true");
		this.activate(-1);
		this.status.textContent = fill(this.words.suggestions, { count: found.length });
	}

	/**
	 * @param {number} place
	 * @param {string} address where it leads
	 * @param {string} label
	 * @param {string} lang
	 */
	option(place, address, label, lang) {
		const made = element("li", { id: `${this.list.id}-${place}`, role: "option", "aria-selected": "false" }, label);
		made.dataset.address = address;
		if (lang) made.lang = lang;
		made.addEventListener("click", () => location.assign(address));
		return made;
	}

	/** @param {number} place */
	activate(place) {
		this.active = place;
		this.options.forEach((option, number) => {
			option.setAttribute("aria-selected", String(number === place));
		});
		const option = this.options[place];
		if (option) {
			this.field.setAttribute("aria-activedescendant", option.id);
			option.scrollIntoView({ block: "nearest" });
		} else {
			this.field.removeAttribute("aria-activedescendant");
		}
	}

	/** @param {KeyboardEvent} event */
	key(event) {
		const count = this.options.length;
		if (event.isComposing) return;
		if (this.list.hidden) {
			if (event.key === "ArrowDown") this.suggest();
			return;
		}
		if (event.key === "ArrowDown") this.activate(this.active + 1 < count ? this.active + 1 : 0);
		else if (event.key === "ArrowUp") this.activate(this.active > 0 ? this.active - 1 : count - 1);
		else if (event.key === "Escape") this.close();
		else if (event.key === "Enter" && this.active >= 0) this.options[this.active].click();
		else return;
		event.preventDefault();
	}

	close() {
		this.typed += 1;
		this.list.hidden = true;
		this.list.replaceChildren();
		this.field.setAttribute("aria-expanded", "false");
		this.field.removeAttribute("aria-activedescendant");
		this.status.textContent = "";
		this.active = -1;
	}
}
