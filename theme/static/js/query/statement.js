/** What may be run: one statement that only reads. The database is a copy in memory; this is so that answers make sense. */

const READING = /^(select|with|values|explain|pragma)\b/i;
const READING_PRAGMA = /^pragma\s+(table_info|table_xinfo|table_list|index_list|index_info|foreign_key_list)\b/i;

/**
 * The statement without comments and the text of its quotes; both become spaces, so that places stay the same.
 * @param {string} sql
 * @returns {string}
 */
export function bare(sql) {
	const quoted = /'(?:[^']|'')*'?|"(?:[^"]|"")*"?|`[^`]*`?|\[[^\]]*\]?|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
	return sql.replace(quoted, (part) => part.replace(/[^\n]/g, " "));
}

/**
 * Why a statement is not run: "empty", "several" (statements), "writes" (it does not only read); null when it may.
 * @param {string} sql
 * @returns {"empty" | "several" | "writes" | null}
 */
export function refusal(sql) {
	const text = bare(sql);
	const statements = text.split(";").filter((part) => part.trim());
	if (statements.length === 0) return "empty";
	if (statements.length > 1) return "several";
	const start = statements[0].trimStart();
	if (!READING.test(start)) return "writes";
	if (/^pragma/i.test(start) && !READING_PRAGMA.test(start)) return "writes";
	return null;
}
