import assert from "node:assert/strict";
import { test } from "node:test";
import { pageNumbers } from "../../theme/static/js/list/paging.js";

test("first, last and neighbours, with gaps where more than one is left out", () => {
	assert.deepEqual(pageNumbers(1, 1), [1]);
	assert.deepEqual(pageNumbers(3, 5), [1, 2, 3, 4, 5]);
	assert.deepEqual(pageNumbers(4, 9), [1, 2, 3, 4, 5, null, 9]);
	assert.deepEqual(pageNumbers(9, 9), [1, null, 8, 9]);
	assert.deepEqual(pageNumbers(50, 99), [1, null, 49, 50, 51, null, 99]);
});
