/** What SQLite says, in words that help. */

import { fill } from "../words.js";
import { nearest } from "./nearest.js";
import { bare } from "./statement.js";

/** @typedef {Record<string, string[]>} Tables names of tables, each with the names of its columns */

/**
 * What went wrong and what to do; "" where SQLite's own words must do.
 * @param {string} message SQLite's own, e.g. "no such table: opening"
 * @param {string} sql the statement
 * @param {Tables} tables
 * @param {Record<string, string>} words the page's texts (`query-words`)
 * @returns {string}
 */
export function explanation(message, sql, tables, words) {
	const table = /^no such table: (?:main\.)?(.+)$/.exec(message)?.[1];
	if (table !== undefined) {
		return withGuess(words.noTable, table, nearest(table, Object.keys(tables)), words);
	}
	const column = /^no such column: (.+)$/.exec(message)?.[1];
	if (column !== undefined) {
		const name = column
			.replace(/^.*\./, "")
			.replace(/ - should this be.*$/, "")
			.replaceAll('"', "");
		return withGuess(words.noColumn, name, nearest(name, columnsInReach(sql, tables)), words);
	}
	const called = /^no such function: (.+)$/.exec(message)?.[1];
	if (called !== undefined) return fill(words.noFunction, { name: called });
	const ambiguous = /^ambiguous column name: (.+)$/.exec(message)?.[1];
	if (ambiguous !== undefined) return fill(words.ambiguous, { name: ambiguous });
	const near = /^near "(.+)": syntax error$/.exec(message)?.[1];
	if (near !== undefined) return fill(words.syntax, { near });
	if (message.startsWith("no such module")) return words.noModule;
	if (message === "incomplete input") return words.incomplete;
	if (/unrecognized token/.test(message)) return words.token;
	if (/readonly|query_only|not authorized/.test(message)) return words.writes;
	if (/out of memory|memory access|too big/.test(message)) return words.tooBig;
	return "";
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string | null} guess
 * @param {Record<string, string>} words
 */
function withGuess(text, name, guess, words) {
	const said = fill(text, { name });
	return guess ? `${said} ${fill(words.meant, { name: guess })}` : said;
}

/**
 * The columns of the tables that the statement names; all columns where it names none.
 * @param {string} sql
 * @param {Tables} tables
 * @returns {Set<string>}
 */
function columnsInReach(sql, tables) {
	const mentioned = new Set(bare(sql).toLowerCase().match(/\w+/g) ?? []);
	const named = Object.keys(tables).filter((name) => mentioned.has(name.toLowerCase()));
	return new Set((named.length ? named : Object.keys(tables)).flatMap((name) => tables[name]));
}
