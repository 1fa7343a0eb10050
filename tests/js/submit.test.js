import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { faults } from "../../theme/static/js/submit/rules.js";
import { cellOf, fileName, mail, mayBePublic, submission } from "../../theme/static/js/submit/submission.js";

const [{ rules }, ...cases] = readFileSync(new URL("../vectors/form_rules.jsonl", import.meta.url), "utf8")
	.trim()
	.split("\n")
	.map((line) => JSON.parse(line));

test("a form finds in every frozen row what validation finds", () => {
	assert.ok(cases.length >= 50);
	for (const { table, cells, faults: expected } of cases) {
		const found = faults(rules[table], cells).map(({ column, rule }) => [column, rule]);
		assert.deepEqual(found.sort(), expected, JSON.stringify(cells));
	}
});

test("only what changed is sent", () => {
	const said = { by: "", why: "" };
	const made = submission("openings", "a-b", { title: "新", area: "" }, { title: "旧", area: "13122" }, said);
	assert.deepEqual(made.key, { id: "a-b" });
	assert.deepEqual(made.values, { title: "新", area: "" });
	assert.deepEqual(submission("openings", null, { title: "新", area: "" }, {}, said).values, { title: "新" });
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

test("what an individual offers never goes to a public issue", () => {
	assert.ok(!mayBePublic({ provider_kind: ["individual"] }, { provider_kind: "individual" }));
	assert.ok(mayBePublic({ provider_kind: ["individual"] }, { provider_kind: "company" }));
});
