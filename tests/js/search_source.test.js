import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { countUpTo, decodePack, PackReader, SearchDataError } from "../../theme/static/js/search/packs.js";
import { intersection, union } from "../../theme/static/js/search/postings.js";
import { orderedBy } from "../../theme/static/js/search/sorting.js";
import { openSource } from "../../theme/static/js/search/source.js";
import { highlightPlaces } from "./highlight_places.js";

const bytes = (content) => new Uint8Array(gzipSync(content));

test("keys are found by the last one that is not greater", () => {
	assert.equal(countUpTo(["a", "c"], "b"), 1);
	assert.equal(countUpTo(["a", "c"], "c"), 2);
	assert.equal(countUpTo(["b"], "a"), 0);
});

test("lists of documents are put together", () => {
	const one = Int32Array.of(1, 3, 5);
	const other = Int32Array.of(3, 4, 5);
	assert.deepEqual([...intersection(one, other)], [3, 5]);
	assert.deepEqual([...union([one, other])], [1, 3, 4, 5]);
	assert.deepEqual([...union([one, Int32Array.of()])], [1, 3, 5]);
});

test("packs are found through directories", async () => {
	const directory = { from: ["あ", "た"], packs: ["p1", "p2"] };
	const reader = new PackReader(async () => bytes(JSON.stringify(directory)));
	const top = { from: ["あ"], directories: ["d1"] };
	assert.deepEqual(await reader.packsBetween(top, "か", "か"), ["p1"]);
	assert.deepEqual(await reader.packsBetween(top, "か", "ち"), ["p1", "p2"]);
	assert.deepEqual(await reader.packsBetween({ from: [], packs: [] }, "か", "か"), []);
});

test("a file that the host has decompressed is taken as it is", async () => {
	const reader = new PackReader(async () => new TextEncoder().encode("[1]"));
	assert.deepEqual(await reader.readJson("x"), [1]);
});

test("a truncated file is damaged, is not kept, and may be read again", async () => {
	let asked = 0;
	const reader = new PackReader(async () => {
		asked += 1;
		return asked === 1 ? bytes("[1,2,3]").slice(0, 12) : bytes("[1,2,3]");
	});
	await assert.rejects(reader.readJson("x"), (error) => error instanceof SearchDataError && error.code === "damaged");
	assert.deepEqual(await reader.readJson("x"), [1, 2, 3]);
});

test("a pack that ends too early is damaged", () => {
	// One term "a" of one byte, then a count of one posting, and nothing more.
	assert.throws(() => decodePack(Uint8Array.of(1, 1, 97, 1), ["title"], "x"), { code: "damaged" });
	assert.throws(() => decodePack(Uint8Array.of(3, 1, 97), ["title"], "x"), { code: "damaged" });
});

test("a pack gives documents and frequencies", () => {
	const found = decodePack(Uint8Array.of(1, 1, 97, 2, 5, 3, 0, 1), ["title"], "x");
	const postings = found.get("a").get("title");
	assert.deepEqual([...postings.documents], [5, 8]);
	assert.deepEqual([...postings.frequencies], [1, 2]);
});

test("a pack that promises more than it holds is damaged, and takes no memory", () => {
	// One empty term, then some two thousand million postings.
	assert.throws(() => decodePack(Uint8Array.of(1, 0, 255, 255, 255, 255, 7), ["title"], "x"), { code: "damaged" });
	assert.throws(() => decodePack(Uint8Array.of(1, 0, 255, 255, 255, 255, 15), ["title"], "x"), { code: "damaged" });
	assert.throws(() => decodePack(new Uint8Array(), ["title"], "x"), { code: "damaged" });
});

/** A gzip member that says its name in its header (RFC 1952, FNAME). */
function named(name, content) {
	const packed = bytes(content);
	packed[3] = 8;
	return new Uint8Array([...packed.slice(0, 10), ...new TextEncoder().encode(name), 0, ...packed.slice(10)]);
}

