/** The check for those who are not registered: what they answer stays in this browser, and each call says whether it fits. */

import { dayInJapan } from "../day.js";
import { fill, pageWords } from "../words.js";
import { eligibility } from "./eligibility.js";

const KEPT_AS = "tomoni-applicant";
const ORDER = ["yes", "unknown", "no"];
const CHOICES = ["active_in", "fields"];

/** @typedef {Record<string, string | string[]>} Said what stands in the form, by name */

/** @param {HTMLElement} root the element with data-check */
export function openCheck(root) {
	const words = /** @type {any} */ (pageWords("check-words"));
	const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-check-${name}]`));
	const form = /** @type {HTMLFormElement} */ (part("form"));
	const today = dayInJapan(new Date());
	const all = /** @type {HTMLElement[]} */ ([...part("calls").children]);
	const items = all.filter((item) => !hasPassed(callOf(item), today));
	setApart(
		part("passed"),
		all.filter((item) => !items.includes(item)),
		words,
	);
	form.hidden = false;
	write(form, kept());

	const draw = () => {
		const said = read(form);
		const empty = Object.values(said).every((value) => value.length === 0);
		const counts = { yes: 0, unknown: 0, no: 0 };
		const order = items.map((item, index) => {
			const found = judge(item, said, empty, words, today);
			if (found) counts[found] += 1;
			return { item, index, rank: found ? ORDER.indexOf(found) : 0 };
		});
		order.sort((one, other) => one.rank - other.rank || one.index - other.index);
		part("calls").append(...order.map(({ item }) => item));
		part("count").textContent = empty ? words.start : fill(words.count, counts);
	};
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		part("count").scrollIntoView({ block: "center" });
		part("count").focus({ preventScroll: true });
	});
	form.addEventListener("change", () => {
		keep(read(form));
		draw();
	});
	part("delete").addEventListener("click", () => {
		localStorage.removeItem(KEPT_AS);
		write(form, {});
		draw();
		part("count").textContent = words.deleted;
		part("count").focus();
	});
	draw();
}

/**
 * Whether a call's last day lies before the day on which the page is read.
 * @param {import("./eligibility.js").Call} call @param {string} today ISO date
 */
export function hasPassed(call, today) {
	return (call.judged_on ?? today) < today;
}

/** @param {HTMLElement} item @returns {import("./eligibility.js").Call} */
function callOf(item) {
	return JSON.parse(/** @type {HTMLElement} */ (item.querySelector("[data-call]")).dataset.call ?? "{}");
}

/**
 * What has passed since the site was built is neither judged nor counted: it stands in a closed list of its own.
 * @param {HTMLElement} box @param {HTMLElement[]} passed @param {any} words
 */
function setApart(box, passed, words) {
	box.hidden = passed.length === 0;
	/** @type {HTMLElement} */ (box.querySelector("summary")).textContent = fill(words.passed, { count: passed.length });
	for (const item of passed) item.querySelector("[data-call-verdict]")?.remove();
	/** @type {HTMLElement} */ (box.querySelector("ul")).append(...passed);
}

/**
 * Writes the answers into a call's card; gives the verdict, or null when nothing is answered.
 * @param {HTMLElement} item @param {Said} said @param {boolean} empty @param {any} words @param {string} today
 */
function judge(item, said, empty, words, today) {
	const card = /** @type {HTMLElement} */ (item.querySelector("[data-call]"));
	const place = /** @type {HTMLElement} */ (card.querySelector("[data-call-verdict]"));
	const found = eligibility(applicantOf(said), callOf(item), today);
	const answers = new Map(found.findings.map((one) => [one.condition, one.answer]));
	for (const row of /** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll("[data-condition]"))) {
		const answer = answers.get(row.dataset.condition ?? "");
		row.className = empty || !answer ? "" : answer;
		const told = /** @type {HTMLElement} */ (row.querySelector("[data-answer]"));
		told.textContent = empty || !answer ? "" : words.answers[answer];
	}
	place.hidden = empty;
	if (empty) return null;
	const same = found.findings.filter((one) => one.answer === found.answer);
	place.className = `verdict ${found.answer}`;
	place.textContent = found.findings.length
		? fill(words.verdicts[found.answer], {
				count: same.length,
				labels: same.map((one) => words.labels[one.condition]).join(words.and),
			})
		: words.open;
	return found.answer;
}

/** @param {Said} said @returns {import("./eligibility.js").Applicant} */
export function applicantOf(said) {
	const text = (/** @type {string} */ name) => String(said[name] ?? "");
	const list = (/** @type {string} */ name) => [said[name] ?? []].flat().filter(Boolean);
	return {
		legal_form: text("legal_form") || null,
		office: text("office") || null,
		active_in: list("active_in"),
		since: /^\d{4}-\d\d-\d\d$/.test(text("since")) ? text("since") : null,
		income_yen: text("income") ? Number(text("income")) : null,
		certified: text("certified") ? text("certified") === "yes" : null,
		fields: list("fields"),
	};
}

/** @param {HTMLFormElement} form @returns {Said} */
function read(form) {
	const data = new FormData(form);
	/** @type {Said} */
	const said = {};
	for (const name of ["legal_form", "office", "since", "income", "certified"])
		said[name] = String(data.get(name) ?? "");
	for (const name of CHOICES) said[name] = data.getAll(name).map(String);
	return said;
}

/** @param {HTMLFormElement} form @param {Said} said */
function write(form, said) {
	for (const field of form.elements) {
		if (field instanceof HTMLInputElement && field.type === "checkbox") {
			field.checked = [said[field.name] ?? []].flat().includes(field.value);
		} else if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
			field.value = String(said[field.name] ?? "");
		}
	}
}

/** @returns {Said} */
function kept() {
	try {
		const said = JSON.parse(localStorage.getItem(KEPT_AS) ?? "{}");
		return said && typeof said === "object" && !Array.isArray(said) ? said : {};
	} catch {
		localStorage.removeItem(KEPT_AS); // not ours: nobody can read it
		return {};
	}
}

/** @param {Said} said */
function keep(said) {
	localStorage.setItem(KEPT_AS, JSON.stringify(said));
}
