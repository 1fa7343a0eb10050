/** What protects people: consent, children, addresses that stay hidden, individuals reached through a centre. */

import { whole } from "./rules_cells.js";

/** @typedef {import("./rules.js").Check} Check */

/** @type {Record<string, Check>} */
export const PEOPLE = {
	*"representative-consent"(look) {
		if (look("representative") && look("representative_consent") !== "true")
			yield { column: "representative_consent", rule: "representative-consent" };
	},
	*"children-safeguards"(look) {
		if (look("works_with_children") === "true" && !look("safeguards"))
			yield { column: "safeguards", rule: "children-safeguards" };
	},
	*"hidden-address"(look, { columns, ward }) {
		const shown = look("address_public");
		if (shown === "" || shown === "full") return;
		for (const column of columns) if (look(column)) yield { column, rule: "hidden-address" };
		const address = look("address");
		if (address && (shown === "hidden" || !whole(ward).test(address)))
			yield { column: "address", rule: "hidden-address" };
	},
	*"individual-contact-center"(look) {
		if (look("provider_kind") !== "individual") return;
		if (!look("contact_center") || look("contact_url"))
			yield { column: "contact_center", rule: "individual-contact-center" };
	},
};
