"""Coordinates in a text: map links, place cards, figures. As written; `geo.position` converts.

Maps of the country count in GCJ-02, Baidu's in BD-09; a bare pair of figures says neither.
"""

import math
import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from xiezhi.language.pasting.values import FoundPoint, PasteWarning, PointDatum, PointSource

_LINK: Final = re.compile(
    r"(?:https?|androidamap|iosamap|amapuri|baidumap|bdapp|qqmap)://[^\s<>\"'，。；、（）【】]{4,1000}"
    r"|geo:[-0-9.,?=&;a-zA-Z%()]{3,300}",
    re.IGNORECASE,
)
_PAIR: Final = re.compile(r"(-?\d{1,3}\.\d{1,15})\s?[,， ]\s?(-?\d{1,3}\.\d{1,15})", re.ASCII)
_NORTH_EAST: Final = re.compile(
    r"(?:北纬|纬度|N|lat(?:itude)?)\s?[:：]?\s?(?P<north>[0-9.°度′'分″\"秒]{2,24}?)\s?N?[，,、;；\s]{0,3}"
    r"(?:东经|经度|E|lo?ng?(?:itude)?)\s?[:：]?\s?(?P<east>[0-9.°度′'分″\"秒]{2,24})",
    re.IGNORECASE,
)
_EAST_NORTH: Final = re.compile(
    r"(?:东经|经度|E|lo?ng?(?:itude)?)\s?[:：]?\s?(?P<east>[0-9.°度′'分″\"秒]{2,24}?)\s?E?[，,、;；\s]{0,3}"
    r"(?:北纬|纬度|N|lat(?:itude)?)\s?[:：]?\s?(?P<north>[0-9.°度′'分″\"秒]{2,24})",
    re.IGNORECASE,
)
_BARE: Final = re.compile(
    r"(?<![\d.])(\d{2,3}\.\d{4,12})\s?[,，]\s?(\d{2,3}\.\d{4,12})(?![\d.])", re.ASCII
)
_CARD: Final = re.compile(
    r"<location\s[^<>]{0,400}?x=\"(?P<lat>-?[\d.]{3,20})\"\s[^<>]{0,80}?y=\"(?P<lon>-?[\d.]{3,20})\"[^<>]{0,600}>",
    re.ASCII,
)
_CARD_LABEL: Final = re.compile(r"label=\"([^\"]{1,200})\"")
_DEGREES: Final = re.compile(r"\d+(?:\.\d+)?")
_SOUTH, _NORTH, _WEST, _EAST = 3.0, 54.0, 73.0, 136.0
_MINUTES, _PARTS = 60, 3
_MAX_WORDS: Final = 200
_SHORT: Final = re.compile(
    r"//(?:surl\.amap\.com|j\.map\.baidu\.com|u?map\.qq\.com/[a-z]|dwz\.cn)/?", re.IGNORECASE
)
_MAP_HOST: Final = re.compile(r"(?:^|\.)(?:amap\.com|gaode\.com|map\.baidu\.com|map\.qq\.com)$")

_PATH: Final = " path"  # no field of a query has this name
Query = dict[str, list[str]]


def find_points(text: str) -> tuple[FoundPoint, ...]:
    """Return the coordinates in a text in the order they stand, each pair once."""
    found: dict[tuple[float, float], tuple[int, FoundPoint]] = {}
    for start, point in (*_cards(text), *_links(text), *_words(_LINK.sub(_blank, text))):
        found.setdefault((point.lat, point.lon), (start, point))
    return tuple(point for _, point in sorted(found.values(), key=lambda one: one[0]))


def point_warnings(text: str, points: tuple[FoundPoint, ...]) -> tuple[PasteWarning, ...]:
    """Return what to say of them: datum not known, a map link that gives no coordinates."""
    warnings = []
    if any(point.datum is PointDatum.UNKNOWN for point in points):
        warnings.append(PasteWarning.DATUM_UNKNOWN)
    if any(
        _of_link(match.group()) is None and _is_map(match.group()) for match in _LINK.finditer(text)
    ):
        warnings.append(PasteWarning.POSITION_UNREADABLE)
    return tuple(warnings)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _cards(text: str) -> Iterator[tuple[int, FoundPoint]]:
    """The place card of WeChat as some exports write it: x is the latitude."""
    for match in _CARD.finditer(text) if "<location" in text else ():
        label = _CARD_LABEL.search(match.group())
        point = _point(
            match["lat"],
            match["lon"],
            PointDatum.GCJ02,
            PointSource.WECHAT,
            words=label[1] if label else "",
        )
        if point:
            yield match.start(), point


def _links(text: str) -> Iterator[tuple[int, FoundPoint]]:
    for match in _LINK.finditer(text):
        point = _of_link(match.group())
        if point:
            yield match.start(), point


def _of_link(link: str) -> FoundPoint | None:
    try:
        parts = urlsplit(link)
        query = parse_qs(parts.query, max_num_fields=50) | _in_path(parts.path)
    except ValueError:
        return None
    lower = f"{parts.scheme}://{parts.netloc}".lower()
    read = next((read for mark, read in _READERS if mark in lower), None)
    return read(query | {_PATH: [unquote(parts.path)]}) if read else None


