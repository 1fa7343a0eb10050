/** Buttons that copy a contact or the page's address; they show only where copying can work. */

import { pageWords } from "./words.js";

const SAID_FOR_MS = 2500;

/**
 * Shows the copy buttons within `root` and makes them work. A page opened without https has no clipboard.
 * @param {ParentNode} root
 */
export function offerCopies(root) {
	if (!navigator.clipboard) return;
	const words = pageWords("script-words");
	for (const button of root.querySelectorAll("button[data-copy], button[data-copy-address]")) {
		const label = button.querySelector("span");
		if (!(button instanceof HTMLButtonElement) || !label) continue;
		const usual = label.textContent;
		label.setAttribute("role", "status");
		button.hidden = false;
		button.addEventListener("click", async () => {
			await navigator.clipboard.writeText(button.dataset.copy ?? location.href.replace(/#.*$/, ""));
			label.textContent = words.copied;
			setTimeout(() => {
				label.textContent = usual;
			}, SAID_FOR_MS);
		});
	}
}
