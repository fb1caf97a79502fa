"""The demo's photos: readable, placed, the same every time."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from xiezhi.demo.pictures import Scene, is_held_sideways, take_photo
from xiezhi.demo.schedule import Photo, later_photo, photos
from xiezhi.demo.stories import stories

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
_GPS, _EXIF = 0x8825, 0x8769


def _degrees(parts: tuple[float, float, float]) -> float:
    return float(parts[0]) + float(parts[1]) / 60 + float(parts[2]) / 3600


def _first_of_each_scene() -> dict[Scene, Photo]:
    found: dict[Scene, Photo] = {}
    for story in stories().values():
        for photo in photos(story, now=NOW):
            found.setdefault(photo.scene, photo)
    return found


@pytest.mark.parametrize(
    "photo", [pytest.param(photo, id=scene) for scene, photo in _first_of_each_scene().items()]
)
def test_a_photo_says_where_and_when_it_was_taken(photo: Photo) -> None:
    content = photo.jpeg()
    with Image.open(io.BytesIO(content)) as picture:
        picture.load()
        exif = picture.getexif()
        assert sorted(picture.size) == [1200, 1600]
        assert (exif.get(0x0112) == 6) == (picture.size == (1200, 1600))
    gps = exif.get_ifd(_GPS)
    assert abs(_degrees(gps[2]) - photo.latitude) < 1e-4
    assert abs(_degrees(gps[4]) - photo.longitude) < 1e-4
    assert exif.get_ifd(_EXIF)[0x9003] == photo.taken_at.strftime("%Y:%m:%d %H:%M:%S")
    assert len(content) < 400_000


@pytest.mark.parametrize("scene", list(Scene))
def test_every_scene_has_a_mended_variant(scene: Scene) -> None:
    at = datetime(2026, 5, 1, 4, 0, tzinfo=UTC)
    before, after = (
        take_photo(scene, "k", taken_at=at, latitude=40.4, longitude=110.0, after=mended)
        for mended in (False, True)
    )
    assert before != after


def test_drawing_twice_gives_the_same_bytes() -> None:
    (photo, *_) = photos(stories()["crane-1"], now=NOW)
    assert photo.jpeg() == photo.jpeg()


def test_some_phones_are_held_sideways() -> None:
    taken = [photo for story in stories().values() for photo in photos(story, now=NOW)]
    assert 10 < sum(is_held_sideways(photo.key) for photo in taken) < len(taken) / 2


def test_the_later_photo_is_of_the_same_place_mended() -> None:
    story = stories()["manhole-1"]
    later = later_photo(story, now=NOW)
    assert later is not None
    assert later.after
    assert later.key == photos(story, now=NOW)[0].key


def test_the_later_photo_of_a_thing_not_mended_shows_the_damage() -> None:
    later = later_photo(stories()["lamp-3"], now=NOW)
    assert later is not None
    assert not later.after
