/** The page that prepares photos: each is drawn anew, asked about, and put into one file that its sender sends. */

import { dayInJapan } from "../day.js";
import { element } from "../list/drawing.js";
import { fill, pageWords } from "../words.js";
import { Field } from "./field.js";
import { offerNames } from "./naming.js";
import { bundle, bundleName, photoCells, photoFaults } from "./photo_bundle.js";
import { drawnAnew } from "./picture.js";
import { sayWhere } from "./recipient.js";
import { faults } from "./rules.js";
import { mail } from "./submission.js";

/** @typedef {{content: Uint8Array, ending: "webp" | "jpg", item: HTMLElement}} Chosen */
/** @typedef {{field: HTMLElement, words: string, label: string}} Wrong */

/** @param {HTMLElement} root the element with data-submit-photos */
export async function openPhotos(root) {
	const page = new PhotosPage(root);
	await page.start();
	return page;
}

class PhotosPage {
	/** @param {HTMLElement} root */
	constructor(root) {
		this.root = root;
		this.said = /** @type {any} */ (pageWords("submit-photos"));
		this.form = this.part("form");
		this.organization = new Field(this.about("organization"));
		/** @type {Chosen[]} */
		this.chosen = [];
		this.number = 0;
		/** @type {Uint8Array} */
		this.made = new Uint8Array();
		this.name = "";
	}

	/** @param {string} name @returns {HTMLElement} */
	part(name) {
		return /** @type {HTMLElement} */ (this.root.querySelector(`[data-photos-${name}]`));
	}

	async start() {
		this.form.hidden = false;
		const asked = new URLSearchParams(location.search);
		offerNames([this.organization], this.said.references);
		this.organization.write(asked.get("organization") ?? "");
		this.organization.target.addEventListener("input", () => this.offerReports());
		const report = asked.get("report");
		if (report !== null) await this.chooseReport(report);
		else this.offerReports();
		this.form.addEventListener("input", () => {
			this.part("ways").hidden = true;
		});
		this.form.addEventListener("submit", (event) => {
			event.preventDefault();
			this.check();
		});
		const files = /** @type {HTMLInputElement} */ (this.form.querySelector("input[type=file]"));
		files.addEventListener("change", async () => {
			const picked = [...(files.files ?? [])];
			files.value = "";
			await this.take(picked);
		});
		this.part("save").addEventListener("click", () => this.save());
	}

	/** @param {string} name a question on all photos together @returns {HTMLElement} */
	about(name) {
		return /** @type {HTMLElement} */ (this.form.querySelector(`[data-field=${name}]`));
	}

