import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { eligibility, wholeMonths } from "../../theme/static/js/eligibility/eligibility.js";
import { applicantOf, hasPassed } from "../../theme/static/js/eligibility/page.js";

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

test("who answers only where the office is, is not refused for working there alone", () => {
	const activity = (said, asked) =>
		eligibility(applicantOf(said), { activity_areas: asked }, "2026-11-23").findings[0].answer;
	assert.equal(activity({ office: "13122" }, ["13104"]), "unknown");
	assert.equal(activity({ office: "99999" }, ["13104"]), "unknown");
	assert.equal(activity({ office: "13104" }, ["13104"]), "yes");
	assert.equal(activity({ office: "13104", active_in: ["13122"] }, ["13104"]), "yes");
	assert.equal(activity({ office: "13122", active_in: ["13121"] }, ["13104"]), "no");
});

test("the last day to apply still counts; a call without one never passes", () => {
	assert.equal(hasPassed({ judged_on: "2026-12-04" }, "2026-12-04"), false);
	assert.equal(hasPassed({ judged_on: "2026-12-04" }, "2026-12-05"), true);
	assert.equal(hasPassed({}, "2030-01-01"), false);
});
