/**
 * Reads the files that plugins/tomoni/publish/search writes. The format is described in docs/search.md.
 * How a file is fetched is the caller's: over the network on a page, from the disk in Node.
 */

/** What can be wrong with the files; `code` is missing, damaged, other-build or offline. */
export class SearchDataError extends Error {
	/**
	 * @param {"missing" | "damaged" | "other-build" | "offline"} code
	 * @param {string} path
	 */
	constructor(code, path) {
		super(`${code}: ${path}`);
		this.code = code;
		this.path = path;
	}
}

/**
 * @typedef {{documents: Int32Array, frequencies: Int32Array}} FieldPostings
 * @typedef {(path: string) => Promise<Uint8Array>} Fetcher rejects with a SearchDataError
 * @typedef {{from: string[], packs?: string[], directories?: string[]}} Directory
 */

export class PackReader {
	/** @param {Fetcher} fetcher */
	constructor(fetcher) {
		this.fetcher = fetcher;
		/** @type {Map<string, Promise<Uint8Array>>} */
		this.files = new Map();
	}

	/**
	 * The content of a file, decompressed unless the host has done so. Kept, unless it failed.
	 * @param {string} path
	 * @param {string} [numbering] what its gzip header has to say, where its name does not tell the build
	 */
	read(path, numbering) {
		let file = this.files.get(path);
		if (!file) {
			file = this.fetcher(path).then((bytes) => unpack(bytes, path, numbering));
			file.catch(() => this.files.delete(path));
			this.files.set(path, file);
		}
		return file;
	}

	/**
	 * @param {string} path
	 * @param {string} [numbering]
	 */
	async readJson(path, numbering) {
		const bytes = await this.read(path, numbering);
		try {
			return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
		} catch {
			this.files.delete(path);
			throw new SearchDataError("damaged", path);
		}
	}

	/** @param {string} name */
	pack(name) {
		return this.read(`packs/${name}.bin`);
	}

	/**
	 * The names of the packs that may hold keys from `first` to `last` (both included).
	 * @param {Directory} directory
	 * @param {string} first
	 * @param {string} last
	 * @returns {Promise<string[]>}
	 */
	async packsBetween(directory, first, last) {
		const start = Math.max(0, countUpTo(directory.from, first) - 1);
		const end = countUpTo(directory.from, last);
		if (directory.packs) {
			return directory.packs.slice(start, end);
		}
		const names = (directory.directories ?? []).slice(start, end);
		const found = await Promise.all(
			names.map(async (name) => this.packsBetween(await this.readJson(`packs/${name}.bin`), first, last)),
		);
		return found.flat();
	}
}

/**
 * How many keys of a sorted list are not greater than `key`.
 * @param {string[]} keys
 * @param {string} key
 */
export function countUpTo(keys, key) {
	let low = 0;
	let high = keys.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (keys[middle] <= key) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

/**
 * @param {Uint8Array} bytes
 * @param {string} path
 * @param {string} [numbering]
 */
async function unpack(bytes, path, numbering) {
	if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
		return bytes;
	}
	if (numbering !== undefined && nameInHeader(bytes) !== numbering) {
		throw new SearchDataError("other-build", path);
	}
	try {
		const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
		return new Uint8Array(await new Response(stream).arrayBuffer());
	} catch {
		throw new SearchDataError("damaged", path);
	}
}

/**
 * The name in the header of a gzip member (RFC 1952, FNAME), or "".
 * @param {Uint8Array} bytes
 */
function nameInHeader(bytes) {
	const [HEADER, FNAME_ONLY] = [10, 8];
	const end = bytes[3] === FNAME_ONLY ? bytes.indexOf(0, HEADER) : HEADER;
	return String.fromCharCode(...bytes.subarray(HEADER, Math.max(end, HEADER)));
}

/**
 * The postings of a pack.
 * @param {Uint8Array} bytes
 * @param {string[]} fields
 * @param {string} path for the error
 * @returns {Map<string, Map<string, FieldPostings>>} term to field to postings
 */
export function decodePack(bytes, fields, path) {
	let at = 0;
	/** @param {number} count */
	function integers(count) {
		if (!(count >= 0 && count <= bytes.length - at)) {
			throw new SearchDataError("damaged", path); // each takes a byte at least
		}
		const found = new Int32Array(count);
		for (let place = 0; place < count; place += 1) {
			let value = 0;
			let shift = 0;
			let byte = 0;
			do {
				byte = bytes[at];
				if (byte === undefined) {
					throw new SearchDataError("damaged", path);
				}
				at += 1;
				value |= (byte & 127) << shift;
				shift += 7;
			} while (byte > 127);
			found[place] = value;
		}
		return found;
	}
	const [count, size] = integers(2);
	const terms = new TextDecoder().decode(bytes.subarray(at, at + size)).split("\n");
	at += size;
	if (terms.length !== count) {
		throw new SearchDataError("damaged", path);
	}
	/** @type {Map<string, Map<string, FieldPostings>>} */
	const found = new Map(terms.map((term) => [term, new Map()]));
	for (const field of fields) {
		const counts = integers(count);
		const total = counts.reduce((sum, value) => sum + value, 0);
		const documents = integers(total);
		const frequencies = integers(total);
		let start = 0;
		for (let place = 0; place < count; place += 1) {
			const end = start + counts[place];
			for (let posting = start + 1; posting < end; posting += 1) {
				documents[posting] += documents[posting - 1];
			}
			for (let posting = start; posting < end; posting += 1) {
				frequencies[posting] += 1;
			}
			if (end > start) {
				found.get(terms[place])?.set(field, {
					documents: documents.subarray(start, end),
					frequencies: frequencies.subarray(start, end),
				});
			}
			start = end;
		}
	}
	return found;
}
