/** The columns of a table, shown when its name is opened; a click puts a name where the cursor stands. */

/**
 * @param {HTMLElement} root the element around the tables, with `data-columns` (path of the list of columns)
 * @param {(name: string) => void} use puts a name into the query
 */
export function offerColumns(root, use) {
	/** @type {Promise<Record<string, [string, string][]>> | null} */
	let loading = null;
	for (const table of root.querySelectorAll("details[data-table]")) {
		if (!(table instanceof HTMLDetailsElement)) continue;
		const list = table.querySelector("ul");
		if (!list) continue;
		table.addEventListener("toggle", async () => {
			if (!table.open || list.childElementCount) return;
			loading ??= fetch(new URL(root.dataset.columns ?? "", document.baseURI)).then((answer) => answer.json());
			try {
				const columns = (await loading)[table.dataset.table ?? ""] ?? [];
				if (!list.childElementCount) list.append(...columns.map(([name, title]) => column(name, title, use)));
			} catch {
				loading = null;
			}
		});
	}
}

/**
 * @param {string} name
 * @param {string} title
 * @param {(name: string) => void} use
 */
function column(name, title, use) {
	const item = document.createElement("li");
	const button = document.createElement("button");
	button.type = "button";
	button.className = "code";
	button.textContent = name;
	button.addEventListener("click", () => use(name));
	item.append(button, ` ${title}`);
	return item;
}
