/*
 * Reads when and where a JPEG says it was taken. Nothing leaves the phone here and nothing is changed.
 *
 * window.snapExif(file) -> Promise<{takenAt?: "2026-11-23T14:02", lat?, lon?, accuracyM?, headingDeg?}>; an unreadable
 * or bare picture gives {}. HEIC is left to the server.
 */
(function () {
  "use strict";

  const HEAD_BYTES = 262144;
  const EXIF_POINTER = 0x8769;
  const GPS_POINTER = 0x8825;
  const TAKEN_AT = 0x9003;
  const SIZE_BY_TYPE = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8];

  /** Offset of the TIFF header inside a JPEG, or -1. */
  function findTiff(view) {
    if (view.getUint16(0) !== 0xffd8) return -1;
    let at = 2;
    while (view.getUint8(at) === 0xff) {
      const isExif = view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966;
      if (isExif) return at + 10;
      at += 2 + view.getUint16(at + 2);
    }
    return -1;
  }

  function directoryReader(view, tiff) {
    const little = view.getUint16(tiff) === 0x4949;
    const short = (at) => view.getUint16(at, little);
    const long = (at) => view.getUint32(at, little);

    /** Entries of one directory: tag -> {count, at}, `at` being where the value lies. */
    function entries(offset) {
      const found = new Map();
      const start = tiff + offset;
      for (let i = 0; i < short(start); i += 1) {
        const entry = start + 2 + i * 12;
        const count = long(entry + 4);
        const isInline = count * (SIZE_BY_TYPE[short(entry + 2)] || 1) <= 4;
        found.set(short(entry), { count, at: isInline ? entry + 8 : tiff + long(entry + 8) });
      }
      return found;
    }
    function text(entry) {
      let out = "";
      for (let i = 0; i < entry.count - 1; i += 1) out += String.fromCharCode(view.getUint8(entry.at + i));
      return out;
    }
    const rational = (at) => long(at) / long(at + 4);
    const degrees = (entry) => rational(entry.at) + rational(entry.at + 8) / 60 + rational(entry.at + 16) / 3600;
    return { entries, text, rational, degrees, first: () => long(tiff + 4), pointer: (entry) => long(entry.at) };
  }

  function readPosition(reader, gps) {
    if (!gps.has(2) || !gps.has(4)) return {};
    const south = gps.has(1) && reader.text({ count: 2, at: gps.get(1).at }) === "S";
    const west = gps.has(3) && reader.text({ count: 2, at: gps.get(3).at }) === "W";
    const lat = reader.degrees(gps.get(2)) * (south ? -1 : 1);
    const lon = reader.degrees(gps.get(4)) * (west ? -1 : 1);
    const isReal = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0);
    if (!isReal) return {};
    const found = { lat, lon };
    const error = gps.has(31) ? reader.rational(gps.get(31).at) : NaN;
    if (error > 0) found.accuracyM = Math.round(error);
    return found;
  }

  /** Degrees from north. Whether true or magnetic hardly matters here: some 5 degrees. */
  function readHeading(reader, gps) {
    if (!gps.has(17)) return {};

    const degrees = reader.rational(gps.get(17).at);
    return degrees >= 0 && degrees < 360 ? { headingDeg: degrees } : {};
  }

  function readTakenAt(reader, exif) {
    if (!exif.has(TAKEN_AT)) return {};
    const match = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d)/.exec(reader.text(exif.get(TAKEN_AT)));
    return match ? { takenAt: `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}` } : {};
  }

  function parse(view) {
    const tiff = findTiff(view);
    if (tiff < 0) return {};
    const reader = directoryReader(view, tiff);
    const root = reader.entries(reader.first());
    const exif = root.has(EXIF_POINTER) ? reader.entries(reader.pointer(root.get(EXIF_POINTER))) : new Map();
    const gps = root.has(GPS_POINTER) ? reader.entries(reader.pointer(root.get(GPS_POINTER))) : new Map();
    return Object.assign(readTakenAt(reader, exif), readPosition(reader, gps), readHeading(reader, gps));
  }

  window.snapExif = async function snapExif(file) {
    try {
      return parse(new DataView(await file.slice(0, HEAD_BYTES).arrayBuffer()));
    } catch (error) {
      return {};
    }
  };
})();
