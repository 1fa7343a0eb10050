/** The search of a table's preview. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { matching } from "../../theme/static/js/data/preview.js";
import { fold } from "../../theme/static/js/list/fold.js";

const ROWS = [
	["a-1", "こども食堂", "13104"],
	["a-2", "カラオケ教室", "13104"],
	["a-3", "Web design", "13122"],
];
const TEXTS = ROWS.map((row) => fold(row.join(" ")));

/** @param {string} query */
const keys = (query) => matching(ROWS, TEXTS, query).map(([key]) => key);

test("every word must occur in the row, in whatever cell", () => {
	assert.deepEqual(keys("13104"), ["a-1", "a-2"]);
	assert.deepEqual(keys("13104 食堂"), ["a-1"]);
	assert.deepEqual(keys("13122 食堂"), []);
});

test("width, case and kana do not matter", () => {
	assert.deepEqual(keys("ＷＥＢ"), ["a-3"]);
	assert.deepEqual(keys("からおけ"), ["a-2"]);
	assert.deepEqual(keys("コドモ"), ["a-1"]);
});
