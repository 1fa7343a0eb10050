/** How a form ends: a file, a mail, an issue or a text, each of which its writer sends. */

import { dayInJapan } from "../day.js";
import { element } from "../list/drawing.js";
import { sayWhere } from "./recipient.js";
import { fileName, mail, mayBePublic } from "./submission.js";

/** @typedef {import("./recipient.js").Recipient} Centre */

export class Ending {
	/**
	 * @param {HTMLElement} root the element with data-submit-ways
	 * @param {any} said what the page's JSON says
	 * @param {() => void} ended called when something was made that can be sent
	 */
	constructor(root, said, ended) {
		this.root = root;
		this.said = said;
		this.ended = ended;
		this.maybe("file")?.addEventListener("click", () => this.save());
		for (const name of ["mail", "issue"]) this.maybe(name)?.addEventListener("click", () => this.ended());
		const copy = /** @type {HTMLElement} */ (this.maybe("copy"));
		copy.hidden = !navigator.clipboard;
		copy.addEventListener("click", async () => {
			await navigator.clipboard.writeText(this.text.value);
			/** @type {HTMLElement} */ (this.maybe("copied")).textContent = said.copied;
			this.ended();
		});
	}

	/** @param {string} name @returns {HTMLElement | null} */
	maybe(name) {
		return this.root.querySelector(`[data-submit-${name}]`);
	}

	get text() {
		return /** @type {HTMLTextAreaElement} */ (this.maybe("text"));
	}

	hide() {
		this.root.hidden = true;
	}

	/** @param {string} text the submission @param {Record<string, string>} cells the whole row, by which it is known who takes it */
	offer(text, cells) {
		this.text.value = text;
		const open = mayBePublic(this.said.public, this.said.private_where, cells);
		const keeper = { name: this.said.keeper, email: this.said.contact, phone: "", address: "" };
		const to = open && keeper.email ? keeper : this.centre(cells);
		const mailed = this.offerMail(to?.email ?? "", text);
		const issued = this.offerIssue(text, open);
		// Somebody who can neither mail nor write an issue still has the file.
		const saved = this.said.ways.includes("file") || !(mailed || issued);
		/** @type {HTMLElement} */ (this.maybe("file")?.closest("li")).hidden = !saved;
		this.sayWhere(to, saved || mailed);
		/** @type {HTMLElement} */ (this.maybe("copied")).textContent = "";
		this.root.hidden = false;
		/** @type {HTMLElement} */ (this.root.querySelector("h2")).focus();
	}

	/** The centre that takes an entry: the one it names, its ward's, or the only one. @param {Record<string, string>} cells @returns {Centre | null} */
	centre(cells) {
		const chosen = this.said.centres[cells[this.said.centre_column] ?? ""];
		return chosen ?? this.said.ward_centres[cells.area ?? ""] ?? this.said.only_centre;
	}

	/** @param {string} to @param {string} text @returns {boolean} whether a mail can be written */
	offerMail(to, text) {
		const link = /** @type {HTMLAnchorElement} */ (this.maybe("mail"));
		const offered = to !== "" && this.said.ways.includes("mail");
		const made = mail(to, this.said.subject, text, this.said.attach, this.said.longest);
		/** @type {HTMLElement} */ (link.closest("li")).hidden = !offered;
		link.href = made.address;
		const note = /** @type {HTMLElement} */ (this.maybe("attach"));
		note.hidden = !offered || made.whole;
		note.textContent = this.said.attach;
		// The text that is too long for a mail's address is attached: then there has to be a file.
		return offered && (made.whole || this.said.ways.includes("file"));
	}

	/** @param {string} text @param {boolean} open @returns {boolean} whether an issue can be written */
	offerIssue(text, open) {
		const link = this.maybe("issue");
		if (!(link instanceof HTMLAnchorElement)) return false;
		const offered = open && this.said.ways.includes("issue");
		const address = `${this.said.issue}&document=${encodeURIComponent(text)}`;
		const whole = address.length <= this.said.longest;
		/** @type {HTMLElement} */ (link.closest("li")).hidden = !offered;
		// Too long for an address: the form of the issue opens, and the text is pasted into it.
		link.href = whole ? address : this.said.issue;
		/** @type {HTMLElement} */ (this.maybe("paste")).hidden = !offered || whole;
		return offered;
	}

	/** Where to send a file or a copied text. @param {Centre | null} to @param {boolean} needed whether anything is sent there */
	sayWhere(to, needed) {
		const place = /** @type {HTMLElement} */ (this.maybe("where"));
		place.hidden = !needed;
		sayWhere(place, to, this.said);
	}

	save() {
		const address = URL.createObjectURL(new Blob([`${this.text.value}\n`], { type: "application/json" }));
		const name = fileName(this.said.table, dayInJapan(new Date()));
		element("a", { href: address, download: name }).click();
		URL.revokeObjectURL(address);
		this.ended();
	}
}
