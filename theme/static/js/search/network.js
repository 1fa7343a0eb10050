/** The index over the network: files of the folder `search`, and the library that scores. */

import { SearchDataError } from "./packs.js";
import { openSource } from "./source.js";

/** @type {Map<string, Promise<import("./source.js").Source>>} */
const sources = new Map();

/**
 * The index in a folder, opened once. A failure is not kept.
 * @param {string} folder address of the folder, with a slash at the end
 * @param {boolean} [again] read it anew: another build may stand there now
 */
export function sourceIn(folder, again = false) {
	let source = again ? undefined : sources.get(folder);
	if (!source) {
		source = openSource(fetcherOf(folder));
		source.catch(() => sources.delete(folder));
		sources.set(folder, source);
	}
	return source;
}

/**
 * @param {string} folder
 * @returns {import("./packs.js").Fetcher}
 */
function fetcherOf(folder) {
	return async (path) => {
		let answer;
		try {
			// The manifest says which files belong together: it is asked for each time.
			answer = await fetch(new URL(path, folder), path === "manifest.json" ? { cache: "no-cache" } : {});
		} catch {
			throw new SearchDataError("offline", path);
		}
		if (!answer.ok) {
			throw new SearchDataError("missing", path);
		}
		try {
			return new Uint8Array(await answer.arrayBuffer());
		} catch {
			throw new SearchDataError("offline", path);
		}
	};
}

/** @type {Promise<any> | undefined} */
let library;

/**
 * lunr is a classic script that leaves its name in the window.
 * @param {string} address
 */
export function loadLunr(address) {
	library ??= new Promise((resolve, reject) => {
		const script = document.createElement("script");
		script.src = address;
		script.addEventListener("load", () => resolve(/** @type {any} */ (window).lunr));
		script.addEventListener("error", () => {
			library = undefined;
			script.remove();
			reject(new SearchDataError("offline", address));
		});
		document.head.append(script);
	});
	return library;
}
