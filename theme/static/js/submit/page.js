/** A form: checked as one sends it, kept as a draft in this browser, ending in something that its writer sends. */

import { dayInJapan } from "../day.js";
import { element } from "../list/drawing.js";
import { fill, pageWords } from "../words.js";
import { needed, notAsked } from "./conditions.js";
import { draftOf, isEmpty, laidOver, readDraft } from "./draft.js";
import { Ending } from "./ending.js";
import { asked, EntryMissing, loadEntry } from "./entry.js";
import { Field } from "./field.js";
import { namesLoaded, offerNames } from "./naming.js";
import { faults } from "./rules.js";
import { submission } from "./submission.js";

/** @typedef {import("./draft.js").Cells} Cells */
/** @typedef {import("./rules.js").Fault} Fault */

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
		this.address = new URLSearchParams(location.search);
		const { key, begin } = asked(this.said.source, this.address);
		this.key = key;
		this.begin = begin;
		this.keptAs = `tomoni-draft-${this.said.table}-${key ? Object.values(key).join("-") : "new"}`;
		/** @type {Cells} the entry as it stands; empty for a new one */
		this.before = {};
		/** @type {Cells} what the form says without asking */
		this.extra = {};
		/** @type {Cells} of the draft: what its values were based on */
		this.base = {};
		/** @type {Set<string>} columns in which a choice is still open */
		this.open = new Set();
		this.fields = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-field]")]).map(
			(one) => new Field(one),
		);
		this.ending = new Ending(this.part("ways"), this.said, () => this.ended());
	}

	/** @param {string} name @returns {HTMLElement} */
	part(name) {
		return /** @type {HTMLElement} */ (this.root.querySelector(`[data-submit-${name}]`));
	}

	/** @param {string} name */
	words(name) {
		return /** @type {HTMLInputElement} */ (this.part(name));
	}

	async start() {
		offerNames(this.fields, this.said.references, this.said.choose_ward);
		try {
			if (this.key) this.before = await loadEntry(this.said.source, this.key, this.address);
		} catch (error) {
			if (!(error instanceof EntryMissing)) throw error;
			this.sayMissing(error);
			return;
		}
		this.form.hidden = false;
		if (this.key) for (const field of this.fields) if (field.name in this.key) field.fix();
		this.claim();
		this.openDraft();
		this.form.addEventListener("input", () => this.keep());
		this.form.addEventListener("submit", (event) => {
			event.preventDefault();
			this.check();
		});
		for (const name of ["forget", "done", "anew"]) this.part(name).addEventListener("click", () => this.forget());
	}

	/** An organization takes over the page that was made from a register. */
	claim() {
		const claimed = this.said.claimed && this.address.has("claim") && this.before.listing === "imported";
		this.part("claim").hidden = !claimed;
		if (claimed) this.extra = { listing: "claimed" };
	}

	/** The draft, where there is one, over the entry as it stands now. */
	openDraft() {
		const draft = readDraft(localStorage.getItem(this.keptAs));
		const { cells, conflicts } = draft
			? laidOver(draft, this.before)
			: { cells: { ...this.before, ...this.begin }, conflicts: [] };
		this.write(cells);
		this.words("by").value = draft?.by ?? "";
		this.words("why").value = draft?.why ?? "";
		this.base = Object.fromEntries(conflicts.map(({ column }) => [column, draft?.base[column] ?? ""]));
		for (const conflict of conflicts) {
			const field = this.fields.find(({ name }) => name === conflict.column);
			if (!field) continue;
			this.open.add(field.name);
			field.ask(conflict, this.said.meanwhile, () => {
				this.open.delete(field.name);
				delete this.base[field.name];
				field.say(undefined);
				this.keep();
			});
		}
		const note = this.part("draft");
		note.hidden = !draft || (!draft.sent && !conflicts.length);
		const place = /** @type {HTMLElement} */ (note.querySelector("p"));
		if (draft?.sent) place.textContent = fill(this.said.sent_before, { day: draft.sent });
		else place.textContent = fill(this.said.changed_meanwhile, { count: conflicts.length });
		this.follow(false);
	}

	/** @param {EntryMissing} error */
	sayMissing({ reason, to }) {
		const place = this.part("missing");
		const again = element("button", { type: "button", class: "button quiet" }, this.said.again);
		again.addEventListener("click", () => location.reload());
		const moved = new URLSearchParams(this.address);
		moved.set("id", to);
		const ways = {
			moved: () => element("a", { href: `?${moved}` }, this.said.open_moved),
			gone: () => element("a", { href: this.said.list_page }, this.said.look_for),
			unread: () => again,
		};
		const kept = localStorage.getItem(this.keptAs) ? [element("p", {}, this.said.draft_kept)] : [];
		place.replaceChildren(element("p", {}, this.said.missing[reason]), ...kept, element("p", {}, ways[reason]()));
		place.hidden = false;
	}

	/** @param {string} words */
	tell(words) {
		this.part("status").textContent = words;
	}

	/** What stands in the form. @returns {Cells} */
	read() {
		return Object.fromEntries(this.fields.map((field) => [field.name, field.read(this.before[field.name] ?? "")]));
	}

	/** What the form says: without the questions that are not asked now. @returns {Cells} */
	answers() {
		const cells = this.read();
		for (const column of notAsked(this.said.rules.conditions, this.row(cells), this.before)) {
			if (column in cells) cells[column] = "";
		}
		return { ...cells, ...this.extra };
	}

	/** The whole row as it would stand. @param {Cells} cells @returns {Cells} */
	row(cells) {
		if (this.key) return { ...this.before, ...this.extra, ...cells };
		const today = dayInJapan(new Date());
		const made = Object.fromEntries(this.said.made.map((/** @type {string} */ day) => [day, today]));
		return { ...made, ...this.said.given, ...this.extra, ...filled(cells) };
	}

	/** @param {Cells} cells */
	write(cells) {
		for (const field of this.fields) field.write(cells[field.name] ?? "");
	}

	/** Shows and hides questions by what is answered; the focus stays where it is. @param {boolean} tell whether to say it */
	follow(tell) {
		const cells = this.read();
		const row = this.row(cells);
		const hidden = notAsked(this.said.rules.conditions, row, this.before);
		const must = needed(this.said.rules.conditions, row);
		const [shown, gone] = [/** @type {string[]} */ ([]), /** @type {string[]} */ ([])];
		for (const field of this.fields) {
			const hide = hidden.has(field.name);
			if (field.root.hidden !== hide) {
				if (!hide) shown.push(this.said.titles[field.name]);
				else if (cells[field.name]) gone.push(this.said.titles[field.name]);
			}
			field.root.hidden = hide;
			const given = this.key === null && field.name in this.said.given;
			field.require(!hide && !given && (this.said.rules.fields[field.name].required || must.has(field.name)));
		}
		const words = [];
		if (shown.length) words.push(fill(this.said.more_asked, { fields: shown.join("・") }));
		if (gone.length) words.push(fill(this.said.not_sent, { fields: gone.join("・") }));
		if (tell && words.length) this.tell(words.join(" "));
		return words.length > 0;
	}

	/** @returns {{by: string, why: string}} */
	sender() {
		return { by: this.words("by").value.trim(), why: this.words("why").value.trim() };
	}

	/** @param {string} [sent] the day on which it was made ready to send */
	store(sent) {
		const draft = draftOf(this.read(), this.before, this.base, this.sender());
		if (isEmpty(draft)) localStorage.removeItem(this.keptAs);
		else localStorage.setItem(this.keptAs, JSON.stringify(sent ? { ...draft, sent } : draft));
	}

	keep() {
		this.store();
		this.ending.hide();
		if (!this.follow(true)) this.tell(this.said.kept);
	}

	/** Something was made that can be sent: the draft says so until its writer says that it was sent. */
	ended() {
		this.store(dayInJapan(new Date()));
		this.part("sent").hidden = false;
	}

	forget() {
		localStorage.removeItem(this.keptAs);
		for (const box of this.root.querySelectorAll(".meanwhile")) box.remove();
		this.open.clear();
		this.base = {};
		this.write({ ...this.before, ...this.begin });
		for (const name of ["by", "why"]) this.words(name).value = "";
		this.showFaults([]);
		this.ending.hide();
		this.part("draft").hidden = true;
		this.follow(false);
		this.tell(this.said.deleted);
		/** @type {HTMLElement} */ (this.root.querySelector("h1")).focus();
	}

	async check() {
		await namesLoaded();
		const cells = this.answers();
		const asked = this.fields.filter((field) => !field.root.hidden);
		const own = asked.map((field) => field.fault()).filter((one) => one !== null);
		const open = [...this.open].map((column) => ({ column, rule: "changed-meanwhile" }));
		const known = new Set([...own, ...open].map(({ column }) => column));
		const rest = faults(this.said.rules, this.row(cells), dayInJapan(new Date()));
		const found = [...own, ...open, ...rest.filter(({ column }) => !known.has(column))];
		this.showFaults(found);
		this.ending.hide();
		if (found.length) return;
		const made = submission(this.said.table, this.key, cells, this.before, this.sender());
		if (Object.keys(made.values).length === 0) {
			this.tell(this.said.same);
			return;
		}
		this.part("sent").hidden = true;
		this.ending.offer(JSON.stringify(made, null, 1), this.row(cells));
	}

	/** @param {Fault[]} found */
	showFaults(found) {
		/** @type {Map<string, string>} the first of each column, in the order of the form */
		const said = new Map();
		for (const one of found) if (!said.has(one.column)) said.set(one.column, this.message(one));
		const wrong = this.fields.filter(({ name }) => said.has(name));
		for (const field of this.fields) field.say(said.get(field.name));
		const summary = this.part("errors");
		summary.hidden = wrong.length === 0;
		const heading = element("h2", {}, fill(this.said.errors, { count: wrong.length }));
		const items = wrong.map((field) => {
			const words = `${this.said.titles[field.name]}：${said.get(field.name)}`;
			const link = element("a", { href: `#f-${field.name}` }, words);
			link.addEventListener("click", (event) => {
				event.preventDefault();
				const closed = field.root.closest("details");
				if (closed) closed.open = true;
				field.target.focus();
			});
			return element("li", {}, link);
		});
		summary.replaceChildren(heading, element("ul", {}, ...items));
		if (wrong.length) summary.focus();
	}

	/** @param {Fault} fault */
	message({ column, rule, fields = [], detail = {} }) {
		const rules = this.said.rules.fields[column];
		const { titles, examples, messages } = this.said;
		const cell = this.read()[column] ?? "";
		const range = rules.max === undefined ? "at-least" : rules.min === undefined ? "at-most" : "range";
		return fill(messages[rule === "range" ? range : rule] ?? messages["words-in-text"], {
			longest: rules.longest ?? "",
			shortest: rules.shortest ?? "",
			min: rules.min ?? "",
			max: rules.max ?? "",
			count: [...cell].length,
			value: cell.slice(0, 60),
			half: cell.normalize("NFKC"),
			example: examples[column] ?? "",
			first: titles[fields[0]] ?? "",
			second: titles[fields[1]] ?? "",
			fields: fields.map((field) => titles[field]).join("・"),
			...detail,
		});
	}
}

/** What stands in a cell; a new entry gets what is given where the form says nothing. @param {Cells} cells */
function filled(cells) {
	return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== ""));
}
