/** Places on the map: both coordinates, and near the ward that the row names. */

/** @typedef {import("./rules.js").Check} Check */

const EARTH_KM = 6371.0088;

/** @type {Record<string, Check>} */
export const PLACES = {
	*"outside-ward"(look, { area, offices, far }) {
		const [latitude, longitude] = [look("latitude"), look("longitude")];
		if (Boolean(latitude) !== Boolean(longitude)) {
			yield { column: latitude ? "longitude" : "latitude", rule: "half-a-position" };
			return;
		}
		const office = offices[look(area)];
		if (latitude && office && kilometres([Number(latitude), Number(longitude)], office) > far)
			yield { column: "latitude", rule: "outside-ward" };
	},
};

/** The distance of two places (latitude, longitude in degrees) on the mean sphere (haversine). @param {number[]} one @param {number[]} other */
function kilometres(one, other) {
	const [lat1, lon1, lat2, lon2] = [...one, ...other].map((degrees) => (degrees * Math.PI) / 180);
	const half = Math.sin((lat2 - lat1) / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin((lon2 - lon1) / 2) ** 2;
	return 2 * EARTH_KM * Math.asin(Math.sqrt(half));
}
