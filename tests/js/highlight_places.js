import { places } from "../../theme/static/js/search/highlight.js";

/** The parts of a text that would be marked. */
export function highlightPlaces(text, words) {
	return places(text, words).map(([start, end]) => text.slice(start, end));
}
