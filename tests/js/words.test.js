import assert from "node:assert/strict";
import { test } from "node:test";
import { fill } from "../../theme/static/js/words.js";

test("values go where their names stand", () => {
	assert.equal(fill("あと{days}日・{date}", { days: 3, date: "11月26日（木）" }), "あと3日・11月26日（木）");
	assert.equal(fill("{count}件", { count: 0 }), "0件");
});

test("a name without a value stays, and a value's own braces are not filled again", () => {
	assert.equal(fill("{a}{b}", { a: "{b}" }), "{b}{b}");
});
