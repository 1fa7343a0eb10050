import assert from "node:assert/strict";
import { test } from "node:test";
import { format, isEmpty, keep, kept, noAnswers, parse, profileOf } from "../../theme/static/js/match/answers.js";
import { DEFAULT_WEIGHTS, fit } from "../../theme/static/js/match/fit.js";
import { Openings, whole } from "../../theme/static/js/match/ranking.js";

class Kept extends Map {
	getItem(name) {
		return this.get(name) ?? null;
	}
	setItem(name, text) {
		this.set(name, text);
	}
	removeItem(name) {
		this.delete(name);
	}
}

const answered = () => ({
	...noAnswers(),
	lists: { ...noAnswers().lists, topics: ["isolation"], slots: ["weekend-morning"] },
	ward: "13122",
	within_km: 5,
	age_band: "30-64",
	beginner: true,
});

test("answers are kept and come back as they were; empty ones are deleted", () => {
	const storage = new Kept();
	keep(storage, answered());
	assert.deepEqual(kept(storage), answered());
	keep(storage, noAnswers());
	assert.equal(storage.size, 0);
	assert.ok(isEmpty(kept(storage)));
});

test("a file of answers is read; what is no answer is left out", () => {
	assert.deepEqual(parse(format(answered())), answered());
	const odd = {
		tomoni: "answers",
		version: 1,
		lists: { topics: ["<b>", 3, "isolation"], other: ["x"] },
		ward: "x",
		age_band: 9,
	};
	const read = parse(JSON.stringify({ ...odd, within_km: -1, beginner: "yes" }));
	assert.deepEqual(read, { ...noAnswers(), lists: { ...noAnswers().lists, topics: ["isolation"] } });
});

for (const text of ["", "null", "[]", '{"version": 1}', '{"tomoni": "answers", "version": 2}']) {
	test(`what is no file of answers is refused: ${text}`, () => {
		assert.throws(() => parse(text));
	});
}

test("what this browser kept and nobody can read is forgotten", () => {
	const storage = new Kept([["tomoni-answers", "{"]]);
	assert.ok(isEmpty(kept(storage)));
	assert.equal(storage.size, 0);
});

test("best first, then the sooner deadline; excluded ones apart; what has passed or waits is in neither", () => {
	const opening = (i, said) => whole({ i, path: "", title: "", until: null, ...said });
	const openings = [
		opening(0, { topics: ["isolation"] }),
		opening(1, { topics: ["isolation"], until: "2026-12-01" }),
		opening(2, { topics: ["food-loss"] }),
		opening(3, { topics: ["isolation"], until: "2026-11-22" }),
		opening(4, { slots: ["weekday-morning"] }),
		opening(5, { topics: ["isolation"], until: "2026-12-01", confirmed: "2026-08-24" }),
		opening(6, { topics: ["isolation"], confirmed: "2026-08-25" }),
	];
	const profile = profileOf(answered(), { 13122: [35.74, 139.85] });
	const weights = { ...DEFAULT_WEIGHTS, interests: 30 };
	const { proposals, left } = new Openings(openings, "2026-11-23").rank(profile, weights);
	const places = (ranking) => ranking.first(10).map(({ opening }) => opening.i);
	assert.deepEqual(places(proposals), [1, 0, 6, 2]);
	assert.deepEqual(places(left), [4]);
	assert.deepEqual([proposals.length, left.length], [4, 1]);
	assert.equal(proposals.first(1)[0].found.score, fit(profile, openings[1], weights).score);
});
