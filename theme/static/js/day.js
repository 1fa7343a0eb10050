/** Days as the calendar in Japan counts them. No page, no clock of its own. */

/** After so many days without a confirmation an opening shows as paused. */
export const CONFIRMED_FOR_DAYS = 90;

/** A deadline this many days ahead, or fewer, is soon. */
export const SOON_DAYS = 7;

/** Further ahead than this, the date alone is shown. */
export const COUNTED_DAYS = 60;

const calendar = new Intl.DateTimeFormat("en-CA", {
	timeZone: "Asia/Tokyo",
	year: "numeric",
	month: "2-digit",
	day: "2-digit",
});

/**
 * The date in Japan at a moment, e.g. "2026-11-23", wherever the visitor is.
 * @param {Date} moment
 * @returns {string}
 */
export function dayInJapan(moment) {
	return calendar.format(moment);
}

/**
 * Whole days from one date to another; negative when `to` is earlier. A time after the date is ignored.
 * @param {string} from ISO date
 * @param {string} to ISO date
 * @returns {number}
 */
export function daysBetween(from, to) {
	return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);
}

/**
 * Which of the page's texts says how far a deadline is: the last day itself still counts.
 * @param {number} days from today to the deadline
 * @returns {"passed" | "today" | "tomorrow" | "days" | "date"}
 */
export function deadlineWord(days) {
	if (days < 0) return "passed";
	if (days === 0) return "today";
	if (days === 1) return "tomorrow";
	return days <= COUNTED_DAYS ? "days" : "date";
}

/**
 * Whether an opening confirmed on a day shows as paused today.
 * @param {string} confirmed ISO date
 * @param {string} today ISO date
 * @returns {boolean}
 */
export function isPaused(confirmed, today) {
	return daysBetween(confirmed, today) > CONFIRMED_FOR_DAYS;
}

/**
 * Whether an opening that was open when the site was built still is (insight/standing.py, opening_state).
 * @param {{until?: string | null, confirmed?: string | null}} opening its last day, and the day of its confirmation
 * @param {string} today ISO date
 * @returns {"open" | "passed" | "paused"}
 */
export function openingState({ until, confirmed }, today) {
	if (until && until < today) return "passed";
	return confirmed && isPaused(confirmed, today) ? "paused" : "open";
}

/**
 * What is said of the next session on a day; "" when all are over.
 * @param {[string, string][]} sessions day of each, soonest first, and the words from that day on
 * @param {string} today ISO date
 */
export function nextSession(sessions, today) {
	return sessions.find(([day]) => day >= today)?.[1] ?? "";
}

/**
 * How many of these last days have not passed; the last day itself still counts.
 * @param {string} days ISO dates with commas between them, "-" for one without a last day
 * @param {string} today ISO date
 * @returns {number}
 */
export function countOpen(days, today) {
	return days.split(",").filter((day) => day === "-" || day >= today).length;
}
