/** The query page: a form for SQL, its answer as table, chart and file. Without it the page shows answers to examples. */

import { fill, pageWords } from "../words.js";
import { hashOf, queryOf } from "./address.js";
import { offerColumns } from "./columns.js";
import { Database, Stopped } from "./database.js";
import { answerTable, barChart } from "./drawing.js";
import { explanation } from "./explanation.js";
import { chartColumns, csvText } from "./result.js";
import { refusal } from "./statement.js";

/** @typedef {import("./database.js").Answer} Answer */

const SAID_FOR_MS = 2500;
const AGREED = "tomoni-query-agreed";
const words = pageWords("query-words");
const settings = JSON.parse(document.getElementById("query-settings")?.textContent ?? "{}");

/**
 * @template {HTMLElement} T
 * @param {string} name value of data-query-part
 * @param {new () => T} kind
 * @returns {T}
 */
function part(name, kind) {
	const found = document.querySelector(`[data-query="${name}"]`);
	if (!(found instanceof kind)) throw new Error(`no part ${name}`);
	return found;
}

const form = part("form", HTMLFormElement);
const field = part("sql", HTMLTextAreaElement);
const runButton = part("run", HTMLButtonElement);
const stopButton = part("stop", HTMLButtonElement);
const ask = part("ask", HTMLElement);
const status = part("status", HTMLElement);
const problem = part("problem", HTMLElement);
const shown = part("answer", HTMLElement);
const tableBox = part("table", HTMLElement);
const chartBox = part("chart", HTMLElement);
const chartToggle = part("chart-toggle", HTMLButtonElement);
const download = part("download", HTMLAnchorElement);

const absolute = (/** @type {string} */ path) => new URL(path, document.baseURI).href;
const database = new Database({
	worker: absolute(settings.worker),
	engine: absolute(settings.engine),
	wasm: absolute(settings.wasm),
	database: absolute(settings.database),
	bytes: settings.bytes,
});
let agreed = settings.bytes <= settings.unasked || remembered();
let turn = 0;

/** Runs what stands in the field, and puts it into the address. */
async function run() {
	const sql = field.value;
	const refused = refusal(sql);
	problem.hidden = true;
	ask.hidden = true;
	if (refused) {
		say("");
		complain(words[refused], "");
		return;
	}
	history.replaceState(null, "", hashOf(sql));
	if (!agreed) {
		ask.hidden = false;
		say("");
		return;
	}
	const mine = ++turn;
	busy(true);
	try {
		say(words.loading);
		await database.open((share) => say(fill(words.loadingShare, { percent: Math.floor(share * 100) })));
		say(words.running);
		const answer = await database.run(sql, settings.fetched);
		if (mine === turn) show(answer);
	} catch (error) {
		if (mine === turn) fail(error, sql);
	} finally {
		if (mine === turn) busy(false);
	}
}

/** @param {Answer} answer */
function show({ columns, rows, more, seconds }) {
	const count = rows.length.toLocaleString("en");
	const time = seconds.toFixed(2);
	const drawn = rows.slice(0, settings.shown);
	if (more) say(fill(words.foundMany, { count, shown: drawn.length, seconds: time }));
	else if (rows.length > drawn.length) say(fill(words.foundSome, { count, shown: drawn.length, seconds: time }));
	else say(fill(words.found, { count, seconds: time }));
	tableBox.replaceChildren(answerTable(columns, drawn));
	const chart = chartColumns(rows, columns.length);
	chartBox.replaceChildren(...(chart ? [barChart(columns[chart.value], rows, chart)] : []));
	chartToggle.hidden = !chart;
	chartBox.hidden = !chart || chartToggle.getAttribute("aria-pressed") !== "true";
	URL.revokeObjectURL(download.href);
	download.href = URL.createObjectURL(new Blob([csvText(columns, rows)], { type: "text/csv" }));
	shown.hidden = false;
}

/**
 * @param {unknown} error
 * @param {string} sql
 */
function fail(error, sql) {
	if (error instanceof Stopped) {
		say(words.stopped);
		return;
	}
	const message = error instanceof Error ? error.message : String(error);
	say("");
	const open = Object.keys(database.tables).length > 0;
	complain(open ? explanation(message, sql, database.tables, words) || words.failed : words.unopened, message);
}

/**
 * @param {string} said
 * @param {string} original SQLite's own words
 */
function complain(said, original) {
	shown.hidden = true;
	problem.hidden = false;
	part("problem-words", HTMLElement).textContent = said;
	const code = part("problem-original", HTMLElement);
	code.textContent = original;
	code.hidden = !original;
}

/** @param {string} text */
function say(text) {
	status.textContent = text;
}

/** @param {boolean} running */
function busy(running) {
	runButton.disabled = running;
	stopButton.hidden = !running;
	form.setAttribute("aria-busy", String(running));
}

/** @param {string} text */
function insert(text) {
	field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
	field.focus();
}

form.addEventListener("submit", (event) => {
	event.preventDefault();
	run();
});
field.addEventListener("keydown", (event) => {
	if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
		event.preventDefault();
		run();
	}
});
stopButton.addEventListener("click", () => {
	database.stop();
	field.focus();
});
ask.querySelector("button")?.addEventListener("click", () => {
	agreed = true;
	remember();
	run();
});
chartToggle.addEventListener("click", () => {
	const on = chartToggle.getAttribute("aria-pressed") !== "true";
	chartToggle.setAttribute("aria-pressed", String(on));
	chartBox.hidden = !on;
});
for (const link of document.querySelectorAll("[data-query-example]")) {
	link.addEventListener("click", (event) => {
		const example = link instanceof HTMLElement ? link.dataset.queryExample : "";
		const sql = document.querySelector(`#example-${example} code`)?.textContent;
		if (!sql) return;
		event.preventDefault();
		field.value = sql;
		form.scrollIntoView({ block: "nearest" });
		run();
	});
}
for (const button of document.querySelectorAll("button[data-query-example]")) {
	if (button instanceof HTMLButtonElement) button.hidden = false;
}
const copy = document.querySelector("[data-copy-query]");
if (copy instanceof HTMLButtonElement && navigator.clipboard) {
	const label = copy.querySelector("span");
	const usual = label?.textContent ?? "";
	copy.hidden = false;
	copy.addEventListener("click", async () => {
		await navigator.clipboard.writeText(location.href);
		if (label) label.textContent = words.copied;
		setTimeout(() => {
			if (label) label.textContent = usual;
		}, SAID_FOR_MS);
	});
}
const tables = document.querySelector('[data-query="tables"]');
if (tables instanceof HTMLElement) offerColumns(tables, insert);

/** Whether this database was agreed to since the tab was opened; a browser may keep no such memory. */
function remembered() {
	try {
		return sessionStorage.getItem(AGREED) === settings.database;
	} catch {
		return false;
	}
}

function remember() {
	try {
		sessionStorage.setItem(AGREED, settings.database);
	} catch {
		// The next page asks again.
	}
}

/** Runs the query of the address, where it has one. */
function runAddress() {
	const sql = queryOf(location.hash);
	if (sql !== null && sql !== field.value) field.value = sql;
	if (sql !== null) run();
}

if (typeof WebAssembly === "object" && settings.bytes) {
	form.hidden = false;
	part("none", HTMLElement).hidden = true;
	window.addEventListener("hashchange", runAddress);
	runAddress();
} else {
	say(words.noWebAssembly);
}
