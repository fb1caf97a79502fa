"""What a copied chat writes in place of pictures, voices, place cards and the like."""

import re
from typing import Final

from xiezhi.language.pasting.values import Placeholder, PlaceholderKind

_WORDS: Final = {
    PlaceholderKind.PICTURE: "图片 照片 相片 Photo Photos Image Picture",
    PlaceholderKind.VOICE: "语音 语音消息 Voice Audio",
    PlaceholderKind.VIDEO: "视频 小视频 Video",
    PlaceholderKind.FILE: "文件 File",
    PlaceholderKind.PLACE: "位置 地理位置 实时位置 位置分享 Location",
    PlaceholderKind.STICKER: "动画表情 表情 表情包 Sticker",
    PlaceholderKind.LINK: "链接 小程序 视频号 公众号文章 Link",
    PlaceholderKind.RECORD: "聊天记录 合并转发 ChatHistory",
    PlaceholderKind.OTHER: "红包 微信红包 转账 名片 个人名片 通话 语音通话 视频通话 接龙",
}
_KINDS: Final = {word.casefold(): kind for kind, words in _WORDS.items() for word in words.split()}
_TOKEN: Final = re.compile(
    r"[\[【<](?P<word>[一-鿿]{2,6}|[A-Za-z]{4,12})(?:[:：]\s?(?P<inside>[^\[\]【】<>\n]{0,200}))?[\]】>]"
)
_SHARED_PLACE: Final = re.compile(
    r"^\s*(?:位置分享|共享位置|我的位置|发送位置)\s*[:：]\s*(?P<words>.{1,200})$"
)
_FILE_LINE: Final = re.compile(
    r"[^\\/:*?\"<>|\s\[\]][^\\/:*?\"<>|\[\]\n]{0,100}\.(?P<ending>[A-Za-z0-9]{2,5})"
)
_SEE_ATTACHMENT: Final = re.compile(r"\s*[(（].{0,40}$")
_LENGTH: Final = re.compile(r"^\s*\d{1,3}(?::\d\d)?\s*(?:\"|″|”|秒|s)?\s*$")
_ENDINGS: Final = {
    PlaceholderKind.PICTURE: "jpg jpeg png heic heif webp gif bmp",
    PlaceholderKind.VOICE: "amr mp3 m4a aac wav ogg opus silk webm wma",
    PlaceholderKind.VIDEO: "mp4 mov 3gp avi mkv",
    PlaceholderKind.FILE: "pdf doc docx xls xlsx ppt pptx wps txt zip rar ofd",
}
_KIND_OF_ENDING: Final = {
    ending: kind for kind, endings in _ENDINGS.items() for ending in endings.split()
}
_WITH_NAME: Final = {
    PlaceholderKind.PICTURE, PlaceholderKind.VOICE, PlaceholderKind.VIDEO, PlaceholderKind.FILE,
}  # fmt: skip
_WITH_WORDS: Final = {PlaceholderKind.PLACE, PlaceholderKind.LINK, PlaceholderKind.FILE}
_SIGNS: Final = ("[", "【", "<", ".", "位置")  # a line without these holds none
_MAX_LINE: Final = 1_000  # nobody's card is longer; such a line is prose


def file_kind_of_name(name: str) -> PlaceholderKind:
    """Return what a file claims to be by its ending; OTHER when it claims nothing known."""
    return _KIND_OF_ENDING.get(name.rpartition(".")[2].casefold(), PlaceholderKind.OTHER)


def find_placeholders(text: str) -> tuple[Placeholder, ...]:
    """Return the placeholders of a message, in order."""
    return tuple(one for line in text.split("\n") for one in _of_line(line))


def without_placeholders(text: str) -> str:
    """Return the words of a message: pictures, voices, stickers gone, place cards kept."""
    lines = (_strip(line) for line in text.split("\n"))
    return "\n".join(line for line in lines if line is not None).strip("\n")


def _of_line(line: str) -> list[Placeholder]:
    if len(line) > _MAX_LINE or not any(sign in line for sign in _SIGNS):
        return []
    shared = _SHARED_PLACE.match(line)
    if shared:
        return [Placeholder(kind=PlaceholderKind.PLACE, words=shared["words"].strip())]
    named = _FILE_LINE.fullmatch(line.strip())
    if named and named["ending"].casefold() in _KIND_OF_ENDING:
        return [Placeholder(kind=file_kind_of_name(line.strip()), name=line.strip())]
    tokens = [(token, kind) for token in _TOKEN.finditer(line) if (kind := _kind(token))]
    ends = [*(token.start() for token, _ in tokens[1:]), len(line)][: len(tokens)]
    return [
        _placeholder(kind, token["inside"] or "", line[token.end() : end].strip())
        for (token, kind), end in zip(tokens, ends, strict=True)
    ]


def _placeholder(kind: PlaceholderKind, inside: str, rest: str) -> Placeholder:
    name = _SEE_ATTACHMENT.sub("", inside).strip() if kind in _WITH_NAME else ""
    if not name and kind is PlaceholderKind.FILE:
        name = rest
    words = (inside or rest) if kind in _WITH_WORDS else ""
    return Placeholder(kind=kind, name=name, words=words.strip())


def _kind(token: re.Match[str]) -> PlaceholderKind | None:
    return _KINDS.get(token["word"].casefold())


def _strip(line: str) -> str | None:
    """Return the words of a line, or None where it held nothing but placeholders."""
    found = _of_line(line)
    if not found or (len(found) == 1 and found[0].kind in _WITH_WORDS):
        return line
    if not _TOKEN.search(line):
        return None if found[0].name else line
    rest = _TOKEN.sub(lambda token: "" if _kind(token) else token.group(), line)
    return None if not rest.strip() or _LENGTH.match(rest) else rest.strip()
