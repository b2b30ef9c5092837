"""`portal export DIR`: the same pages as files for any web server; whole, or as they were before."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from liaison.domain import sending
from liaison.domain.errors import BadInput, Unavailable
from liaison.domain.public_pages import GonePage, PortalPage, RepresentativePage, StationPage
from liaison.office import Office
from liaison.portal import photos
from liaison.portal.pages import (
    STATIC,
    STYLE,
    colour_name,
    colour_style,
    render,
    render_page,
    style,
)
from liaison.services import portal_pages
from liaison.services.work import Work

LIST = "liaison-portal.json"
"""Names every file that we wrote: what isn't in it is somebody else's."""


def export(office: Office, out: Path) -> int:
    """Write every page; how many. BadInput: the folder holds anything not ours; Unavailable: disk."""
    target = out.expanduser().absolute()
    half, before = _beside(target, "half"), _beside(target, "before")
    try:
        if before.is_dir() and not target.exists():
            before.rename(target)  # a power cut between the two renames
        _must_be_ours(target)
        files = office.read(_files)
        for passing in (half, before):
            shutil.rmtree(passing, ignore_errors=True)
        _write(half, files)
        if target.exists():
            target.rename(before)
        try:
            half.rename(target)
        except OSError:
            if before.exists():
                before.rename(target)
            raise
        shutil.rmtree(before, ignore_errors=True)
    except OSError as error:
        shutil.rmtree(half, ignore_errors=True)
        raise Unavailable("portal_out_unwritable", folder=str(target)) from error
    return sum(name.endswith("/index.html") and name.count("/") == 2 for name in files)


def _files(work: Work) -> dict[str, bytes]:
    pages = portal_pages.all_pages(work)
    files = {
        "404.html": _text(
            "message.html", title="没有这个码", words="网址不完整，或者写错了。请再扫一次码。"
        ),
        "robots.txt": b"User-agent: *\nDisallow: /\n",
        f"assets/{STYLE}": style().encode(),
    }
    for page in pages:
        files |= dict(_of_page(work, page))
    files[LIST] = json.dumps(sorted([*files, LIST]), indent=0).encode()
    return files


def _of_page(work: Work, page: PortalPage) -> Iterable[tuple[str, bytes]]:
    folder = f"{_letter(page)}/{page.identifier}"
    yield f"{folder}/index.html", render_page(page, STATIC).encode()
    name = colour_name(page.station.colour)
    yield f"assets/colour-{name}.css", (colour_style(name) or "").encode()
    if isinstance(page, GonePage):
        return
    station = page.station
    words = sending.notice_zh(station.name, station.address, station.phone)
    yield (
        f"{folder}/notice/index.html",
        render(
            "notice.html",
            STATIC,
            page=page,
            station=station,
            words=words,
            version=sending.NOTICE_VERSION,
        ).encode(),
    )
    if isinstance(page, RepresentativePage) and page.has_photo:
        content = portal_pages.photo(work, page.identifier)
        if content:
            yield f"{folder}/large.jpg", photos.scaled(content, photos.LARGE)
            yield f"{folder}/small.jpg", photos.scaled(content, photos.SMALL)


def _letter(page: PortalPage) -> str:
    if isinstance(page, GonePage):
        return page.kind.letter
    return "s" if isinstance(page, StationPage) else "r"


def _text(name: str, **values: str) -> bytes:
    return render(name, STATIC, station=None, **values).encode()


def _write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _must_be_ours(folder: Path) -> None:
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        return
    if folder.is_symlink() or not folder.is_dir():
        raise BadInput("portal_out_not_ours", folder=str(folder), name=folder.name)
    ours = _ours(folder)
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_symlink() or (not file.is_dir() and name not in ours):
            raise BadInput("portal_out_not_ours", folder=str(folder), name=name)


def _ours(folder: Path) -> frozenset[str]:
    try:
        names = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return frozenset()
    return frozenset(one for one in names if isinstance(one, str)) if names else frozenset()


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")
