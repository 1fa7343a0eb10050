/** A picture drawn anew on a canvas: only its pixels are left, so that place and device never leave this one. */

const PREVIEW = 480;

/**
 * @param {Blob} file any picture that this browser can show
 * @param {number} longest pixels of the longer side
 * @returns {Promise<{content: Uint8Array, ending: "webp" | "jpg", preview: HTMLCanvasElement}>}
 * Rejects where the browser cannot read it.
 */
export async function drawnAnew(file, longest) {
	const image = await createImageBitmap(file, { imageOrientation: "from-image" });
	try {
		const whole = canvasOf(image, longest);
		const { blob, ending } = await encoded(whole);
		const content = new Uint8Array(await blob.arrayBuffer());
		return { content, ending, preview: canvasOf(image, PREVIEW) };
	} finally {
		image.close();
	}
}

/** @param {ImageBitmap} image @param {number} longest */
function canvasOf(image, longest) {
	const scale = Math.min(1, longest / Math.max(image.width, image.height));
	const canvas = document.createElement("canvas");
	canvas.width = Math.max(1, Math.round(image.width * scale));
	canvas.height = Math.max(1, Math.round(image.height * scale));
	const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
	context.fillStyle = "#fff"; // what is transparent would be black in a JPEG
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.imageSmoothingQuality = "high";
	context.drawImage(image, 0, 0, canvas.width, canvas.height);
	return canvas;
}

/**
 * WebP, or JPEG where the browser does not write WebP (it gives a PNG then).
 * @param {HTMLCanvasElement} canvas
 * @returns {Promise<{blob: Blob, ending: "webp" | "jpg"}>}
 */
async function encoded(canvas) {
	const webp = await blobOf(canvas, "image/webp");
	if (webp?.type === "image/webp") return { blob: webp, ending: "webp" };
	const jpeg = await blobOf(canvas, "image/jpeg");
	if (!jpeg) throw new TypeError("this browser cannot write pictures");
	return { blob: jpeg, ending: "jpg" };
}

/** @param {HTMLCanvasElement} canvas @param {string} type @returns {Promise<Blob | null>} */
function blobOf(canvas, type) {
	return new Promise((resolve) => canvas.toBlob(resolve, type, 0.9));
}
