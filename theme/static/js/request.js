/** A prepared request: what is typed goes into the text, the mail and the copy; nothing is sent from the page. */

/** @param {HTMLElement} root the element with data-request */
export function openRequest(root) {
	const form = /** @type {HTMLElement} */ (root.querySelector("[data-request-form]"));
	const text = /** @type {HTMLTextAreaElement} */ (root.querySelector("[data-request-text]"));
	const copy = /** @type {HTMLElement} */ (root.querySelector("[data-request-copy]"));
	const mail = root.querySelector("[data-request-mail]");
	const fields = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll("input")]);
	form.hidden = false;
	const carry = () => {
		copy.dataset.copy = text.value;
		if (mail instanceof HTMLAnchorElement) {
			mail.href = mailWith(mail.href, text.dataset.subject ?? "", text.value);
		}
	};
	form.addEventListener("input", () => {
		const answers = fields.map((field) => [field.dataset.label ?? "", field.value.trim()]);
		text.value = requestText(text.dataset.subject ?? "", answers, text.dataset.address ?? "");
		carry();
	});
	text.addEventListener("input", carry);
}

/**
 * @param {string} subject
 * @param {string[][]} answers label and answer
 * @param {string} address of the page, or ""
 */
export function requestText(subject, answers, address) {
	const lines = answers.map(([label, answer]) => `${label}：${answer}`);
	return [subject, "", ...lines, ...(address ? ["", address] : [])].join("\n");
}

/** The same mail address with another subject and text. @param {string} address @param {string} subject @param {string} text */
export function mailWith(address, subject, text) {
	const [to] = address.split("?");
	return `${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(text.replaceAll("\n", "\r\n"))}`;
}
