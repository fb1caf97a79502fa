"""Places, points and numbers of persons in what people write."""

import pytest

from tests.language.pasting.cast import TOWNS, read, rows
from xiezhi.geo.distance import distance_m
from xiezhi.geo.position import Datum, Position, PositionSource
from xiezhi.language.pasting import (
    FoundPlace,
    NumberKind,
    PasteWarning,
    PointDatum,
    PointSource,
    find_numbers,
    find_place,
    find_points,
    mask_numbers,
)

GCJ, BD, WGS, OPEN = PointDatum.GCJ02, PointDatum.BD09, PointDatum.WGS84, PointDatum.UNKNOWN


@pytest.mark.parametrize(
    ("text", "town", "village", "words"),
    [
        ("展旦召苏木海勒苏嘎查某某加油站北200米有人倒垃圾", "展旦召苏木", "海勒苏嘎查", "某某加油站北200米"),
        ("展旦召加油站北200米，水鹤坏了", "展旦召苏木", "", "加油站北200米"),
        ("我在树林召镇某小区门口发现井盖没了", "树林召镇", "", "某小区门口"),
        ("新和村有一堆垃圾", "王爱召镇", "新和村", ""),
        ("沙坝子村有一堆垃圾", "", "沙坝子村", ""),
        ("树林召镇沙坝子村有一堆垃圾", "树林召镇", "沙坝子村", ""),
        ("王爱召沙坝子村东南方向约1.5公里处", "王爱召镇", "沙坝子村", "东南方向约1.5公里处"),
        ("昭君镇四村西面500米处", "昭君镇", "四村", "西面500米处"),
        ("地点：昭君镇政府西侧，有垃圾", "昭君镇", "", "昭君镇政府西侧"),
        ("国道K12+300处护栏坏了", "", "", "国道K12+300处"),
        ("109国道855公里处有油罐车漏油", "", "", "109国道855公里处"),
        ("二狗湾大桥下游约三百米有人采砂", "", "", "二狗湾大桥下游约三百米"),
        ("[位置]内蒙古达拉特旗某路", "", "", "内蒙古达拉特旗某路"),
        ("有人偷牧", "", "", ""),
        ("在河边看到很多塑料", "", "", ""),
        ("距离有的业主家门不足5米", "", "", ""),
        ("", "", "", ""),
    ],
)  # fmt: skip
def test_the_place_a_text_names(text: str, town: str, village: str, words: str) -> None:
    assert find_place(text, towns=TOWNS) == FoundPlace(town=town, village=village, words=words)


def test_a_short_form_two_towns_share_names_neither() -> None:
    assert find_place("河口有垃圾", towns={"河口镇": [], "河口乡": []}).town == ""


@pytest.mark.parametrize(
    ("text", "lat", "lon", "datum", "source"),
    [
        pytest.param("https://uri.amap.com/marker?position=110.035,40.408&name=%E7%AB%99", 40.408, 110.035, GCJ, PointSource.AMAP, id="amap-marker"),
        pytest.param("https://uri.amap.com/navigation?to=110.035,40.408,end", 40.408, 110.035, GCJ, PointSource.AMAP, id="amap-way"),
        pytest.param("http://wb.amap.com/?p=B0FF,40.408,110.035,某站,某路", 40.408, 110.035, GCJ, PointSource.AMAP, id="amap-shared"),
        pytest.param("http://wb.amap.com/?q=40.408,110.035,某站", 40.408, 110.035, GCJ, PointSource.AMAP, id="amap-shared-point"),
        pytest.param("androidamap://viewMap?poiname=a&lat=40.408&lon=110.035&dev=0", 40.408, 110.035, GCJ, PointSource.AMAP, id="amap-app"),
        pytest.param("androidamap://viewMap?poiname=a&lat=40.408&lon=110.035&dev=1", 40.408, 110.035, WGS, PointSource.AMAP, id="amap-app-raw"),
        pytest.param("http://api.map.baidu.com/marker?location=40.408,110.035&title=a&output=html", 40.408, 110.035, BD, PointSource.BAIDU, id="baidu"),
        pytest.param("http://api.map.baidu.com/marker?location=40.408,110.035&coord_type=gcj02", 40.408, 110.035, GCJ, PointSource.BAIDU, id="baidu-gcj"),
        pytest.param("baidumap://map/marker?location=40.408,110.035&coord_type=wgs84", 40.408, 110.035, WGS, PointSource.BAIDU, id="baidu-app"),
        pytest.param("https://apis.map.qq.com/uri/v1/marker?marker=coord:40.408,110.035;title:a;addr:b", 40.408, 110.035, GCJ, PointSource.TENCENT, id="tencent"),
        pytest.param("https://map.qq.com/m/place/info/pointx=110.035&pointy=40.408&name=a", 40.408, 110.035, GCJ, PointSource.TENCENT, id="tencent-path"),
        pytest.param("https://map.qq.com/?type=marker&pointx=110.035&pointy=40.408", 40.408, 110.035, GCJ, PointSource.TENCENT, id="tencent-query"),
        pytest.param("geo:40.408,110.035", 40.408, 110.035, WGS, PointSource.GEO_ADDRESS, id="geo"),
        pytest.param('<msg><location x="40.408" y="110.035" scale="16" label="某路"/></msg>', 40.408, 110.035, GCJ, PointSource.WECHAT, id="wechat-card"),
        pytest.param("北纬40.408度，东经110.035度", 40.408, 110.035, OPEN, PointSource.WORDS, id="north-east"),
        pytest.param("东经110.035°，北纬40.408°", 40.408, 110.035, OPEN, PointSource.WORDS, id="east-north"),
        pytest.param("N40°24′28.8″ E110°2′6″", 40.408, 110.035, OPEN, PointSource.WORDS, id="minutes-and-seconds"),
        pytest.param("经度：110.0350 纬度：40.4080", 40.408, 110.035, OPEN, PointSource.WORDS, id="labels"),
        pytest.param("坐标40.4080,110.0350", 40.408, 110.035, OPEN, PointSource.WORDS, id="bare"),
        pytest.param("坐标110.0350，40.4080", 40.408, 110.035, OPEN, PointSource.WORDS, id="bare-turned"),
    ],
)  # fmt: skip
def test_points_are_found_with_their_datum(
    text: str, lat: float, lon: float, datum: PointDatum, source: PointSource
) -> None:
    (point,) = find_points(f"在这里{text} 有垃圾")
    assert (round(point.lat, 6), round(point.lon, 6)) == (lat, lon)
    assert (point.datum, point.source) == (datum, source)


