import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING_CHOSEN, readChoice, withCode, withFacet, writeChoice } from "../../theme/static/js/list/address.js";

const facets = { area: { codes: ["13104", "13122"] }, kind: { codes: ["one-off"] } };
const sorts = ["deadline", "new"];

test("a choice survives the address", () => {
	const choice = { facets: { area: ["13122", "13104"], kind: ["one-off"] }, q: "子ども 食堂&", sort: "new", page: 3 };
	assert.deepEqual(readChoice(writeChoice(choice), facets, sorts), choice);
});

test("nothing chosen is an address without a query", () => {
	assert.equal(writeChoice(NOTHING_CHOSEN), "");
	assert.deepEqual(readChoice("", facets, sorts), NOTHING_CHOSEN);
});

test("what the list does not know is left out", () => {
	const search = "?area=99999&area=13104&area=13104&colour=red&sort=sideways&page=-2";
	assert.deepEqual(readChoice(search, facets, sorts), { ...NOTHING_CHOSEN, facets: { area: ["13104"] } });
	assert.equal(readChoice("?page=1e99", facets, sorts).page, 1e99);
	assert.equal(readChoice("?page=2.5", facets, sorts).page, 1);
});

test("the list's own order is not written", () => {
	assert.equal(readChoice("?sort=deadline", facets, sorts).sort, "");
});

test("taking or leaving a code starts from the first page", () => {
	const one = withCode({ ...NOTHING_CHOSEN, page: 4 }, "area", "13104", true);
	assert.deepEqual(one, { ...NOTHING_CHOSEN, facets: { area: ["13104"] } });
	assert.deepEqual(withCode(one, "area", "13104", true).facets, { area: ["13104"] });
	assert.deepEqual(withCode(one, "area", "13104", false).facets, {});
	assert.deepEqual(withFacet(one, "area", []).facets, {});
});

test("a day stands in the address of a list that knows days", () => {
	const choice = { ...NOTHING_CHOSEN, day: "2026-12-05" };
	assert.equal(writeChoice(choice), "?day=2026-12-05");
	assert.deepEqual(readChoice("?day=2026-12-05", facets, sorts, true), choice);
	assert.deepEqual(readChoice("?day=2026-12-05", facets, sorts), NOTHING_CHOSEN);
	for (const wrong of ["2026-13-01", "tomorrow", "2026-1-1", ""]) {
		assert.deepEqual(readChoice(`?day=${wrong}`, facets, sorts, true), NOTHING_CHOSEN, wrong);
	}
});
