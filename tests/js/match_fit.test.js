import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fit, NO_ANSWERS } from "../../theme/static/js/match/fit.js";

const cases = readFileSync(new URL("../vectors/fit.jsonl", import.meta.url), "utf8")
	.trim()
	.split("\n")
	.map((line) => JSON.parse(line));

const NOTHING_ASKED = {
	fields: [],
	topics: [],
	skills_required: [],
	skills_welcome: [],
	qualifications: [],
	slots: [],
	mode: "onsite",
	engagement: null,
	role: null,
	languages: [],
	access_features: [],
	place: null,
	min_age: null,
	beginners_welcome: null,
	hours_per_month: null,
};

test("every frozen case gives the score and the reasons that Python gives", () => {
	assert.ok(cases.length >= 300);
	for (const { profile, opening, weights, fit: expected } of cases) {
		const sides = [
			{ ...NO_ANSWERS, ...profile },
			{ ...NOTHING_ASKED, ...opening },
		];
		assert.deepEqual(weights ? fit(...sides, weights) : fit(...sides), expected);
	}
});

test("no answers are neither for nor against", () => {
	for (const { opening } of cases) assert.equal(fit(NO_ANSWERS, { ...NOTHING_ASKED, ...opening }).score, 50);
});
