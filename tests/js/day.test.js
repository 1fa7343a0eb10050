import assert from "node:assert/strict";
import { test } from "node:test";
import {
	countOpen,
	dayInJapan,
	daysBetween,
	deadlineWord,
	isPaused,
	nextSession,
	openingState,
} from "../../theme/static/js/day.js";

test("the day is Japan's, wherever the visitor is", () => {
	assert.equal(dayInJapan(new Date("2026-11-22T15:00:00Z")), "2026-11-23");
	assert.equal(dayInJapan(new Date("2026-11-22T14:59:59Z")), "2026-11-22");
});

test("days are counted across months and leap days", () => {
	assert.equal(daysBetween("2026-11-23", "2026-11-26"), 3);
	assert.equal(daysBetween("2026-11-23", "2026-11-22"), -1);
	assert.equal(daysBetween("2028-02-28", "2028-03-01"), 2);
	assert.equal(daysBetween("2026-11-23", "2026-11-23T18:30"), 0);
});

test("the last day still counts; the day after has passed", () => {
	assert.deepEqual([-1, 0, 1, 2, 60, 61].map(deadlineWord), ["passed", "today", "tomorrow", "days", "days", "date"]);
});

test("an opening pauses on the 91st day without a confirmation", () => {
	assert.equal(isPaused("2026-08-25", "2026-11-23"), false);
	assert.equal(isPaused("2026-08-24", "2026-11-23"), true);
});

test("what is still open is counted on the day of reading; what has no last day stays", () => {
	assert.equal(countOpen("2026-11-22,2026-11-23,2026-12-01,-", "2026-11-23"), 3);
	assert.equal(countOpen("", "2026-11-23"), 0);
});

test("an opening is over after its last day, and waits 90 days after its confirmation", () => {
	const opening = { until: "2026-11-30", confirmed: "2026-08-25" };
	assert.equal(openingState(opening, "2026-11-23"), "open");
	assert.equal(openingState(opening, "2026-11-24"), "paused");
	assert.equal(openingState(opening, "2026-12-01"), "passed");
	assert.equal(openingState({ until: null, confirmed: null }, "2030-01-01"), "open");
});

test("the next session is the first that is not over", () => {
	const sessions = [
		["2026-11-28", "11月28日（ほか1回）"],
		["2026-12-05", "12月5日"],
	];
	assert.equal(nextSession(sessions, "2026-11-28"), "11月28日（ほか1回）");
	assert.equal(nextSession(sessions, "2026-11-29"), "12月5日");
	assert.equal(nextSession(sessions, "2026-12-06"), "");
});
