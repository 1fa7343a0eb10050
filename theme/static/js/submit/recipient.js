/** Who takes what a form made: said above the ways to send it. */

import { element } from "../list/drawing.js";
import { fill } from "../words.js";

/** @typedef {{name: string, email: string, phone: string, address: string}} Recipient */

/**
 * Name, address, mail and telephone of who takes it; without anybody, where to ask.
 * @param {HTMLElement} place @param {Recipient | null} to
 * @param {{where: string, ask_centre: string, centres_page: string}} said
 */
export function sayWhere(place, to, said) {
	if (!to) {
		const page = said.centres_page;
		place.replaceChildren(page ? element("a", { href: page }, said.ask_centre) : said.ask_centre);
		return;
	}
	const parts = [fill(said.where, { name: to.name }), to.address];
	const mailTo = to.email ? element("a", { href: `mailto:${to.email}` }, to.email) : "";
	const call = to.phone ? element("a", { href: `tel:${to.phone.replaceAll("-", "")}` }, to.phone) : "";
	place.replaceChildren(...[...parts, mailTo, call].filter(Boolean).flatMap((part) => [part, " "]));
}
