import assert from "node:assert/strict";
import { test } from "node:test";
import { bundle, bundleName, photoCells, photoFaults } from "../../theme/static/js/submit/photo_bundle.js";
import { crc32, zip } from "../../theme/static/js/submit/zip.js";

const RULES = {
	unknown: [],
	control: { source: "\\u0000", flags: "u" },
	fields: {
		alt: { type: "string", required: true, longest: 300 },
		people_shown: { type: "boolean", required: true },
		minors_shown: { type: "boolean", required: true },
		consent: { type: "string" },
		consent_by: { type: "string" },
	},
	rows: [],
};
const NOBODY = { alt: "皿", people_shown: "false", minors_shown: "", consent: "", consent_by: "" };
const PEOPLE = { alt: "皿", people_shown: "true", minors_shown: "false", consent: "obtained", consent_by: "self" };

/** @param {Record<string, string>} answers */
const found = (answers) =>
	photoFaults(RULES, photoCells(answers), "2026-11-23").map(({ column, rule }) => `${column} ${rule}`);

test("where nobody shows, nothing is asked of consent", () => {
	assert.deepEqual(found(NOBODY), []);
	assert.deepEqual(photoCells({ ...NOBODY, minors_shown: "true", consent_by: "guardian" }), {
		...NOBODY,
		minors_shown: "false",
		consent: "not-needed",
		consent_by: "",
	});
});

test("a photo of people needs consent, and of a guardian where minors show", () => {
	assert.deepEqual(found(PEOPLE), []);
	assert.deepEqual(found({ ...PEOPLE, consent: "" }), ["consent photo-consent"]);
	assert.deepEqual(found({ ...PEOPLE, consent_by: "" }), ["consent_by required"]);
	assert.deepEqual(found({ ...PEOPLE, minors_shown: "true" }), ["consent_by minor-guardian"]);
	assert.deepEqual(found({ ...PEOPLE, minors_shown: "true", consent_by: "guardian" }), []);
	assert.deepEqual(found({ ...PEOPLE, minors_shown: "" }), ["minors_shown required"]);
});

test("who shows is asked before what hangs on it", () => {
	assert.deepEqual(found({ ...NOBODY, alt: "", people_shown: "" }), ["alt required", "people_shown required"]);
});

test("the checksum is that of ISO 3309", () => {
	assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
	assert.equal(crc32(new Uint8Array()), 0);
});

test("an empty ZIP is its end alone", () => {
	assert.deepEqual([...zip([], new Date(2026, 10, 23))], [0x50, 0x4b, 5, 6, ...Array(18).fill(0)]);
});

test("a bundle holds its document and the pictures that it names", () => {
	const content = new Uint8Array([1, 2, 3]);
	const photos = [
		{ cells: photoCells(NOBODY), content, ending: "webp" },
		{ cells: PEOPLE, content, ending: "jpg" },
	];
	const made = Buffer.from(bundle({ organization: "a-b", report: "" }, photos, new Date(2026, 10, 23)));
	const start = 30 + made.readUInt16LE(26); // the first file's head and name
	const document = JSON.parse(made.toString("utf8", start, start + made.readUInt32LE(18)));
	assert.deepEqual([document.tomoni, document.version], ["bundle", 1]);
	const [first, second] = document.submissions;
	assert.deepEqual([first.table, first.key, first.by], ["photos", null, "a-b"]);
	assert.deepEqual(first.values, {
		organization: "a-b",
		file: "1.webp",
		alt: "皿",
		people_shown: "false",
		minors_shown: "false",
		consent: "not-needed",
	});
	assert.equal(second.values.file, "2.jpg");
	assert.equal(bundleName("2026-11-23"), "tomoni-photos-20261123.zip");
});
