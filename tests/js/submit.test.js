import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { needed, notAsked } from "../../theme/static/js/submit/conditions.js";
import { draftOf, isEmpty, laidOver, readDraft } from "../../theme/static/js/submit/draft.js";
import { asked } from "../../theme/static/js/submit/entry.js";
import { Names } from "../../theme/static/js/submit/references.js";
import { faults } from "../../theme/static/js/submit/rules.js";
import { cellOf, fileName, mail, mayBePublic, submission } from "../../theme/static/js/submit/submission.js";

const [{ day, rules, rows }, ...cases] = readFileSync(new URL("../vectors/form_rules.jsonl", import.meta.url), "utf8")
	.trim()
	.split("\n")
	.map((line) => JSON.parse(line));

test("a form finds in every frozen row what validation finds", () => {
	assert.ok(cases.length >= 1500 && Object.keys(rules).length >= 25);
	for (const { table, cells, faults: expected } of cases) {
		const found = faults(rules[table], { ...rows[table], ...cells }, day).map(({ column, rule }) => [column, rule]);
		assert.deepEqual(found.sort(), expected, `${table} ${JSON.stringify(cells)}`);
	}
});

test("a form refuses no row of the demonstration, which validation accepts", () => {
	let count = 0;
	for (const [table, file] of Object.entries(files())) {
		for (const row of csv(readFileSync(file, "utf8"))) {
			const found = faults(rules[table], row, day).map(({ column, rule }) => [column, rule]);
			assert.deepEqual(found, [], `${table} ${row.id}`);
			count += 1;
		}
	}
	assert.ok(count > 3500, String(count));
});

test("only what changed is sent", () => {
	const said = { by: "", why: "" };
	const key = { id: "a-b" };
	const made = submission("openings", key, { title: "新", area: "" }, { title: "旧", area: "13122" }, said);
	assert.deepEqual(made.key, { id: "a-b" });
	assert.deepEqual(made.values, { title: "新", area: "" });
	assert.deepEqual(submission("openings", null, { title: "新", area: "" }, {}, said).values, { title: "新" });
	const year = { organization: "a", fiscal_year: "2024" };
	const figures = submission("finances", year, { ...year, revenue_total: "5" }, { ...year, revenue_total: "4" }, said);
	assert.deepEqual([figures.key, figures.values], [year, { revenue_total: "5" }]);
});

test("a draft keeps what its writer changed, with what it was based on", () => {
	const said = { by: "みどりの", why: "" };
	const draft = draftOf({ title: "新", area: "13122" }, { title: "旧", area: "13122" }, {}, said);
	assert.deepEqual(draft, { cells: { title: "新" }, base: { title: "旧" }, by: "みどりの", why: "" });
	assert.ok(!isEmpty(draft) && isEmpty(draftOf({ title: "旧" }, { title: "旧" }, {}, { by: "", why: "" })));
	assert.deepEqual(readDraft(JSON.stringify(draft)), draft);
	assert.equal(readDraft('{"title": "前の形"}'), null);
	assert.equal(readDraft("x"), null);
});

test("a draft laid over an entry that others changed sends nothing of theirs back", () => {
	const draft = { cells: { title: "わたし", area: "13122" }, base: { title: "旧", area: "13121" }, by: "", why: "" };
	const now = { title: "ほかの人", area: "13121", phone: "03-0000-0001" };
	const { cells, conflicts } = laidOver(draft, now);
	assert.deepEqual(cells, { title: "わたし", area: "13122", phone: "03-0000-0001" });
	assert.deepEqual(conflicts, [{ column: "title", mine: "わたし", now: "ほかの人" }]);
	assert.deepEqual(laidOver(draft, { title: "わたし", area: "13121" }).conflicts, [], "both did the same");
	// While the choice is open, the draft still knows what it was based on.
	assert.equal(draftOf(cells, now, { title: "旧" }, { by: "", why: "" }).base.title, "旧");
});