def _in_path(path: str) -> Query:
    """Return fields some links write as the last part of their path."""
    last = path.rpartition("/")[2]
    return parse_qs(last, max_num_fields=50) if "=" in last else {}


def _is_map(link: str) -> bool:
    if _SHORT.search(link):
        return True
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return False
    return _MAP_HOST.search(host) is not None


def _amap(query: Query) -> FoundPoint | None:
    """高德: position and dest are 经度,纬度; p and q are id,纬度,经度,名称."""
    words = _first(query, "name", "poiname", "dname", "destName", "sname")
    for key in ("position", "to", "dest", "location", "center"):
        pair = _PAIR.match(_first(query, key))
        if pair:
            return _point(pair[2], pair[1], PointDatum.GCJ02, PointSource.AMAP, words=words)
    if {"lat", "lon"} <= set(query):
        is_raw = _first(query, "dev") == "1"  # dev=1 asks the map to add the offset itself
        datum = PointDatum.WGS84 if is_raw else PointDatum.GCJ02
        return _point(query["lat"][0], query["lon"][0], datum, PointSource.AMAP, words=words)
    if {"dlat", "dlon"} <= set(query):
        return _point(
            query["dlat"][0], query["dlon"][0], PointDatum.GCJ02, PointSource.AMAP, words=words
        )
    fields = _first(query, "p", "q").split(",")
    if len(fields) >= _PARTS:
        name = fields[_PARTS] if len(fields) > _PARTS else ""
        place = 1 if not _is_number(fields[0]) else 0
        return _point(
            fields[place], fields[place + 1], PointDatum.GCJ02, PointSource.AMAP, words=name
        )
    return None


def _baidu(query: Query) -> FoundPoint | None:
    """百度: location is 纬度,经度 in BD-09 unless coord_type says otherwise."""
    kind = _first(query, "coord_type", "coordtype").lower()
    datum = {"gcj02": PointDatum.GCJ02, "wgs84": PointDatum.WGS84}.get(kind, PointDatum.BD09)
    words = _first(query, "title", "name", "content")
    for key in ("location", "latlng", "center", "destination"):
        pair = _PAIR.search(_first(query, key))
        if pair:
            return _point(pair[1], pair[2], datum, PointSource.BAIDU, words=words)
    return None


def _tencent(query: Query) -> FoundPoint | None:
    """腾讯: coord is 纬度,经度; pointx is the longitude."""
    words = _first(query, "name", "title", "addr")
    if {"pointx", "pointy"} <= set(query):
        return _point(
            query["pointy"][0],
            query["pointx"][0],
            PointDatum.GCJ02,
            PointSource.TENCENT,
            words=words,
        )
    for key in ("marker", "coord", "tocoord", "center"):
        value = _first(query, key)
        pair = _PAIR.search(value)
        if pair:
            named = re.search(r"(?:title|addr):([^;]{1,80})", value)
            return _point(
                pair[1],
                pair[2],
                PointDatum.GCJ02,
                PointSource.TENCENT,
                words=named[1] if named else words,
            )
    return None


def _geo_address(query: Query) -> FoundPoint | None:
    """geo: addresses (RFC 5870) are WGS-84."""
    pair = _PAIR.match(_first(query, _PATH)) or _PAIR.match(_first(query, "q"))
    return _point(pair[1], pair[2], PointDatum.WGS84, PointSource.GEO_ADDRESS) if pair else None


_READERS: Final[tuple[tuple[str, Callable[[Query], FoundPoint | None]], ...]] = (
    ("amap", _amap),
    ("gaode.com", _amap),
    ("baidu", _baidu),
    ("bdapp", _baidu),
    ("qqmap", _tencent),
    ("map.qq.com", _tencent),
    ("geo:", _geo_address),
)


def _words(text: str) -> Iterator[tuple[int, FoundPoint]]:
    """北纬40.41度 东经110.03度, 40°24′30″N…, or a bare pair that can only lie here."""
    for pattern in (_NORTH_EAST, _EAST_NORTH):
        for match in pattern.finditer(text):
            north, east = _degrees(match["north"]), _degrees(match["east"])
            point = _point(north, east, PointDatum.UNKNOWN, PointSource.WORDS)
            if point:
                yield match.start(), point
    for match in _BARE.finditer(text):
        north, east = sorted((match[1], match[2]), key=float)
        point = _point(north, east, PointDatum.UNKNOWN, PointSource.WORDS)
        if point:
            yield match.start(), point


def _degrees(text: str) -> str:
    parts = [float(part) for part in _DEGREES.findall(text)[:_PARTS]]
    if len(parts) > 1 and any(part >= _MINUTES for part in parts[1:]):
        return ""
    return str(sum(part / _MINUTES**place for place, part in enumerate(parts)))


def _point(
    lat: str, lon: str, datum: PointDatum, source: PointSource, *, words: str = ""
) -> FoundPoint | None:
    """Return the point where the figures can be a place in the country."""
    if not (_is_number(lat) and _is_number(lon)):
        return None
    north, east = float(lat), float(lon)
    if not (_SOUTH <= north <= _NORTH and _WEST <= east <= _EAST):
        return None
    return FoundPoint(
        lat=north, lon=east, datum=datum, source=source, words=unquote(words)[:_MAX_WORDS].strip()
    )


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _first(query: Query, *keys: str) -> str:
    return next((query[key][0] for key in keys if query.get(key)), "")
