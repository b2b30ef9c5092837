"""`codes import`, `codes photos`, `codes check`: what comes in as files or texts."""

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison.commands.command import Command, existing
from liaison.domain.errors import BadInput, LiaisonError

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison.office import Office
    from liaison.services.code_checks import Checked
    from liaison.services.code_rows import CodeRow
    from liaison.services.official_links import Outcome
    from liaison.services.work import Work

PHOTOS = frozenset({".jpg", ".jpeg", ".png", ".webp"})


def add_parts(add: "Callable[..., argparse.ArgumentParser]") -> None:
    bringing = add("import", "导入平台发的官方码：表格、图片或图片文件夹", run_import)
    bringing.add_argument("source", nargs="?", metavar="FILE|DIR")
    bringing.add_argument("--text", metavar="URL", help="一个链接，与 --for 同用")
    bringing.add_argument("--for", dest="whose", metavar="LABEL_OR_NAME")
    bringing.add_argument("--issued", metavar="DAY", help="平台的发码日期")
    bringing.add_argument("--dry-run", action="store_true")
    off = add("unlink", "平台收回了一个官方码", run_unlink)
    off.add_argument("label", metavar="LABEL")
    off.add_argument("--reason", required=True)
    photos = add("photos", "导入代表照片：文件名是姓名", run_photos)
    photos.add_argument("folder", metavar="DIR")
    checking = add("check", "PDF、图片或一段文字上的码：是什么，是否有效", run_check)
    checking.add_argument("file", nargs="?", metavar="FILE")
    checking.add_argument("--text", metavar="TEXT", help="扫出来的文字，或念出来的编号")


def run_import(command: Command, arguments: argparse.Namespace) -> int:
    """All of it or nothing; what isn't right is told, a line each."""
    from liaison.services import official_links

    issued = day_given(arguments.issued)
    if arguments.text is not None:
        return _import_one(command, arguments, issued)
    if not arguments.source:
        raise BadInput("option_missing", option="FILE、DIR 或 --text")
    source = existing(arguments.source)

    def bring(work: "Work") -> "Outcome":
        return official_links.bring_in(work, source, dry_run=arguments.dry_run, issued_on=issued)

    with command.office() as office:
        outcome = office.read(bring) if arguments.dry_run else office.write(bring)[0]
    content = {
        "new": outcome.new,
        "same": outcome.same,
        "replaced": outcome.replaced,
        "problems": outcome.problems,
        "dry_run": arguments.dry_run,
    }
    command.answer(content, "\n".join(outcome.lines()))
    return 2 if outcome.problems else 0


def _import_one(command: Command, arguments: argparse.Namespace, issued: date | None) -> int:
    from liaison.services import official_links

    if not arguments.whose:
        raise BadInput("option_missing", option="--for")
    with command.office() as office:

        def put(work: "Work") -> str:
            row: CodeRow = _holder(work, arguments.whose)
            official_links.put(work, row.id, arguments.text, issued, "命令行")
            return row.whose

        whose, _ = office.write(put)
    command.answer({"new": 1, "whose": whose}, f"已导入{whose}的官方码。")
    return 0


def run_unlink(command: Command, arguments: argparse.Namespace) -> int:
    """The platform's code of a holder stands no more; ours stays."""
    from liaison.services import codes, official_links

    def unlink(work: "Work") -> str:
        row = codes.named(work, arguments.label)
        official_links.withdraw(work, row.id, arguments.reason)
        return row.whose

    with command.office() as office:
        whose, _ = office.write(unlink)
    command.answer({"whose": whose}, f"{whose}的官方码已停用。")
    return 0


def _holder(work: "Work", named: str) -> "CodeRow":
    from liaison.domain.code_labels import read_label
    from liaison.services import codes
    from liaison.services.people_named import person_named

    if read_label(named) is not None:
        return codes.named(work, named)
    rows = [row for row in codes.codes(work) if row.withdrawn_on is None]
    stations = [row for row in rows if row.representative_id is None and named == row.whose]
    if stations:
        return stations[0]
    key = person_named(work, named)
    found = [row for row in rows if row.representative_id == key]
    if not found:
        raise BadInput("no_codes_to_print")
    return found[0]


