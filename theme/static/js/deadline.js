/** Deadlines and confirmations, told on the day the page is read, not the day it was built. */

import { countOpen, dayInJapan, daysBetween, deadlineWord, isPaused, nextSession, SOON_DAYS } from "./day.js";
import { fill, pageWords } from "./words.js";

/**
 * Rewrites every deadline within `root`, marks the entries that have closed or wait for a confirmation, and counts anew
 * how many are still open.
 * @param {ParentNode} root
 * @param {string} today ISO date in Japan
 */
export function updateDeadlines(root, today = dayInJapan(new Date())) {
	const words = pageWords("script-words");
	for (const time of root.querySelectorAll("time[data-deadline]")) {
		const days = daysBetween(today, time.getAttribute("datetime") ?? today);
		const word = deadlineWord(days);
		time.textContent = fill(words[word], { days, date: time.getAttribute("data-date") ?? "" });
		const chip = time.closest(".deadline");
		chip?.toggleAttribute("data-soon", days >= 0 && days <= SOON_DAYS);
		chip?.toggleAttribute("data-over", days < 0);
		const entry = time.closest("[data-entry]");
		if (entry && days < 0) mark(entry, "passed", time.textContent);
	}
	for (const place of root.querySelectorAll("[data-sessions]")) {
		const said = nextSession(JSON.parse(place.getAttribute("data-sessions") ?? "[]"), today);
		if (said) place.textContent = said;
	}
	for (const time of root.querySelectorAll("time[data-session]")) {
		time.closest("tr")?.toggleAttribute("hidden", (time.getAttribute("datetime") ?? today) < today);
	}
	for (const place of root.querySelectorAll("[data-count-open]")) {
		place.textContent = countOpen(place.getAttribute("data-count-open") ?? "", today).toLocaleString("en");
	}
	for (const entry of root.querySelectorAll("[data-entry][data-confirmed]")) {
		const state = entry.getAttribute("data-state");
		const confirmed = entry.getAttribute("data-confirmed") ?? today;
		if ((!state || state === "open") && isPaused(confirmed, today)) {
			const chip = document.createElement("span");
			chip.className = "chip quiet";
			chip.textContent = words.paused;
			entry.querySelector(".card-top, .marks")?.append(chip);
			mark(entry, "paused", words.paused);
		}
	}
}

/**
 * @param {Element} entry
 * @param {"passed" | "paused"} state
 * @param {string} text
 */
function mark(entry, state, text) {
	entry.setAttribute("data-state", state);
	if (state === "passed") close(entry);
	else warn(entry, text);
	const item = entry.parentElement;
	const grid = item?.parentElement;
	if (state !== "passed" || !(item instanceof HTMLLIElement) || !grid) return;
	if (grid.dataset.passed === "last") grid.append(item);
	if (grid.dataset.passed === "hide") {
		item.hidden = true;
		if (!grid.querySelector(":scope > li:not([hidden])")) leaveEmpty(grid);
	}
}

/**
 * Says that a list is empty now, where the page has words for it; else its section goes.
 * @param {Element} grid
 */
function leaveEmpty(grid) {
	const words = grid.parentElement?.querySelector(":scope > [data-when-none]");
	if (words) words.removeAttribute("hidden");
	else grid.closest("section")?.setAttribute("hidden", "");
}

/**
 * Takes the ways to act off an entry that has passed, and shows where to look instead.
 * @param {Element} entry
 */
function close(entry) {
	for (const way of entry.querySelectorAll("[data-until-passed]")) way.setAttribute("hidden", "");
	for (const note of entry.querySelectorAll("[data-when-passed]")) note.removeAttribute("hidden");
	// Nobody may answer a call that has closed, whatever was found when the site was built.
	for (const verdict of entry.querySelectorAll("[data-call-verdict]")) verdict.setAttribute("hidden", "");
}

/**
 * Says before the ways to act that nobody has confirmed the entry for long.
 * @param {Element} entry
 * @param {string} text
 */
function warn(entry, text) {
	for (const contact of entry.querySelectorAll(".contact[data-until-passed]")) {
		contact.setAttribute("data-over", "");
		const notice = document.createElement("p");
		notice.className = "contact-over";
		notice.textContent = text;
		contact.querySelector("h2, h3")?.after(notice);
	}
}