/** A source of ten documents whose files are those given; others are missing. */
function sourceOf(files) {
	const manifest = {
		version: "v1",
		numbering: "0123456789",
		count: 10,
		cards: 8,
		kinds: [["openings", 10, 1]],
		postings: { fields: [], from: [], packs: [] },
		facets: { area: { codes: ["a", "b"], pack: "area" } },
		dates: { until: "until" },
		synonyms: "synonyms",
	};
	const all = { "manifest.json": bytes(JSON.stringify(manifest)), "packs/synonyms.bin": bytes("[]"), ...files };
	return openSource(async (path) => {
		const file = all[path.replace(/\?.*/, "")];
		if (!file) throw new SearchDataError("missing", path);
		return file;
	});
}

const CARDS = JSON.stringify([
	["npos/a.html", "A", "<p>A"],
	["npos/b.html", "B", "<p>B"],
]);

test("cards come in the order asked for, those of another build are noticed", async () => {
	const cards = (file) => sourceOf({ "cards-ja/1.bin": file }).then((source) => source.cards([9, 8], "ja"));
	const [first, second] = await cards(named("0123456789", CARDS));
	assert.deepEqual([first.path, second.title], ["npos/b.html", "A"]);
	await assert.rejects(cards(named("9876543210", CARDS)), { code: "other-build", path: "cards-ja/1.bin?v=v1" });
	await assert.rejects(cards(bytes(CARDS)), { code: "other-build" });
	await assert.rejects(cards(named("0123456789", CARDS).slice(0, 14)), { code: "other-build" });
	await assert.rejects(cards(named("0123456789", CARDS).slice(0, 40)), { code: "damaged" });
	await assert.rejects(cards(named("0123456789", "[]")), { code: "other-build" });
	await assert.rejects(cards(undefined), { code: "missing" });
});

test("facets and dates that are not whole are damaged", async () => {
	const facet = async (file) => (await sourceOf({ "packs/area.bin": file })).facet("area");
	const found = await facet(bytes(Uint8Array.of(2, 1, 3, 4, 9)));
	assert.deepEqual([...found.get("a")], [3, 7]);
	assert.deepEqual([...found.get("b")], [9]);
	await assert.rejects(facet(bytes(Uint8Array.of(2, 1, 3, 4))), { code: "damaged" });
	await assert.rejects(facet(new TextEncoder().encode("<html>Not found</html>")), { code: "damaged" });
	const until = async (file) => (await sourceOf({ "packs/until.bin": file })).dates("until");
	assert.deepEqual([...(await until(bytes(Uint8Array.of(0, 1, 2, 0, 0, 0, 0, 0, 0, 5))))].slice(0, 3), [-1, 0, 1]);
	await assert.rejects(until(bytes(Uint8Array.of(0, 1))), { code: "damaged" });
});

test("orders: newest first; what ends soon before what never ends, what is over last", async () => {
	const hits = [0, 1, 2, 3].map((document) => ({ document }));
	const source = {
		dates: async (name) => (name === "dated" ? Int32Array.of(5, 9, -1, 7) : Int32Array.of(120, -1, 90, 101)),
	};
	const order = async (sort) => (await orderedBy(sort, hits, source, 100)).map(({ document }) => document);
	assert.deepEqual(await order("newest"), [1, 3, 0, 2]);
	assert.deepEqual(await order("deadline"), [3, 0, 1, 2]);
	assert.deepEqual(await order("relevance"), [0, 1, 2, 3]);
});

test("marked is what was looked for, as it is written", () => {
	assert.deepEqual(highlightPlaces("葛飾のコドモ食堂", ["こども食堂"]), ["コドモ食堂"]);
	assert.deepEqual(highlightPlaces("㈱みどりの森", ["(株)みどり", "森"]), ["㈱みどり", "森"]);
	assert.deepEqual(highlightPlaces("何もない", ["猫"]), []);
});
