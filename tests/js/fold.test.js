import assert from "node:assert/strict";
import { test } from "node:test";
import { fold, foldedWords } from "../../theme/static/js/list/fold.js";

test("width, case and kana do not matter", () => {
	assert.equal(fold("ＮＰＯ　コドモ食堂"), "npo こども食堂");
	assert.equal(fold("ｺﾄﾞﾓ"), "こども");
	assert.equal(fold("ヴァイオリン"), "ゔぁいおりん");
	assert.equal(fold("ラーメン"), "らーめん");
});

test("white space of any kind parts words", () => {
	assert.deepEqual(foldedWords("  子ども　食堂\n週末 "), ["子ども", "食堂", "週末"]);
	assert.deepEqual(foldedWords("　"), []);
});
