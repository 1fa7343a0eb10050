/** The page of one's own answers: ranks the openings at each answer. Nothing that is answered leaves the browser. */

import { dayInJapan } from "../day.js";
import { updateDeadlines } from "../deadline.js";
import { element } from "../list/drawing.js";
import { fill, pageWords } from "../words.js";
import { format, isEmpty, keep, kept, LISTS, noAnswers, parse, profileOf } from "./answers.js";
import { Openings, whole } from "./ranking.js";

/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("./ranking.js").Ranked} Ranked */

const SHOWN_AT_ONCE = 6;
const LEFT_SHOWN = 30;

/** @param {HTMLElement} root the element with data-match */
export function openMatch(root) {
	return new MatchPage(root).start();
}

class MatchPage {
	/** @param {HTMLElement} root */
	constructor(root) {
		this.root = root;
		this.words = pageWords("match-words");
		/** @type {any} */
		this.data = pageWords("match-data");
		this.form = /** @type {HTMLFormElement} */ (this.part("form"));
		this.shown = SHOWN_AT_ONCE;
		this.turn = 0;
		/** @type {Map<number, Promise<string[]>>} */
		this.shards = new Map();
		this.openings = new Openings([], "");
	}

	/** @param {string} name @returns {HTMLElement} */
	part(name) {
		return /** @type {HTMLElement} */ (this.root.querySelector(`[data-match-${name}]`));
	}

	async start() {
		try {
			const address = new URL(this.root.dataset.match ?? "", document.baseURI);
			this.list = await fetchJson(address);
			const wards = Object.keys(this.list.shards);
			const found = await Promise.all(wards.map((ward) => fetchJson(new URL(`openings-${ward}.json`, address))));
			this.openings = new Openings(found.flat().map(whole), dayInJapan(new Date()));
		} catch {
			this.tell(this.words.failed);
			return;
		}
		this.form.hidden = false;
		this.write(kept(localStorage));
		this.form.addEventListener("submit", async (event) => {
			event.preventDefault();
			await this.answer();
			this.part("count").scrollIntoView({ block: "center" });
			this.part("count").focus({ preventScroll: true });
		});
		this.form.addEventListener("change", (event) => {
			if (event.target instanceof HTMLInputElement && event.target.type === "file") return;
			this.answer();
		});
		this.part("export").addEventListener("click", () => this.save());
		this.part("import").addEventListener("change", () => this.load());
		this.part("delete").addEventListener("click", () => this.forget());
		this.part("more").addEventListener("click", () => this.showMore());
		await this.draw();
	}

	/** @param {string} text */
	tell(text) {
		const problem = this.part("problem");
		problem.textContent = text;
		problem.hidden = text === "";
	}

	/** @returns {Answers} */
	read() {
		const form = new FormData(this.form);
		const km = Number(form.get("within_km"));
		return {
			lists: Object.fromEntries(LISTS.map((name) => [name, form.getAll(name).map(String)])),
			ward: String(form.get("ward") ?? ""),
			within_km: km > 0 ? km : null,
			age_band: String(form.get("age_band") ?? ""),
			beginner: form.get("beginner") === "yes",
		};
	}

	/** @param {Answers} answers */
	write(answers) {
		for (const box of this.form.querySelectorAll("input[type=checkbox]")) {
			const input = /** @type {HTMLInputElement} */ (box);
			input.checked = input.name === "beginner" ? answers.beginner : answers.lists[input.name].includes(input.value);
		}
		for (const [name, value] of [
			["ward", answers.ward],
			["within_km", String(answers.within_km ?? "")],
			["age_band", answers.age_band],
		]) {
			const choice = /** @type {HTMLSelectElement} */ (this.form.elements.namedItem(name));
			choice.value = [...choice.options].some((option) => option.value === value) ? value : "";
		}
	}

	answer() {
		this.tell("");
		keep(localStorage, this.read());
		this.shown = SHOWN_AT_ONCE;
		return this.draw();
	}

	save() {
		const address = URL.createObjectURL(new Blob([format(this.read())], { type: "application/json" }));
		const link = element("a", { href: address, download: `${this.words.file}.json` });
		link.click();
		URL.revokeObjectURL(address);
	}

	async load() {
		const field = /** @type {HTMLInputElement} */ (this.part("import"));
		const file = field.files?.[0];
		if (!file) return;
		try {
			this.write(parse(await file.text()));
		} catch {
			this.tell(this.words.broken);
			return;
		} finally {
			field.value = "";
		}
		await this.answer();
	}

	async forget() {
		this.write(noAnswers());
		await this.answer();
		this.part("count").textContent = this.words.deleted;
		this.part("count").focus();
	}

