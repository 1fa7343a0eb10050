import assert from "node:assert/strict";
import { test } from "node:test";
import { hashOf, queryOf } from "../../theme/static/js/query/address.js";
import { explanation } from "../../theme/static/js/query/explanation.js";
import { distance, nearest } from "../../theme/static/js/query/nearest.js";
import { chartColumns, csvText } from "../../theme/static/js/query/result.js";
import { bare, refusal } from "../../theme/static/js/query/statement.js";

test("only one statement that reads is run", () => {
	for (const sql of [
		"SELECT 1",
		"  -- how many?\nselect count(*) from openings;",
		"/* ; */ WITH x AS (SELECT 1) SELECT * FROM x",
		"SELECT ';' AS \"a;b\"",
		"VALUES (1)",
		"EXPLAIN QUERY PLAN SELECT 1",
		"PRAGMA table_info(openings)",
	]) {
		assert.equal(refusal(sql), null, sql);
	}
	assert.equal(refusal(" -- nothing\n;"), "empty");
	assert.equal(refusal("SELECT 1; SELECT 2"), "several");
	for (const sql of ["DELETE FROM openings", "PRAGMA query_only = OFF", "ATTACH 'x' AS y", "/**/DROP TABLE areas"]) {
		assert.equal(refusal(sql), "writes", sql);
	}
});

test("quotes and comments are blanked in place", () => {
	const sql = "SELECT 'it''s', \"a\" -- b\nFROM c";
	assert.equal(bare(sql).length, sql.length);
	assert.equal(bare(sql).replace(/\s+/g, " "), "SELECT , FROM c");
});

test("a chart needs a label and a number that is never below zero", () => {
	const rows = [
		["新宿区", null, 3, "x"],
		["港区", null, 5, "y"],
	];
	assert.deepEqual(chartColumns(rows, 4), { label: 0, value: 2 });
	assert.deepEqual(
		chartColumns(
			[
				[2024, 3],
				[2025, 5],
			],
			2,
		),
		{ label: 0, value: 1 },
	);
	assert.equal(chartColumns(rows.slice(1), 4), null);
	assert.equal(chartColumns([...rows, ["北区", null, -1, "z"]], 4), null);
	assert.equal(chartColumns(Array(31).fill(rows[0]), 4), null);
	assert.equal(chartColumns([["a"], ["b"]], 1), null);
});

test("a text that a spreadsheet would run gets an apostrophe, a number does not", () => {
	const rows = [
		["=1+1", -5],
		['say "hi"', null],
		["'=1", 1.5],
		["it's", 2],
		["'94", 3],
		["two\nlines", 0],
	];
	assert.equal(
		csvText(["text", "number"], rows),
		'\ufefftext,number\r\n\'=1+1,-5\r\n"say ""hi""",\r\n\'\'=1,1.5\r\nit\'s,2\r\n\'94,3\r\n"two\nlines",0\r\n',
	);
});

test("the nearest name is one that was likely meant", () => {
	assert.equal(distance("kitten", "sitting"), 3);
	assert.equal(distance("areas", "aeras"), 1);
	const names = ["openings", "organizations", "opening_sessions", "areas"];
	assert.equal(nearest("opening", names), "openings");
	assert.equal(nearest("Organisations", names), "organizations");
	assert.equal(nearest("aeras", names), "areas");
	assert.equal(nearest("weather", names), null);
});

test("what SQLite says becomes what to do", () => {
	const tables = { openings: ["id", "people_needed"], areas: ["code", "label"] };
	const words = {
		noTable: "no {name}.",
		noColumn: "no column {name}.",
		meant: "{name}?",
		syntax: "near {near}",
		incomplete: "early",
	};
	const said = (message, sql = "") => explanation(message, sql, tables, words);
	assert.equal(said("no such table: opening"), "no opening. openings?");
	assert.equal(said("no such table: weather"), "no weather.");
	assert.equal(
		said("no such column: o.people_need", "SELECT o.people_need FROM openings o"),
		"no column people_need. people_needed?",
	);
	assert.equal(said("no such column: labl", "SELECT labl FROM openings"), "no column labl.");
	assert.equal(said('near "FORM": syntax error'), "near FORM");
	assert.equal(said("incomplete input"), "early");
	assert.equal(said("something else"), "");
});

test("a query goes into an address and comes out again", () => {
	const sql = "SELECT '100% & #1', \"区\" FROM areas\nLIMIT 1";
	assert.equal(queryOf(hashOf(sql)), sql);
	assert.equal(queryOf("#sql=SELECT+1"), "SELECT 1");
	assert.equal(queryOf("#tables"), null);
	assert.equal(queryOf("#sql=%"), null);
});
