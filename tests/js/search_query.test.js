import assert from "node:assert/strict";
import { test } from "node:test";
import { foldSynonyms, LONGEST, parseQuery, requirementsOf } from "../../theme/static/js/search/query.js";

const texts = (requirements) => requirements.map(({ type, text }) => `${type}:${text}`);

test("a Japanese word requires all its pairs of letters", () => {
	assert.deepEqual(texts(requirementsOf("子ども食堂")), ["term:子ど", "term:ども", "term:も食", "term:食堂"]);
});

test("a single letter is the beginning of a term, a Latin word is a word", () => {
	assert.deepEqual(texts(requirementsOf("猫 npo3人")), ["prefix:猫", "word:npo3", "prefix:人"]);
});

test("words are separated by spaces of both widths", () => {
	assert.deepEqual(
		parseQuery("子ども食堂　葛飾 NPO").map(({ text }) => text),
		["子ども食堂", "葛飾", "NPO"],
	);
});

test("quotes make a phrase, a minus leaves a word out", () => {
	const [phrase, corner, without] = parseQuery('"学習支援" 「居場所 づくり」 -江戸川');
	assert.equal(phrase.phrase, true);
	assert.equal(corner.text, "居場所 づくり");
	assert.equal(without.prohibited, true);
	assert.equal(without.text, "江戸川");
});

test("a minus inside a word leaves nothing out", () => {
	assert.deepEqual(
		parseQuery("pro-bono").map(({ prohibited }) => prohibited),
		[false],
	);
});

test("what means the same is an alternative that counts less", () => {
	const synonyms = foldSynonyms([["子供", "子ども", "こども"]]);
	const [word] = parseQuery("子供食堂", synonyms);
	assert.deepEqual(
		word.alternatives.map(({ requirements, boost }) => [requirements[0].text, boost]),
		[
			["子供", 1],
			["こど", 0.6],
			["子ど", 0.6],
		],
	);
});

test("a Latin synonym replaces a whole word only", () => {
	const synonyms = foldSynonyms([["it", "情報技術"]]);
	assert.equal(parseQuery("IT", synonyms)[0].alternatives.length, 2);
	assert.equal(parseQuery("kit", synonyms)[0].alternatives.length, 1);
});

test("a phrase is taken as it is written", () => {
	const synonyms = foldSynonyms([["子供", "子ども"]]);
	assert.equal(parseQuery('"子供"', synonyms)[0].alternatives.length, 1);
});

test("what has no letters asks for nothing", () => {
	for (const text of ["", "   ", "！？", "😀", "\ud83d", "\u0000", "-", '""', "「」", "*", "(", "^$"]) {
		assert.deepEqual(parseQuery(text), [], JSON.stringify(text));
	}
});

test("markup and signs of patterns are letters and spaces", () => {
	assert.deepEqual(texts(requirementsOf("<b>猫</b>")), ["word:b", "prefix:猫"]);
	assert.deepEqual(
		parseQuery("a.*b [子] (堂)").map(({ alternatives }) => texts(alternatives[0].requirements)),
		[["word:a", "word:b"], ["prefix:子"], ["prefix:堂"]],
	);
});

test("a very long query is cut", () => {
	const words = parseQuery("あ".repeat(LONGEST * 4));
	assert.equal(words.length, 1);
	assert.equal(words[0].text.length, LONGEST);
});
