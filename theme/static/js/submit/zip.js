/** A ZIP of files that are compressed already: stored one after another (APPNOTE 6.3, method 0). */

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let rest = byte;
	for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
	return rest;
});

/** @typedef {{name: string, content: Uint8Array}} Stored */

/**
 * @param {Stored[]} files with different names; together below 4 GB
 * @param {Date} moment that every file bears, in the device's own time
 * @returns {Uint8Array}
 */
export function zip(files, moment) {
	/** @type {Uint8Array[]} */
	const parts = [];
	/** @type {Uint8Array[]} */
	const directory = [];
	let offset = 0;
	for (const { name, content } of files) {
		const title = new TextEncoder().encode(name);
		const common = [
			[2, UTF8_NAMES],
			[2, 0],
			[2, (moment.getHours() << 11) | (moment.getMinutes() << 5) | (moment.getSeconds() >> 1)],
			[2, (Math.max(0, moment.getFullYear() - 1980) << 9) | ((moment.getMonth() + 1) << 5) | moment.getDate()],
			[4, crc32(content)],
			[4, content.length],
			[4, content.length],
			[2, title.length],
			[2, 0],
		];
		const head = numbers([4, LOCAL], [2, VERSION], ...common);
		directory.push(
			numbers([4, CENTRAL], [2, VERSION], [2, VERSION], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
			title,
		);
		parts.push(head, title, content);
		offset += head.length + title.length + content.length;
	}
	const size = directory.reduce((sum, part) => sum + part.length, 0);
	const count = files.length;
	const end = numbers([4, END], [2, 0], [2, 0], [2, count], [2, count], [4, size], [4, offset], [2, 0]);
	return joined([...parts, ...directory, end]);
}

/** The checksum of ISO 3309, as ZIP and PNG use it. @param {Uint8Array} content */
export function crc32(content) {
	let rest = 0xffffffff;
	for (const byte of content) rest = TABLE[(rest ^ byte) & 0xff] ^ (rest >>> 8);
	return (rest ^ 0xffffffff) >>> 0;
}

/** Numbers of 2 or 4 bytes, the lowest first. @param {...number[]} fields width and value */
function numbers(...fields) {
	const made = new DataView(new ArrayBuffer(fields.reduce((sum, [width]) => sum + width, 0)));
	let at = 0;
	for (const [width, value] of fields) {
		if (width === 2) made.setUint16(at, value, true);
		else made.setUint32(at, value, true);
		at += width;
	}
	return new Uint8Array(made.buffer);
}

/** @param {Uint8Array[]} parts */
function joined(parts) {
	const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
