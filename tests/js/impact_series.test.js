import assert from "node:assert/strict";
import { test } from "node:test";
import { heights, offered, series } from "../../theme/static/js/impact/series.js";

const data = {
	groups: { all: "すべての団体" },
	years: [2024, 2025],
	measures: [
		["食事", "食"],
		["割合", "%"],
	],
	totals: {
		all: [
			[0, 2024, 100, 2],
			[0, 2025, 150, 3],
			[1, 2025, null, 4],
		],
	},
};

test("a point for every year, null where nothing may be shown", () => {
	assert.deepEqual(series(data, "all", 0), [
		{ year: 2024, value: 100, organizations: 2 },
		{ year: 2025, value: 150, organizations: 3 },
	]);
	assert.deepEqual(series(data, "all", 1)[0], { year: 2024, value: null, organizations: 0 });
	assert.deepEqual(series(data, "nobody", 0)[1].value, null);
});

test("what most organizations reported is offered first; what is not shown comes last", () => {
	assert.deepEqual(offered(data, "all"), [0, 1]);
});

test("the tallest column leaves room for its number", () => {
	assert.deepEqual(heights([100, 50, null, 0]), [82, 41, 0, 0]);
	assert.deepEqual(heights([null]), [0]);
});
