/** An answer drawn: a table, and bars beside their numbers. Everything goes in as text. */

import { cellText, kindOf } from "./result.js";

/** @typedef {import("./result.js").Cell} Cell */

/**
 * @param {string[]} columns
 * @param {Cell[][]} rows
 * @returns {HTMLTableElement}
 */
export function answerTable(columns, rows) {
	const numbers = columns.map((_, place) => kindOf(rows, place) === "number");
	const table = document.createElement("table");
	const head = table.createTHead().insertRow();
	columns.forEach((name, place) => {
		const cell = document.createElement("th");
		cell.scope = "col";
		cell.classList.toggle("number", numbers[place]);
		cell.textContent = name;
		head.append(cell);
	});
	const body = table.createTBody();
	for (const row of rows) {
		const line = body.insertRow();
		row.forEach((value, place) => {
			const cell = line.insertCell();
			cell.classList.toggle("number", numbers[place]);
			cell.textContent = cellText(value);
		});
	}
	return table;
}

/**
 * A table with a bar in each row, as the chart macro draws it.
 * @param {string} caption
 * @param {Cell[][]} rows
 * @param {{label: number, value: number}} columns
 * @returns {HTMLElement}
 */
export function barChart(caption, rows, columns) {
	const longest = Math.max(...rows.map((row) => Number(row[columns.value]))) || 1;
	const table = document.createElement("table");
	table.className = "bars";
	table.createCaption().textContent = caption;
	const body = table.createTBody();
	for (const row of rows) {
		const line = body.insertRow();
		const label = document.createElement("th");
		label.scope = "row";
		label.textContent = cellText(row[columns.label]);
		line.append(label);
		const number = line.insertCell();
		number.className = "number";
		number.textContent = cellText(row[columns.value]);
		const drawn = line.insertCell();
		drawn.className = "bar";
		drawn.append(bar((Number(row[columns.value]) * 100) / longest));
	}
	const chart = document.createElement("figure");
	chart.className = "chart";
	chart.append(table);
	return chart;
}

/** @param {number} percent */
function bar(percent) {
	const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
	svg.setAttribute("aria-hidden", "true");
	svg.setAttribute("focusable", "false");
	const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
	rect.setAttribute("width", `${percent.toFixed(2)}%`);
	rect.setAttribute("height", "100%");
	rect.setAttribute("rx", "3");
	svg.append(rect);
	return svg;
}
