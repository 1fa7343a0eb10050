/** A query in the page's address, after `#sql=`, so that it can be passed on. */

/**
 * @param {string} hash location.hash
 * @returns {string | null} the query, or null where the address has none
 */
export function queryOf(hash) {
	if (!hash.startsWith("#sql=")) return null;
	try {
		return decodeURIComponent(hash.slice("#sql=".length).replaceAll("+", "%20"));
	} catch {
		return null;
	}
}

/**
 * @param {string} sql
 * @returns {string} the part of an address that opens the page with this query
 */
export function hashOf(sql) {
	return `#sql=${encodeURIComponent(sql)}`;
}