@pytest.mark.parametrize(
    "text",
    [
        "https://surl.amap.com/abcdef",
        "https://uri.amap.com/marker?position=a,b",
        "https://uri.amap.com/marker?position=0.0,0.0",
        "http://api.map.baidu.com/marker?location=95.5,110.5",
        "https://example.cn/?position=110.035,40.408",
        "北纬40度70分，东经110度2分",
        "面积110.5，40.2",
        "价格12.5,13.5",
        "http://[::1",
        "",
    ],
)
def test_what_is_no_point_here_is_none(text: str) -> None:
    assert find_points(text) == ()


def test_the_name_in_a_link_is_kept() -> None:
    (point,) = find_points(
        "https://uri.amap.com/marker?position=110.035,40.408&name=%E6%9F%90%E7%AB%99"
    )
    assert point.words == "某站"


def test_each_datum_of_a_map_can_be_stored() -> None:
    written = {datum.value for datum in PointDatum} - {PointDatum.UNKNOWN.value}
    assert written == {datum.value for datum in Datum}
    (point,) = find_points("http://api.map.baidu.com/marker?location=39.9195756,116.3904547")
    stored = Position.read(
        lat=point.lat, lon=point.lon, datum=Datum(point.datum.value), source=PositionSource.CHOSEN
    )
    assert distance_m(stored.lat, stored.lon, 39.911954, 116.377817) < 1


def test_a_map_link_that_gives_nothing_away_is_said_to_be() -> None:
    row = rows("展旦召加油站有垃圾 https://surl.amap.com/abcdef").rows[0]
    assert PasteWarning.POSITION_UNREADABLE in row.warnings


def test_a_point_of_unknown_datum_is_said_to_be() -> None:
    assert PasteWarning.DATUM_UNKNOWN in rows("北纬40.408度，东经110.035度").rows[0].warnings


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("电话13800000000", NumberKind.MOBILE, "13800000000"),
        ("138 0000 0000", NumberKind.MOBILE, "13800000000"),
        ("138-0000-0000", NumberKind.MOBILE, "13800000000"),
        ("+86 13800000000", NumberKind.MOBILE, "13800000000"),
        ("１３８００００００００", NumberKind.MOBILE, "13800000000"),
        ("0477-3900000", NumberKind.LANDLINE, "04773900000"),
        ("(0477)3900000", NumberKind.LANDLINE, "04773900000"),
        ("座机3900000", NumberKind.LANDLINE, "3900000"),
        ("400-000-0000", NumberKind.LANDLINE, "4000000000"),
        ("身份证150621199001010000", NumberKind.IDENTITY, "150621199001010000"),
        ("15062119900101000x", NumberKind.IDENTITY, "15062119900101000X"),
    ],
)
def test_numbers_of_persons_are_found(text: str, kind: NumberKind, number: str) -> None:
    (found,) = find_numbers(f"我的{text}，谢谢")
    assert (found.kind, found.number) == (kind, number)
    assert number not in mask_numbers(text)
    assert number not in repr(found)


@pytest.mark.parametrize(
    "text",
    [
        "工单202603050012138", "2026-03-05 10:31", "12800000000", "1380000000", "面积3900000平方米", "K12+300",
        "mmexport1777858200000", "15062119901301000X", "A13800000000B",
    ],
)  # fmt: skip
def test_other_figures_are_no_numbers_of_persons(text: str) -> None:
    assert find_numbers(text) == ()


def test_only_the_last_two_figures_are_shown() -> None:
    assert (
        mask_numbers("打13800000012或0477-3900034")
        == "打＊＊＊＊＊＊＊＊＊12或＊＊＊＊＊＊＊＊＊34"
    )


def test_a_place_card_keeps_its_words_in_the_report() -> None:
    row = rows("展旦召07号网格员 2026/3/5 10:31\n[位置]内蒙古达拉特旗某路").rows[0]
    assert row.words == "[位置]内蒙古达拉特旗某路"
    assert row.place.words == "内蒙古达拉特旗某路"
    assert read("x").messages[0].placeholders == ()