	/** The report from whose page one came, with its organization. @param {string} id */
	async chooseReport(id) {
		let [, organization, label] = this.said.reports.find(([known]) => known === id) ?? [];
		if (organization === undefined) {
			try {
				if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) throw new TypeError("no id");
				const answer = await fetch(`${this.said.api}${id}.json`);
				if (!answer.ok) throw new TypeError(String(answer.status));
				const { data } = await answer.json();
				[organization, label] = [data.organization, `${data.date} ${data.title}`];
				this.said.reports.push([id, organization, label]);
			} catch {
				this.tell(this.said.missing);
				this.offerReports();
				return;
			}
		}
		this.organization.write(organization);
		this.offerReports();
		control(this.about("report")).value = id;
	}

	/** The reports of the organization that is written. */
	offerReports() {
		const organization = this.organization.read("");
		const select = control(this.about("report"));
		const before = select.value;
		const none = /** @type {HTMLOptionElement} */ (select.querySelector("option"));
		const own = this.said.reports.filter(([, of]) => of === organization);
		select.replaceChildren(none, ...own.map(([id, , label]) => element("option", { value: id }, label)));
		select.value = own.some(([id]) => id === before) ? before : "";
	}

	/** @param {File[]} files */
	async take(files) {
		const said = [];
		const room = this.said.most - this.chosen.length;
		if (files.length > room) said.push(fill(this.said.too_many, { most: this.said.most }));
		for (const file of files.slice(0, room)) {
			try {
				this.add(file.name, await drawnAnew(file, this.said.longest_side));
			} catch {
				said.push(fill(this.said.unreadable, { name: file.name }));
			}
		}
		said.push(fill(this.said.chosen, { count: this.chosen.length }));
		this.part("ways").hidden = true;
		this.tell(said.join(" "));
	}

	/** @param {string} name @param {Awaited<ReturnType<typeof drawnAnew>>} drawn */
	add(name, { content, ending, preview }) {
		this.number += 1;
		const template = /** @type {HTMLTemplateElement} */ (this.part("template"));
		const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
		const item = /** @type {HTMLElement} */ (copy.firstElementChild);
		for (const attribute of ["id", "for", "aria-describedby"]) {
			for (const named of item.querySelectorAll(`[${attribute}]`)) {
				const ids = (named.getAttribute(attribute) ?? "").split(" ");
				named.setAttribute(attribute, ids.map((id) => `${id}-${this.number}`).join(" "));
			}
		}
		preview.setAttribute("role", "img");
		preview.setAttribute("aria-label", name);
		/** @type {HTMLElement} */ (item.querySelector("[data-photo-preview]")).append(preview);
		const photo = { content, ending, item };
		const people = /** @type {HTMLElement} */ (item.querySelector("[data-photo-people]"));
		const shown = control(fieldOf(item, "people_shown"));
		shown.addEventListener("input", () => {
			people.hidden = shown.value !== "true";
		});
		item.querySelector("[data-photo-remove]")?.addEventListener("click", () => this.remove(photo));
		this.chosen.push(photo);
		this.part("list").append(item);
		this.count();
	}

	/** @param {Chosen} photo */
	remove(photo) {
		this.chosen = this.chosen.filter((one) => one !== photo);
		photo.item.remove();
		this.count();
		this.part("ways").hidden = true;
		this.tell(fill(this.said.removed, { count: this.chosen.length }));
		control(this.about("pictures")).focus();
	}

	/** Photos are called by their place. */
	count() {
		for (const [index, { item }] of this.chosen.entries()) {
			const name = /** @type {HTMLElement} */ (item.querySelector("[data-photo-name]"));
			name.textContent = fill(this.said.photo, { number: index + 1 });
		}
	}

	/** @param {string} words */
	tell(words) {
		this.part("status").textContent = words;
	}

	async check() {
		const cells = this.chosen.map(({ item }) => photoCells(answers(item)));
		const about = {
			organization: this.organization.read(""),
			report: control(this.about("report")).value,
		};
		const wrong = this.wrong(about, cells);
		this.tell("");
		this.showWrong(wrong);
		this.part("ways").hidden = true;
		if (wrong.length) return;
		const photos = this.chosen.map(({ content, ending }, index) => ({ content, ending, cells: cells[index] }));
		const now = new Date();
		this.made = bundle(about, photos, now);
		this.name = bundleName(dayInJapan(now));
		this.offer(await this.taker(about.organization));
	}

	/**
	 * The centre of the organization's ward, or the only one; without one the keeper of the site: pictures of people go to
	 * those who look after them.
	 * @param {string} id of the organization @returns {Promise<import("./recipient.js").Recipient | null>}
	 */
	async taker(id) {
		const { only_centre, ward_centres, keeper } = this.said;
		let ward = "";
		if (!only_centre) {
			const answer = await fetch(`${this.said.organizations}${id}.json`).catch(() => null);
			if (answer?.ok) ward = (await answer.json()).data.area ?? "";
		}
		return only_centre ?? ward_centres[ward] ?? (keeper.email ? keeper : null);
	}

	/**
	 * @param {{organization: string, report: string}} about @param {import("./submission.js").Cells[]} cells
	 * @returns {Wrong[]} in the order of the page
	 */
	wrong(about, cells) {
		const { rules, titles, messages } = this.said;
		const own = this.organization.fault();
		const found = (own ? [own] : faults(rules.about, about, this.today())).map((fault) => ({
			field: this.about(fault.column),
			words: this.message(fault, about, rules.about),
			label: titles[fault.column],
		}));
		if (cells.length === 0) {
			const label = fill(this.said.photo, { number: "" });
			found.push({ field: this.about("pictures"), words: messages["no-photo"], label });
		}
		for (const [index, photo] of cells.entries()) {
			for (const fault of photoFaults(rules.photo, photo, this.today())) {
				found.push({
					field: fieldOf(this.chosen[index].item, fault.column),
					words: this.message(fault, photo, rules.photo),
					label: `${fill(this.said.photo, { number: index + 1 })} ${titles[fault.column]}`,
				});
			}
		}
		return found;
	}

	/**
	 * @param {import("./rules.js").Fault} fault @param {import("./submission.js").Cells} cells
	 * @param {import("./rules.js").Rules} rules
	 */
	message({ column, rule, detail = {} }, cells, rules) {
		const asked = rules.fields[column];
		const cell = cells[column] ?? "";
		return fill(this.said.messages[rule] ?? this.said.messages["words-in-text"], {
			longest: asked.longest ?? "",
			count: [...cell].length,
			value: cell.slice(0, 60),
			half: cell.normalize("NFKC"),
			example: this.said.examples[column] ?? "",
			...detail,
		});
	}

	/** The day in Japan, ISO date. */
	today() {
		return dayInJapan(new Date());
	}

	/** @param {Wrong[]} found */
	showWrong(found) {
		const said = new Map(found.map(({ field, words }) => [field, words]));
		for (const field of /** @type {NodeListOf<HTMLElement>} */ (this.form.querySelectorAll("[data-field]"))) {
			const words = said.get(field);
			const place = /** @type {HTMLElement} */ (field.querySelector("[data-error]"));
			place.hidden = !words;
			place.textContent = words ?? "";
			field.classList.toggle("invalid", Boolean(words));
			if (words) control(field).setAttribute("aria-invalid", "true");
			else control(field).removeAttribute("aria-invalid");
		}
		const summary = this.part("errors");
		summary.hidden = found.length === 0;
		const items = found.map(({ field, words, label }) => {
			const link = element("a", { href: `#${control(field).id}` }, `${label}：${words}`);
			link.addEventListener("click", (event) => {
				event.preventDefault();
				control(field).focus();
			});
			return element("li", {}, link);
		});
		const heading = element("h2", {}, fill(this.said.errors, { count: found.length }));
		summary.replaceChildren(heading, element("ul", {}, ...items));
		if (found.length) summary.focus();
	}

	/** @param {import("./recipient.js").Recipient | null} to */
	offer(to) {
		const size = Math.max(0.1, this.made.length / 1e6).toFixed(1);
		this.part("size").textContent = fill(this.said.size, { count: this.chosen.length, size });
		const attach = fill(this.said.attach, { file: this.name });
		this.part("attach").textContent = attach;
		const letter = this.part("mail");
		/** @type {HTMLElement} */ (letter.closest("li")).hidden = !to?.email;
		/** @type {HTMLAnchorElement} */ (letter).href = mail(
			to?.email ?? "",
			this.said.subject,
			attach,
			attach,
			Infinity,
		).address;
		sayWhere(this.part("where"), to, this.said);
		this.part("ways").hidden = false;
		/** @type {HTMLElement} */ (this.root.querySelector("#ways-title")).focus();
	}

	save() {
		const address = URL.createObjectURL(new Blob([this.made], { type: "application/zip" }));
		element("a", { href: address, download: this.name }).click();
		URL.revokeObjectURL(address);
	}
}

/** @param {HTMLElement} field @returns {HTMLInputElement} */
function control(field) {
	return /** @type {HTMLInputElement} */ (field.querySelector("input, select, textarea"));
}

/** @param {HTMLElement} item @param {string} name @returns {HTMLElement} */
function fieldOf(item, name) {
	return /** @type {HTMLElement} */ (item.querySelector(`[data-field=${name}]`));
}

/** @param {HTMLElement} item @returns {import("./submission.js").Cells} */
function answers(item) {
	const fields = /** @type {NodeListOf<HTMLElement>} */ (item.querySelectorAll("[data-field]"));
	return Object.fromEntries([...fields].map((field) => [field.dataset.field ?? "", control(field).value.trim()]));
}
