import assert from "node:assert/strict";
import { test } from "node:test";
import { mailWith, requestText } from "../../theme/static/js/request.js";

test("the text says what, how much and when, and ends with the page", () => {
	const answers = [
		["団体や会社の名前", "みどり野"],
		["使う人数", "12人"],
	];
	assert.equal(
		requestText("「会議室」を使わせてください", answers, "https://tomoni.example/a.html"),
		"「会議室」を使わせてください\n\n団体や会社の名前：みどり野\n使う人数：12人\n\nhttps://tomoni.example/a.html",
	);
});

test("a mail keeps whom it goes to, and nothing that is typed can add another reader", () => {
	const address = mailWith("mailto:centre@tomoni.example?subject=old&body=old", "新", "a&cc=other@tomoni.example\nb");
	const url = new URL(address);
	assert.equal(url.pathname, "centre@tomoni.example");
	assert.deepEqual([...url.searchParams.keys()], ["subject", "body"]);
	assert.equal(url.searchParams.get("body"), "a&cc=other@tomoni.example\r\nb");
});
