/**
 * Runs SQLite away from the page, so that the page stays quick and a long query can be ended by ending this worker.
 * A classic script: sql.js comes by importScripts. Messages: `{id, do: "open" | "run", …}`; answers carry the same id.
 */

/** @typedef {{exec(sql: string): {values: any[][]}[], prepare(sql: string): any}} Database */

/** @type {Database | undefined} */
let database;

self.addEventListener("message", async ({ data }) => {
	try {
		const result = data.do === "open" ? await open(data) : run(data.sql, data.limit);
		self.postMessage({ id: data.id, result });
	} catch (error) {
		self.postMessage({ id: data.id, error: error instanceof Error ? error.message : String(error) });
	}
});

/**
 * Loads SQLite and the database; tells how much of it has come.
 * @param {{id: number, engine: string, wasm: string, database: string, bytes: number}} order
 * @returns {Promise<Record<string, string[]>>} the tables, each with its columns
 */
async function open(order) {
	importScripts(order.engine);
	// @ts-expect-error: sql.js defines it
	const [sqlite, file] = await Promise.all([initSqlJs({ locateFile: () => order.wasm }), fetchAll(order)]);
	const opened = new sqlite.Database(file);
	opened.exec("PRAGMA query_only = ON");
	database = opened;
	return tables(opened);
}

/** @param {{id: number, database: string, bytes: number}} order */
async function fetchAll({ id, database: address, bytes }) {
	const answer = await fetch(address);
	if (!answer.ok || !answer.body) throw new Error(`HTTP ${answer.status}`);
	const parts = [];
	let come = 0;
	const reader = answer.body.getReader();
	for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
		if (!value) continue;
		parts.push(value);
		come += value.length;
		self.postMessage({ id, progress: bytes ? Math.min(1, come / bytes) : 0 });
	}
	const whole = new Uint8Array(come);
	let place = 0;
	for (const part of parts) {
		whole.set(part, place);
		place += part.length;
	}
	return whole;
}

/** @param {Database} opened */
function tables(opened) {
	const listed = opened.exec("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name");
	/** @type {Record<string, string[]>} */
	const found = {};
	for (const [name] of listed[0]?.values ?? []) {
		try {
			const columns = opened.exec(`PRAGMA table_info("${name.replaceAll('"', '""')}")`);
			found[name] = (columns[0]?.values ?? []).map((row) => row[1]);
		} catch {
			// A virtual table of a module that this SQLite lacks cannot be asked.
		}
	}
	return found;
}

/**
 * The first `limit` rows, and whether there are more.
 * @param {string} sql
 * @param {number} limit
 */
function run(sql, limit) {
	if (!database) throw new Error("no database");
	const began = performance.now();
	const statement = database.prepare(sql);
	try {
		const columns = statement.getColumnNames();
		const rows = [];
		let more = false;
		while (statement.step()) {
			if (rows.length === limit) {
				more = true;
				break;
			}
			rows.push(statement.get());
		}
		return { columns, rows, more, seconds: (performance.now() - began) / 1000 };
	} finally {
		statement.free();
	}
}
