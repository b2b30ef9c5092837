"""What may stand beside a record as a file: told by its bytes, never by its name."""

import io
import re
import unicodedata
import zipfile
from enum import StrEnum
from pathlib import PurePosixPath

from liaison.domain.text import clean_line

LONGEST_NAME = 120
MOST_PIXELS = 64_000_000
"""A picture of more pixels is refused: a small file can hold one that fills the memory."""
NAMELESS = "附件"


class MediaType(StrEnum):
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    TEXT = "text/plain"

    @property
    def is_picture(self) -> bool:
        return self in PICTURES

    @property
    def is_shown_here(self) -> bool:
        """Shown by our own viewer; the others are only copied out, on purpose."""
        return self not in {MediaType.DOCX, MediaType.XLSX}


class Refusal(StrEnum):
    """Why bytes can't be an attachment; each is the code of its sentence."""

    EMPTY = "attachment_empty"
    MACROS = "attachment_with_macros"
    UNKNOWN = "attachment_unknown_kind"


PICTURES = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.WEBP})
MEDIA_TYPE_ZH = {
    MediaType.JPEG: "照片",
    MediaType.PNG: "图片",
    MediaType.WEBP: "图片",
    MediaType.PDF: "PDF",
    MediaType.DOCX: "文档",
    MediaType.XLSX: "表格",
    MediaType.TEXT: "文本",
}
SUFFIXES: dict[MediaType, tuple[str, ...]] = {
    MediaType.JPEG: (".jpg", ".jpeg"),
    MediaType.PNG: (".png",),
    MediaType.WEBP: (".webp",),
    MediaType.PDF: (".pdf",),
    MediaType.DOCX: (".docx",),
    MediaType.XLSX: (".xlsx",),
    MediaType.TEXT: (".txt", ".csv", ".md"),
}
_HEADS = {
    b"\xff\xd8\xff": MediaType.JPEG,
    b"\x89PNG\r\n\x1a\n": MediaType.PNG,
    b"%PDF-": MediaType.PDF,
}
_MAIN_PARTS = {"word/document.xml": MediaType.DOCX, "xl/workbook.xml": MediaType.XLSX}
_BREAKS_A_NAME = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_BLANK_CONTROLS = "\t\n\r\f"


def kind_of(content: bytes) -> MediaType | Refusal:
    """What the bytes are: a picture, a PDF, a document without macros, plain text; or why not."""
    if not content:
        return Refusal.EMPTY
    if content.startswith(b"PK\x03\x04"):
        return _packed(content)
    for head, kind in _HEADS.items():
        if content.startswith(head):
            return kind
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return MediaType.WEBP
    return MediaType.TEXT if text_of(content) is not None else Refusal.UNKNOWN


def _packed(content: bytes) -> MediaType | Refusal:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            names = set(pack.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        return Refusal.UNKNOWN
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return Refusal.MACROS
    return next((kind for part, kind in _MAIN_PARTS.items() if part in names), Refusal.UNKNOWN)


def text_of(content: bytes) -> str | None:
    """The words of a plain text in UTF-8 or a Chinese encoding; None: it isn't one."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            words = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if any(map(_is_control, words)) else words
    return None


def _is_control(char: str) -> bool:
    return char not in _BLANK_CONTROLS and unicodedata.category(char) == "Cc"


def file_name(given: str, kind: MediaType) -> str:
    """A name that is safe on every system: no path, no unseen characters, the kind's own ending."""
    last = given.replace("\\", "/").rpartition("/")[2]
    seen = "".join(char for char in last if unicodedata.category(char) != "Cf")
    line = clean_line(_BREAKS_A_NAME.sub(" ", seen)).strip(". ")
    if not line or _RESERVED.fullmatch(line):
        line = f"{NAMELESS} {line}".strip()
    ending = PurePosixPath(line).suffix
    if ending.lower() not in SUFFIXES[kind]:
        ending = SUFFIXES[kind][0]
        return line[: LONGEST_NAME - len(ending)].rstrip(". ") + ending
    stem = line[: -len(ending)].rstrip(". ") or NAMELESS
    return stem[: LONGEST_NAME - len(ending)].rstrip(". ") + ending


def size_zh(size: int) -> str:
    """`812 KB`, `3.4 MB`."""
    if size < 1 << 20:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / (1 << 20):.1f} MB"
