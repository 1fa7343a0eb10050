import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fold, indexTerms } from "../../theme/static/js/search/terms.js";
import { OLD_TO_NEW } from "../../theme/static/js/search/variants.js";

const vectors = (await readFile(new URL("../vectors/terms.jsonl", import.meta.url), "utf8"))
	.trim()
	.split("\n")
	.map((line) => JSON.parse(line));

test("the shared vectors hold", () => {
	assert.ok(vectors.length >= 300);
	for (const { text, fold: folded, terms } of vectors) {
		assert.equal(fold(text), folded);
		assert.deepEqual(indexTerms(text), terms);
	}
});

test("the forms of kanji are those of Python", async () => {
	const python = await readFile(new URL("../../plugins/tomoni/publish/search/variants.py", import.meta.url), "utf8");
	const pairs = [...python.slice(python.indexOf("OLD_TO_NEW")).matchAll(/"([^"]+)"/g)].map(([, part]) => part).join("");
	assert.equal(OLD_TO_NEW, pairs);
});

test("half of a surrogate pair is a space", () => {
	assert.equal(fold("a\ud83db"), "a b");
	assert.deepEqual(indexTerms("\udc00"), []);
});
