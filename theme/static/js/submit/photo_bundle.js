/** What is asked of a photo, and the one file in which photos are sent: submission.json and the pictures. */

import { faults } from "./rules.js";
import { submission } from "./submission.js";
import { zip } from "./zip.js";

/** @typedef {import("./submission.js").Cells} Cells */
/** @typedef {{cells: Cells, content: Uint8Array, ending: string}} Photo */

/**
 * The answers of a photo as its cells: where nobody shows, nothing is asked of consent.
 * @param {Cells} answers @returns {Cells}
 */
export function photoCells(answers) {
	if (answers.people_shown === "true") return answers;
	const shown = answers.people_shown;
	const nobody = { minors_shown: "false", consent: "not-needed", consent_by: "" };
	return { ...answers, ...(shown === "false" ? nobody : { minors_shown: "", consent: "", consent_by: "" }) };
}

/**
 * What is wrong with the cells of a photo: the schema's rules, and consent (as `photo-consent` in validation).
 * What hangs on a question that is not answered is not asked yet.
 * @param {import("./rules.js").Rules} rules @param {Cells} cells @param {string} today ISO date
 * @returns {import("./rules.js").Fault[]}
 */
export function photoFaults(rules, cells, today) {
	const people = cells.people_shown === "true";
	const found = faults(rules, cells, today).filter(({ column }) => people || column !== "minors_shown");
	if (people && cells.consent !== "obtained") found.push({ column: "consent", rule: "photo-consent" });
	if (people && !cells.consent_by) found.push({ column: "consent_by", rule: "required" });
	else if (cells.minors_shown === "true" && cells.consent_by !== "guardian") {
		found.push({ column: "consent_by", rule: "minor-guardian" });
	}
	return found;
}

/** `tomoni-photos-20261123.zip`. @param {string} day ISO date */
export function bundleName(day) {
	return `tomoni-photos-${day.replaceAll("-", "")}.zip`;
}

/**
 * @param {{organization: string, report: string}} about
 * @param {Photo[]} photos
 * @param {Date} moment
 */
export function bundle(about, photos, moment) {
	const pictures = photos.map(({ content, ending }, index) => ({ name: `${index + 1}.${ending}`, content }));
	const submissions = photos.map(({ cells }, index) =>
		submission(
			"photos",
			null,
			{ ...about, file: pictures[index].name, ...cells },
			{},
			{ by: about.organization, why: "" },
		),
	);
	const text = `${JSON.stringify({ tomoni: "bundle", version: 1, submissions }, null, 1)}\n`;
	return zip([{ name: "submission.json", content: new TextEncoder().encode(text) }, ...pictures], moment);
}
