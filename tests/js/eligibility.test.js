import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { eligibility, wholeMonths } from "../../theme/static/js/eligibility/eligibility.js";

const cases = readFileSync(new URL("../vectors/eligibility.jsonl", import.meta.url), "utf8")
	.trim()
	.split("\n")
	.map((line) => JSON.parse(line));

test("every frozen case gives the answers that Python gives", () => {
	assert.ok(cases.length >= 300);
	for (const { applicant, call, today, found } of cases) assert.deepEqual(eligibility(applicant, call, today), found);
});

test("who answers nothing is never refused", () => {
	for (const { call, today } of cases) assert.notEqual(eligibility({}, call, today).answer, "no");
});

test("a month is full on the same day of the month", () => {
	assert.equal(wholeMonths("2023-12-05", "2026-12-04"), 35);
	assert.equal(wholeMonths("2023-12-04", "2026-12-04"), 36);
});
