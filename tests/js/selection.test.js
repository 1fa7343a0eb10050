import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING_CHOSEN } from "../../theme/static/js/list/address.js";
import { select } from "../../theme/static/js/list/selection.js";

const list = {
	version: "1",
	count: 5,
	page_size: 2,
	facets: {
		kind: { codes: ["one-off", "ongoing"], labels: ["単発", "継続"] },
		area: { codes: ["13104", "13122"], labels: ["新宿区", "葛飾区"] },
	},
	columns: { kind: [0, 1, 0, -1, 1], area: [[0], [0, 1], [1], [], [1]] },
	sort: { deadline: [4, 3, 2, 1, 0], new: [1, 2, 3, 4, 0] },
	text: ["こども食堂", "こどもの宿題", "庭の手入れ", "会計", "写真"],
	cards: { shard_size: 2, path: "cards-{shard}.json" },
};
const today = "2026-11-23";
const choose = (choice) => select(list, { ...NOTHING_CHOSEN, ...choice }, list.text, today);

test("nothing chosen gives every row in the list's own order", () => {
	const found = choose({});
	assert.deepEqual(found.rows, [0, 1, 2, 3, 4]);
	assert.deepEqual(found.counts, { kind: [2, 2], area: [2, 3] });
});

test("codes of one facet widen, another facet narrows", () => {
	assert.deepEqual(choose({ facets: { kind: ["one-off", "ongoing"] } }).rows, [0, 1, 2, 4]);
	assert.deepEqual(choose({ facets: { kind: ["ongoing"], area: ["13104"] } }).rows, [1]);
});

test("counts beside a choice follow the other facets, not its own", () => {
	const found = choose({ facets: { kind: ["one-off"] } });
	assert.deepEqual(found.counts, { kind: [2, 2], area: [1, 1] });
});

test("every count is what choosing that code alone in its facet gives", () => {
	for (const kind of [[], ["one-off"], ["ongoing"]]) {
		for (const area of [[], ["13104"], ["13122"], ["13104", "13122"]]) {
			for (const q of ["", "こども"]) {
				const facets = { ...(kind.length && { kind }), ...(area.length && { area }) };
				const found = choose({ facets, q });
				for (const name of ["kind", "area"]) {
					list.facets[name].codes.forEach((code, place) => {
						const alone = choose({ facets: { ...facets, [name]: [code] }, q });
						assert.equal(found.counts[name][place], alone.rows.length, JSON.stringify({ facets, q, name, code }));
					});
				}
				for (const name of Object.keys(facets)) {
					const { [name]: _, ...others } = facets;
					assert.equal(found.without[name], choose({ facets: others, q }).rows.length);
				}
				assert.equal(found.withoutWords, choose({ facets }).rows.length);
			}
		}
	}
});

test("all words must occur, in any width or kana", () => {
	assert.deepEqual(choose({ q: "コドモ" }).rows, [0, 1]);
	assert.deepEqual(choose({ q: "コドモ　宿題" }).rows, [1]);
	assert.deepEqual(choose({ q: "写真 庭" }).rows, []);
});

test("without text, words are not asked", () => {
	assert.equal(select({ ...list, text: null }, { ...NOTHING_CHOSEN, q: "ない" }, null, today).rows.length, 5);
});

test("another order, with rows over at the end", () => {
	assert.deepEqual(choose({ sort: "new" }).rows, [4, 0, 1, 2, 3]);
	const until = ["2026-11-22", null, "2026-11-23", "2026-12-01", "2026-01-01"];
	const found = select({ ...list, until }, { ...NOTHING_CHOSEN, sort: "new" }, list.text, today);
	assert.deepEqual(found.rows, [1, 2, 3, 4, 0]);
});

test("fifty thousand rows are chosen within a tenth of a second", () => {
	const count = 50_000;
	const codes = Array.from({ length: 23 }, (_, place) => String(13101 + place));
	const large = {
		...list,
		count,
		facets: { area: { codes, labels: codes } },
		columns: { area: Array.from({ length: count }, (_, row) => row % 23) },
		sort: {},
		text: null,
	};
	const start = performance.now();
	const found = select(large, { ...NOTHING_CHOSEN, facets: { area: ["13104"] } }, null, today);
	assert.equal(found.rows.length, Math.ceil((count - 3) / 23));
	assert.ok(performance.now() - start < 100);
});

test("a day leaves out what is not there on it; an end that is not told is open", () => {
	const days = [
		["2026-12-01", "2026-12-10"],
		[null, "2026-12-04"],
		["2026-12-05", null],
		[null, null],
		["2026-12-06", "2026-12-06"],
	];
	const on = (day, facets = {}) => select({ ...list, days }, { ...NOTHING_CHOSEN, day, facets }, list.text, today);
	assert.deepEqual(on("2026-12-05").rows, [0, 2, 3]);
	assert.deepEqual(on("2026-12-10").rows, [0, 2, 3]);
	assert.deepEqual(on("2026-12-04").rows, [0, 1, 3]);
	assert.deepEqual(on("").rows, [0, 1, 2, 3, 4]);
	assert.equal(on("2026-12-05", { kind: ["ongoing"] }).rows.length, 0);
	assert.equal(on("2026-12-05", { kind: ["ongoing"] }).withoutDay, 2);
	assert.deepEqual(on("2026-12-05").counts, { kind: [2, 0], area: [1, 1] });
	assert.deepEqual(choose({ day: "2026-12-05" }).rows, [0, 1, 2, 3, 4], "a list without days does not ask");
});
