/** The database in its worker: opened when first asked, ended and opened anew when a query is stopped. */

/** @typedef {import("./result.js").Cell} Cell */
/** @typedef {{columns: string[], rows: Cell[][], more: boolean, seconds: number}} Answer */
/** @typedef {{worker: string, engine: string, wasm: string, database: string, bytes: number}} Places */

/** Said of a query that was stopped. */
export class Stopped extends Error {}

export class Database {
	/** @type {Worker | null} */
	#worker = null;
	/** @type {Promise<Record<string, string[]>> | null} */
	#opening = null;
	#asked = 0;
	/** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void, progress?: (share: number) => void}>} */
	#waiting = new Map();

	/** @param {Places} places where the worker, SQLite and the database lie (absolute addresses), and its size */
	constructor(places) {
		this.places = places;
		/** @type {Record<string, string[]>} the tables and their columns, once the database is open */
		this.tables = {};
	}

	/**
	 * Opens the database if it is not open yet.
	 * @param {(share: number) => void} progress told how much of it has come, from 0 to 1
	 */
	async open(progress) {
		this.#opening ??= this.#start(progress);
		try {
			this.tables = await this.#opening;
		} catch (error) {
			this.#end(error instanceof Error ? error : new Error(String(error)));
			throw error;
		}
	}

	/**
	 * @param {string} sql
	 * @param {number} limit rows at most
	 * @returns {Promise<Answer>}
	 */
	run(sql, limit) {
		return this.#ask({ do: "run", sql, limit });
	}

	/** Ends whatever runs; who waits for it gets `Stopped`. */
	stop() {
		this.#end(new Stopped());
	}

	/** @param {(share: number) => void} progress */
	#start(progress) {
		this.#worker = new Worker(this.places.worker);
		this.#worker.addEventListener("message", ({ data }) => {
			const waiting = this.#waiting.get(data.id);
			if (data.progress !== undefined) waiting?.progress?.(data.progress);
			else {
				this.#waiting.delete(data.id);
				if (data.error === undefined) waiting?.resolve(data.result);
				else waiting?.reject(new Error(data.error));
			}
		});
		this.#worker.addEventListener("error", (event) => this.#end(new Error(event.message || "worker")));
		return this.#ask({ do: "open", ...this.places }, progress);
	}

	/**
	 * @param {Record<string, unknown>} order
	 * @param {(share: number) => void} [progress]
	 * @returns {Promise<any>}
	 */
	#ask(order, progress) {
		const id = ++this.#asked;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject, progress });
			this.#worker?.postMessage({ id, ...order });
		});
	}

	/** @param {Error} error */
	#end(error) {
		this.#worker?.terminate();
		this.#worker = null;
		this.#opening = null;
		for (const { reject } of this.#waiting.values()) reject(error);
		this.#waiting.clear();
	}
}
