/** A form: checked as one sends it, kept as a draft in this browser, ending in something that its writer sends. */

import { dayInJapan } from "../day.js";
import { element } from "../list/drawing.js";
import { fill, pageWords } from "../words.js";
import { faults } from "./rules.js";
import { cellOf, fileName, mail, mayBePublic, submission } from "./submission.js";

/** @param {HTMLElement} root the element with data-submit */
export async function openForm(root) {
	const page = new FormPage(root);
	await page.start();
	return page;
}

class FormPage {
	/** @param {HTMLElement} root */
	constructor(root) {
		this.root = root;
		this.said = /** @type {any} */ (pageWords("submit-form"));
		this.form = /** @type {HTMLFormElement} */ (this.part("form"));
		this.id = new URLSearchParams(location.search).get("id");
		this.keptAs = `tomoni-draft-${this.said.table}-${this.id ?? "new"}`;
		/** @type {Record<string, string>} */
		this.before = {};
		this.fields = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-field]")]);
	}

	/** @param {string} name @returns {HTMLElement} */
	part(name) {
		return /** @type {HTMLElement} */ (this.root.querySelector(`[data-submit-${name}]`));
	}

	/** @param {string} name @returns {HTMLElement | null} */
	maybe(name) {
		return this.root.querySelector(`[data-submit-${name}]`);
	}

	async start() {
		this.form.hidden = false;
		if (this.id !== null) await this.loadEntry();
		const draft = localStorage.getItem(this.keptAs);
		this.write(draft ? { ...this.before, ...readDraft(draft) } : this.before);
		this.form.addEventListener("input", () => this.keep());
		this.form.addEventListener("submit", (event) => {
			event.preventDefault();
			this.check();
		});
		this.part("forget").addEventListener("click", () => this.forget());
		this.maybe("file")?.addEventListener("click", () => this.save());
		const copy = this.part("copy");
		copy.hidden = !navigator.clipboard;
		copy.addEventListener("click", async () => {
			await navigator.clipboard.writeText(this.text().value);
			this.tell(pageWords("script-words").copied);
		});
	}

	/** The entry as it stands, where it can be read. */
	async loadEntry() {
		try {
			if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(this.id ?? "") || !this.said.entry) throw new TypeError("no entry");
			const answer = await fetch(`${this.said.entry}${this.id}.json`);
			if (!answer.ok) throw new TypeError(String(answer.status));
			const { data } = await answer.json();
			for (const { dataset } of this.fields) {
				const name = dataset.field ?? "";
				this.before[name] = cellOf(data[name]);
			}
		} catch {
			this.id = null;
			this.tell(this.said.missing);
		}
	}

	/** @returns {HTMLTextAreaElement} */
	text() {
		return /** @type {HTMLTextAreaElement} */ (this.part("text"));
	}

	/** @param {string} words */
	tell(words) {
		this.part("status").textContent = words;
	}

	/** @returns {Record<string, string>} */
	read() {
		return Object.fromEntries(
			this.fields.map((field) => {
				const name = field.dataset.field ?? "";
				return [name, readField(field, this.before[name] ?? "")];
			}),
		);
	}

	/** @param {Record<string, string>} cells */
	write(cells) {
		for (const field of this.fields) writeField(field, cells[field.dataset.field ?? ""] ?? "");
	}

	keep() {
		localStorage.setItem(this.keptAs, JSON.stringify(this.read()));
		this.part("ways").hidden = true;
		this.tell(this.said.kept);
	}

	forget() {
		localStorage.removeItem(this.keptAs);
		this.write(this.before);
		this.showFaults([]);
		this.part("ways").hidden = true;
		this.tell(this.said.deleted);
	}

	check() {
		const cells = this.read();
		const found = faults(this.said.rules, cells);
		this.showFaults(found);
		this.part("ways").hidden = true;
		if (found.length) return;
		const made = submission(this.said.table, this.id, cells, this.before, {
			by: /** @type {HTMLInputElement} */ (this.part("by")).value.trim(),
			why: /** @type {HTMLTextAreaElement} */ (this.part("why")).value.trim(),
		});
		if (Object.keys(made.values).length === 0) {
			this.tell(this.said.same);
			return;
		}
		this.offer(JSON.stringify(made, null, 1), cells);
	}

	/** @param {string} text @param {Record<string, string>} cells */
	offer(text, cells) {
		this.text().value = text;
		const { subject, attach, longest } = this.said;
		const letter = this.maybe("mail");
		if (letter instanceof HTMLAnchorElement) {
			const made = mail(letter.dataset.submitMail ?? "", subject, text, attach, longest);
			letter.href = made.address;
			const note = this.part("attach");
			note.hidden = made.whole;
			note.textContent = attach;
		}
		const issue = this.maybe("issue");
		if (issue instanceof HTMLAnchorElement) {
			const address = `${issue.dataset.submitIssue}&document=${encodeURIComponent(text)}`;
			const item = /** @type {HTMLElement} */ (issue.closest("li"));
			item.hidden = address.length > longest || !mayBePublic(this.said.private_where, cells);
			issue.href = address;
		}
		this.part("ways").hidden = false;
		/** @type {HTMLElement} */ (this.root.querySelector("#ways-title")).focus();
	}

	save() {
		const address = URL.createObjectURL(new Blob([`${this.text().value}\n`], { type: "application/json" }));
		const name = fileName(this.said.table, dayInJapan(new Date()));
		element("a", { href: address, download: name }).click();
		URL.revokeObjectURL(address);
	}

	/** @param {import("./rules.js").Fault[]} found */
	showFaults(found) {
		const said = new Map(found.map((one) => [one.column, this.message(one)]));
		for (const field of this.fields) {
			const name = field.dataset.field ?? "";
			const place = /** @type {HTMLElement} */ (field.querySelector("[data-error]"));
			const words = said.get(name);
			place.hidden = !words;
			place.textContent = words ?? "";
			field.classList.toggle("invalid", Boolean(words));
			const control = field.querySelector("input:not([type=checkbox]), select, textarea");
			if (words) control?.setAttribute("aria-invalid", "true");
			else control?.removeAttribute("aria-invalid");
		}
		const summary = this.part("errors");
		summary.hidden = found.length === 0;
		const heading = element("h2", {}, fill(this.said.errors, { count: found.length }));
		const items = found.map(({ column }) => {
			const link = element("a", { href: `#f-${column}` }, `${this.said.titles[column]}：${said.get(column)}`);
			link.addEventListener("click", (event) => {
				event.preventDefault();
				this.goTo(column);
			});
			return element("li", {}, link);
		});
		summary.replaceChildren(heading, element("ul", {}, ...items));
		if (found.length) summary.focus();
	}

	/** @param {string} column */
	goTo(column) {
		const target = /** @type {HTMLElement} */ (document.getElementById(`f-${column}`));
		const closed = target.closest("details");
		if (closed) closed.open = true;
		target.focus();
	}

	/** @param {import("./rules.js").Fault} fault */
	message({ column, rule, fields = [] }) {
		const rules = this.said.rules.fields[column];
		const { titles, examples, messages } = this.said;
		return fill(messages[rule] ?? rule, {
			longest: rules.longest ?? "",
			shortest: rules.shortest ?? "",
			min: rules.min ?? "",
			max: rules.max ?? "",
			count: [...(this.read()[column] ?? "")].length,
			example: examples[column] ?? "",
			first: titles[fields[0]] ?? "",
			second: titles[fields[1]] ?? "",
			fields: fields.map((field) => titles[field]).join("・"),
		});
	}
}

