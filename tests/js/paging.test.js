import assert from "node:assert/strict";
import { test } from "node:test";
import { pageNumbers } from "../../theme/static/js/list/paging.js";

test("first, last and two on either side, with a gap where any is left out", () => {
	assert.deepEqual(pageNumbers(1, 1), [1]);
	assert.deepEqual(pageNumbers(1, 2), [1, 2]);
	assert.deepEqual(pageNumbers(3, 5), [1, 2, 3, 4, 5]);
	assert.deepEqual(pageNumbers(4, 9), [1, 2, 3, 4, 5, 6, null, 9]);
	assert.deepEqual(pageNumbers(9, 9), [1, null, 7, 8, 9]);
	assert.deepEqual(pageNumbers(50, 99), [1, null, 48, 49, 50, 51, 52, null, 99]);
});