	async showMore() {
		const first = this.shown;
		this.shown += SHOWN_AT_ONCE;
		await this.draw();
		/** @type {HTMLElement | null | undefined} */ (this.part("proposals").children[first]?.querySelector("a"))?.focus();
	}

	async draw() {
		this.turn += 1;
		const { turn, words } = this;
		const answers = this.read();
		for (const name of LISTS) {
			const count = answers.lists[name].length;
			const place = this.root.querySelector(`[data-match-answered="${name}"]`);
			if (place) place.textContent = count ? fill(words.answered, { count }) : "";
		}
		if (isEmpty(answers)) {
			this.part("count").textContent = words.start;
			this.part("proposals").replaceChildren();
			this.part("more").hidden = this.part("left").hidden = true;
			return;
		}
		const profile = profileOf(answers, this.list.places);
		const { proposals, left } = this.openings.rank(profile, this.list.weights);
		const shown = proposals.first(this.shown);
		let cards;
		try {
			cards = await Promise.all(shown.map(({ opening }) => this.card(opening.i)));
		} catch {
			this.tell(words.failed);
			return;
		}
		if (turn !== this.turn) return;
		this.part("count").textContent = proposals.length ? fill(words.count, { count: proposals.length }) : words.none;
		this.part("proposals").replaceChildren(...shown.map((one, index) => this.proposal(one, cards[index])));
		updateDeadlines(this.part("proposals"));
		this.part("more").hidden = proposals.length <= this.shown;
		this.drawLeft(left);
	}

	/**
	 * The card of the opening at this place of the list; each shard is fetched once.
	 * @param {number} index
	 * @returns {Promise<string>}
	 */
	async card(index) {
		const number = Math.floor(index / this.list.shard_size);
		let shard = this.shards.get(number);
		if (!shard) {
			const folder = new URL(this.root.dataset.matchCards ?? "", document.baseURI);
			shard = fetchJson(new URL(`cards-${number}.json`, folder));
			this.shards.set(number, shard);
		}
		return (await shard)[index % this.list.shard_size];
	}

	/** @param {Ranked} ranked @param {string} card as the builder escaped it */
	proposal({ found }, card) {
		const item = element("li", { class: "proposal" });
		item.innerHTML = card;
		const score = element("p", { class: "score" }, fill(this.words.score, { score: found.score }));
		const meter = element("meter", { min: "0", max: "100", value: String(found.score) });
		meter.setAttribute("aria-hidden", "true");
		score.append(meter);
		const reasons = element("ul", { class: "reasons" });
		for (const reason of found.reasons) {
			const text = this.reason(reason);
			if (text) reasons.append(element("li", { class: reason.kind }, text));
		}
		item.prepend(score);
		item.append(reasons);
		return item;
	}

	/** @param {ReturnType<Openings["rank"]>["left"]} left */
	drawLeft(left) {
		const box = this.part("left");
		box.hidden = left.length === 0;
		const summary = /** @type {HTMLElement} */ (box.querySelector("summary"));
		summary.textContent = fill(this.words.left, { count: left.length });
		const items = left.first(LEFT_SHOWN).map(({ opening, found }) => {
			const why = found.reasons.filter((reason) => reason.kind === "excludes").map((reason) => this.reason(reason));
			const link = element("a", { href: new URL(`../${opening.path}`, this.dataAddress()).href }, opening.title);
			return element("li", { lang: "ja" }, link, ` ${why.join(this.words.and)}`);
		});
		/** @type {HTMLElement} */ (box.querySelector("ul")).replaceChildren(...items);
	}

	/** Where the data lies, from which the openings' pages are found. */
	dataAddress() {
		return new URL(this.root.dataset.match ?? "", document.baseURI);
	}

	/**
	 * What is said of a reason; "" where nothing needs to be said.
	 * @param {import("./fit.js").Reason} reason
	 * @returns {string}
	 */
	reason({ aspect, kind, values }) {
		const online = aspect === "place" && values[0] === "online";
		const pattern = this.data.reasons[online ? "online" : aspect]?.[kind];
		if (!pattern) return "";
		if (aspect === "place") return fill(pattern, { values: String(Number(values[0]) / 10) });
		return fill(pattern, { values: values.map((value) => this.label(aspect, value)).join(this.words.and) });
	}

	/** @param {string} aspect @param {string} code */
	label(aspect, code) {
		const { labels } = this.data;
		const names =
			{
				interests: ["topics", "fields"],
				skills: ["skills"],
				time: ["slots"],
				mode: ["modes"],
				engagement: ["engagements"],
				role: ["roles"],
				languages: ["languages"],
				access: ["access_needs"],
			}[aspect] ?? [];
		for (const name of names) if (labels[name][code]) return labels[name][code];
		return code;
	}
}

/** @param {URL} address @returns {Promise<any>} */
async function fetchJson(address) {
	const answer = await fetch(address);
	if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
	return answer.json();
}
