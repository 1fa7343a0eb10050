/** Asks one index from an empty page. Run in Chromium by search_browser.py; each gives paths of the first ten. */

const SHOWN = 10;

const ask = {
	/** Our engine without the search page: the library, the query's packs, the cards of the hits. */
	async tomoni({ text }) {
		window.opened ??= (async () => {
			const [{ sourceIn, loadLunr }, { createEngine }] = await Promise.all([
				import("/static/js/search/network.js"),
				import("/static/js/search/engine.js"),
			]);
			const folder = new URL("/search/", location.href).href;
			const [source, lunr] = await Promise.all([sourceIn(folder), loadLunr("/static/vendor/lunr.js")]);
			return { source, engine: createEngine(lunr, source) };
		})();
		const { source, engine } = await window.opened;
		const found = await engine.search(text);
		const hits = found.rank().slice(0, SHOWN);
		const cards = await source.cards(
			hits.map((hit) => hit.document),
			"ja",
		);
		return cards.map((card) => card.path);
	},

	/** Pagefind as its own interface uses it. */
	async pagefind({ text, filters }) {
		window.opened ??= import("/pagefind/pagefind.js").then(async (pagefind) => {
			await pagefind.init();
			return pagefind;
		});
		const pagefind = await window.opened;
		const { results } = await pagefind.search(text, filters ? { filters } : {});
		const found = await Promise.all(results.slice(0, SHOWN).map((result) => result.data()));
		return found.map((one) => new URL(one.raw_url ?? one.url, location.href).pathname.slice(1));
	},

	/** Our search page as a visitor uses it: the word goes into its box; first results are its cards. */
	page({ text }) {
		const form = document.querySelector("[data-search] form");
		const results = document.querySelector("[data-search-results]");
		return new Promise((resolve) => {
			const watch = new MutationObserver(() => {
				watch.disconnect();
				resolve([...results.querySelectorAll("h3 a")].map((link) => new URL(link.href).pathname.slice(1)));
			});
			watch.observe(results, { childList: true });
			form.querySelector("input[name=q]").value = text;
			form.requestSubmit();
		});
	},
};

/** What the first results are and how many milliseconds they took, to the frame after them. */
window.measure = async (contender, question) => {
	const started = performance.now();
	const paths = await ask[contender](question);
	return { paths, milliseconds: performance.now() - started };
};
