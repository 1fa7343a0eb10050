/** Loads what this page needs; every page is complete without it. */

import { updateDeadlines } from "./deadline.js";

updateDeadlines(document);

if (document.querySelector("[data-copy], [data-copy-address]")) {
	import("./copy.js").then(({ offerCopies }) => offerCopies(document));
}

for (const button of document.querySelectorAll("button[data-print]")) {
	/** @type {HTMLButtonElement} */ (button).hidden = false;
	button.addEventListener("click", () => window.print());
}

const request = document.querySelector("[data-request]");
if (request instanceof HTMLElement) {
	import("./request.js").then(({ openRequest }) => openRequest(request));
}

const list = document.querySelector("[data-list]");
if (list instanceof HTMLElement) {
	import("./list/page.js").then(({ openList }) => openList(list));
}

const preview = document.querySelector("[data-preview]");
if (preview instanceof HTMLElement) {
	import("./data/preview.js").then(({ openPreview }) => openPreview(preview));
}

const impact = document.querySelector("[data-impact]");
if (impact instanceof HTMLElement) {
	import("./impact/page.js").then(({ openImpact }) => openImpact(impact));
}

const search = document.querySelector("[data-search]");
if (search instanceof HTMLElement) {
	import("./search/page.js").then(({ openSearch }) => openSearch(search));
}

const match = document.querySelector("[data-match]");
if (match instanceof HTMLElement) {
	import("./match/page.js").then(({ openMatch }) => openMatch(match));
}

const submit = document.querySelector("[data-submit]");
if (submit instanceof HTMLElement) {
	import("./submit/page.js").then(({ openForm }) => openForm(submit));
}

const photos = document.querySelector("[data-submit-photos]");
if (photos instanceof HTMLElement) {
	import("./submit/photos.js").then(({ openPhotos }) => openPhotos(photos));
}

const check = document.querySelector("[data-check]");
if (check instanceof HTMLElement) {
	import("./eligibility/page.js").then(({ openCheck }) => openCheck(check));
}

for (const box of document.querySelectorAll("[data-search-box]")) {
	// Suggestions are loaded when somebody is about to type; without network the form is what it was.
	const load = () =>
		import("./search/combobox.js").then(
			({ openBox }) => openBox(box),
			() => {},
		);
	box.addEventListener("focusin", load, { once: true });
}

const menu = document.querySelector("details.menu");
if (menu instanceof HTMLDetailsElement) {
	menu.addEventListener("keydown", (event) => {
		if (event.key === "Escape" && menu.open) {
			menu.open = false;
			menu.querySelector("summary")?.focus();
		}
	});
	document.addEventListener("click", (event) => {
		if (menu.open && event.target instanceof Node && !menu.contains(event.target)) {
			menu.open = false;
		}
	});
}
