/** What an organization's, a project's or an adviser's entry needs, and that exactly one column is filled. */

/** @typedef {import("./rules.js").Check} Check */

/** @type {Record<string, Check>} */
export const ORGANIZATIONS = {
	*"claimed-required"(look, { fields }) {
		if (look("listing") !== "claimed") return;
		for (const column of fields) if (!look(column)) yield { column, rule: "claimed-required" };
	},
	*"ended-or-active"(look) {
		if (look("ended_on") && look("status") === "active") yield { column: "status", rule: "ended-but-active" };
	},
	*"certification-dates"(look) {
		const certification = look("certification");
		if (certification === "none") {
			for (const column of ["certified_from", "certified_until"]) {
				if (look(column)) yield { column, rule: "certification-none" };
			}
		}
		if (["certified", "special"].includes(certification) && !look("certified_from"))
			yield { column: "certified_from", rule: "certification-dates" };
	},
	*"tax-benefits"(look, { allowed }) {
		for (const code of look("tax_benefits").split(";").filter(Boolean)) {
			const benefit = allowed[code];
			if (benefit && !benefit.certifications.includes(look("certification")))
				yield { column: "tax_benefits", rule: "tax-benefit", detail: { value: benefit.label } };
		}
	},
	*"project-donee"(look) {
		if (look("donee") === "municipality" && !look("municipality"))
			yield { column: "municipality", rule: "furusato-municipality" };
		if (look("kind") === "furusato" && look("donee") !== "municipality")
			yield { column: "donee", rule: "furusato-donee" };
		if (look("kind") === "bequest" && look("target_yen")) yield { column: "target_yen", rule: "bequest-target" };
	},
	*"registered-profession"(look, { registered }) {
		const label = registered[look("profession")];
		if (label && !look("registration_checked_on"))
			yield { column: "registration_checked_on", rule: "registered-profession", detail: { value: label } };
	},
	*"contact-missing"(look, { fields }) {
		if (!fields.map(look).some(Boolean)) yield { column: fields[0], rule: "contact-missing", fields };
	},
	*"exactly-one"(look, { fields }) {
		if (fields.map(look).filter(Boolean).length !== 1) yield { column: fields[0], rule: "exactly-one", fields };
	},
};