test("questions are asked by what is answered, and what stands in an entry stays in sight", () => {
	const children = [
		{ columns: ["safeguards"], when: "works_with_children", is: ["true"], unless: false, asks: true, needs: true },
	];
	assert.deepEqual([...notAsked(children, {}, {})], ["safeguards"]);
	assert.deepEqual([...notAsked(children, { works_with_children: "true" }, {})], []);
	assert.deepEqual([...needed(children, { works_with_children: "true" })], ["safeguards"]);
	assert.deepEqual([...notAsked(children, {}, { safeguards: "training" })], []);
	assert.deepEqual(
		[...notAsked(children, { works_with_children: "false" }, { safeguards: "training" })],
		["safeguards"],
	);
	const place = [{ columns: ["place"], when: "mode", is: ["", "online"], unless: true, asks: true, needs: false }];
	assert.deepEqual(
		["", "online", "onsite"].map((mode) => notAsked(place, { mode }, {}).size),
		[1, 1, 0],
	);
	const named = [{ columns: ["consent"], when: "name", is: null, unless: false, asks: true, needs: true }];
	assert.deepEqual([...needed(named, { name: "架空" })], ["consent"]);
});

test("an address names an entry by its whole key, or what a new one begins with", () => {
	const source = { key: ["organization", "fiscal_year"], columns: ["organization", "fiscal_year", "note"] };
	const read = (text) => asked(source, new URLSearchParams(text));
	assert.deepEqual(read("organization=a&fiscal_year=2024&x=1").key, { organization: "a", fiscal_year: "2024" });
	assert.deepEqual(read("organization=a&x=1"), { key: null, begin: { organization: "a" } });
});

test("a name stands for an id; one that is unclear or unknown is said with what comes near", () => {
	const names = new Names(
		[
			["midorino-kodomo", "特定非営利活動法人みどりの子ども食堂"],
			["aoba-a", "あおば会"],
			["aoba-b", "あおば会"],
		],
		true,
	);
	assert.deepEqual(names.resolve("midorino-kodomo"), { id: "midorino-kodomo" });
	assert.deepEqual(names.resolve("NPO法人 みどりの子ども食堂"), { id: "midorino-kodomo" });
	assert.deepEqual(names.resolve("あおば会"), {
		fault: "ambiguous",
		near: ["あおば会（aoba-a）", "あおば会（aoba-b）"],
	});
	assert.deepEqual(names.resolve("あおば会（aoba-b）"), { id: "aoba-b" });
	assert.deepEqual(names.resolve("みどりのこども食堂"), {
		fault: "unknown-name",
		near: ["特定非営利活動法人みどりの子ども食堂"],
	});
	assert.equal(names.label("aoba-a"), "あおば会（aoba-a）");
	assert.deepEqual(names.resolve("not-here"), { fault: "unknown-name", near: [] });
	assert.deepEqual(new Names([], false).resolve("not-here"), { id: "not-here" });
});

test("values of the API are cells, and the file is named for its table and day", () => {
	assert.deepEqual([["a", "b"], true, 2.5, null].map(cellOf), ["a;b", "true", "2.5", ""]);
	assert.equal(fileName("openings", "2026-11-23"), "tomoni-openings-20261123.json");
});

test("a mail that would be too long says to attach the file", () => {
	assert.ok(mail("c@a.example", "s", "x", "attach", 7000).whole);
	const long = mail("c@a.example", "s", "あ".repeat(3000), "attach", 7000);
	assert.ok(!long.whole && long.address.length < 200);
});

test("what an individual offers, and a kind that is private, never goes to a public issue", () => {
	assert.ok(!mayBePublic(true, { provider_kind: ["individual"] }, { provider_kind: "individual" }));
	assert.ok(mayBePublic(true, { provider_kind: ["individual"] }, { provider_kind: "company" }));
	assert.ok(!mayBePublic(false, {}, {}));
});

/** The CSV of every table that has a form. */
function files() {
	const data = new URL("../../data/", import.meta.url);
	const { resources } = JSON.parse(readFileSync(new URL("datapackage.json", data), "utf8"));
	const found = resources.filter(({ name }) => name in rules).map(({ name, path }) => [name, [path].flat()[0]]);
	return Object.fromEntries(found.map(([name, path]) => [name, new URL(path, data)]));
}

/** Rows of a CSV as cells by column. @param {string} text */
function csv(text) {
	const lines = [[""]];
	let quoted = false;
	for (const one of text) {
		const cells = /** @type {string[]} */ (lines.at(-1));
		if (one === '"') quoted = !quoted;
		if (one === "," && !quoted) cells.push("");
		else if (one === "\n" && !quoted) lines.push([""]);
		else cells[cells.length - 1] += one;
	}
	const unquoted = lines.map((cells) => cells.map((cell) => cell.replace(/^"|"$/g, "").replaceAll('""', '"')));
	const [header, ...rest] = unquoted.filter((cells) => cells.length > 1);
	return rest.map((cells) => Object.fromEntries(header.map((name, place) => [name, cells[place]])));
}
