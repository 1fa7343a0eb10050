import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { columnsOf } from "../../theme/static/js/match/columns.js";
import { DEFAULT_WEIGHTS, fit, NO_ANSWERS } from "../../theme/static/js/match/fit.js";
import { whole } from "../../theme/static/js/match/ranking.js";
import { EXCLUDED, scoresOf } from "../../theme/static/js/match/scores.js";

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

test("the scores of all openings at once are those one by one", () => {
	const openings = cases.map(({ opening }) => whole(opening));
	const columns = columnsOf(openings);
	for (const { profile: said, weights } of cases) {
		const profile = { ...NO_ANSWERS, ...said };
		const counts = weights ?? DEFAULT_WEIGHTS;
		const expected = openings.map((opening) => {
			const { excluded, score } = fit(profile, opening, counts);
			return excluded ? EXCLUDED : score;
		});
		assert.deepEqual([...scoresOf(columns, profile, counts)], expected);
	}
});

test("more codes than a number has bits are told apart", () => {
	const codes = Array.from({ length: 70 }, (_, number) => `topic-${number}`);
	const openings = codes.map((code) => whole({ topics: [code, codes[69]] }));
	const columns = columnsOf(openings);
	for (const [place, code] of codes.entries()) {
		const found = [...columns.topics.common([code, "unknown"])];
		assert.deepEqual(
			found,
			codes.map((_, row) => (row === place || place === 69 ? 1 : 0)),
		);
	}
});
