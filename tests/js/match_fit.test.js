import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fit, NO_ANSWERS } from "../../theme/static/js/match/fit.js";
import { whole } from "../../theme/static/js/match/ranking.js";

const cases = readFileSync(new URL("../vectors/fit.jsonl", import.meta.url), "utf8")
	.trim()
	.split("\n")
	.map((line) => JSON.parse(line));

test("every frozen case gives the score and the reasons that Python gives", () => {
	assert.ok(cases.length >= 300);
	for (const { profile, opening, weights, fit: expected } of cases) {
		const sides = [{ ...NO_ANSWERS, ...profile }, whole(opening)];
		assert.deepEqual(weights ? fit(...sides, weights) : fit(...sides), expected);
	}
});

test("no answers are neither for nor against", () => {
	for (const { opening } of cases) assert.equal(fit(NO_ANSWERS, whole(opening)).score, 50);
});