def run_photos(command: Command, arguments: argparse.Namespace) -> int:
    """Each picture is its own step: what can't be taken is told, the others stay."""
    from liaison.domain.words import sentence

    folder = existing(arguments.folder)
    files = sorted(path for path in folder.glob("*") if path.suffix.lower() in PHOTOS)
    if not files:
        raise BadInput("no_photos", folder=str(folder))
    taken, problems = [], []
    with command.office() as office:
        for path in files:
            try:
                taken.append(_take(office, path))
            except LiaisonError as error:
                problems.append(f"{path.name}：{sentence(error)}")
    text = "\n".join([*problems, f"已放 {len(taken)} 张照片，{len(problems)} 张没有用上。"])
    command.answer({"taken": len(taken), "problems": problems}, text)
    return 2 if problems else 0


def _take(office: "Office", path: Path) -> str:
    from liaison.domain.code_labels import read_label
    from liaison.domain.official import from_file_name
    from liaison.services import codes, photos
    from liaison.services.people_named import person_named

    name, station = from_file_name(path.name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadInput("file_not_readable", file=path.name) from error

    def put(work: "Work") -> str:
        if read_label(name) is None:  # people have photographs before they have codes
            photos.put(work, person_named(work, f"{name}@{station}" if station else name), content)
            return name
        row = codes.named(work, name)
        if row.representative_id is None:
            photos.put_station_picture(work, row.station_id, content)
        else:
            photos.put(work, row.representative_id, content)
        return row.whose

    return office.write(put)[0]


def run_check(command: Command, arguments: argparse.Namespace) -> int:
    """Say of every code on every page, or of one text, what it is."""
    from liaison.documents.readback import codes_in_file
    from liaison.services.code_checks import check

    if arguments.text is not None:
        pages = [[arguments.text]]
    elif arguments.file:
        pages = codes_in_file(existing(arguments.file))
    else:
        raise BadInput("option_missing", option="FILE 或 --text")
    places = [number for number, page in enumerate(pages, start=1) for _ in page]
    texts = [text for page in pages for text in page]
    with command.office() as office:
        checked = office.read(lambda work: check(work, texts))
    found = [_entry(page, one) for page, one in zip(places, checked, strict=True)]
    lines = [_said(page, one) for page, one in zip(places, checked, strict=True)]
    content = {"file": arguments.file, "codes": found}
    command.answer(content, "\n".join(lines) or f"{arguments.file} 上没有找到码。")
    return 0


def _entry(page: int, one: "Checked") -> dict[str, Any]:
    from liaison.domain.codes import Standing

    entry: dict[str, Any] = {"page": page, "text": one.text, "standing": str(one.standing)}
    entry["valid"] = one.standing is Standing.VALID
    entry["source"] = str(one.source) if one.source else None
    if one.code:
        entry |= {"kind": str(one.code.kind), "whose": one.code.whose}
        entry |= {"station": one.code.station, "label": one.code.label}
        entry |= {"withdrawn_reason": one.reason}
    return entry


def _said(page: int, one: "Checked") -> str:
    from liaison.domain.codes import CODE_KIND_ZH, CODE_SOURCE_ZH, STANDING_ZH

    line = f"第 {page} 页  {STANDING_ZH[one.standing]}"
    if one.code:
        line += f"  {one.code.label}  {CODE_KIND_ZH[one.code.kind]}：{one.code.whose}"
    if one.source:
        line += f"（{CODE_SOURCE_ZH[one.source]}）"
    return f"{line}  {one.text}"


def day_given(text: str | None) -> date | None:
    """A day as an option gives it; BadInput for one that can't be read."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput("bad_day", text=text) from error