/** @param {string} text @returns {Record<string, string>} */
function readDraft(text) {
	try {
		const draft = JSON.parse(text);
		return draft && typeof draft === "object" ? draft : {};
	} catch {
		return {}; // not ours: the next key writes over it
	}
}

/**
 * What stands in a field, as a cell; codes that stood there before keep their order.
 * @param {HTMLElement} field @param {string} before
 */
function readField(field, before) {
	if (field.dataset.kind === "checks") {
		const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll("input:checked"));
		const chosen = [...boxes].map((box) => box.value);
		const kept = before.split(";").filter((code) => chosen.includes(code));
		return [...new Set([...kept, ...chosen])].join(";");
	}
	const control = /** @type {HTMLInputElement} */ (field.querySelector("input, select, textarea"));
	const value = control.value.trim();
	if (field.dataset.kind !== "lines") return value;
	return value
		.split("\n")
		.map((line) => line.trim())
		.filter(Boolean)
		.join(";");
}

/** @param {HTMLElement} field @param {string} cell */
function writeField(field, cell) {
	if (field.dataset.kind === "checks") {
		const codes = new Set(cell.split(";"));
		for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (field.querySelectorAll("input"))) {
			box.checked = codes.has(box.value);
		}
		return;
	}
	const control = /** @type {HTMLInputElement} */ (field.querySelector("input, select, textarea"));
	control.value = field.dataset.kind === "lines" ? cell.split(";").join("\n") : cell;
}
