"""What a code found somewhere is: ours, the platform's, plain facts, a label, or none of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from unicodedata import normalize

from sqlalchemy import func, select

from db.models import Code, OfficialLink
from liaison.domain import codes as form
from liaison.domain.clock import civil
from liaison.domain.code_labels import LabelReading, read_label
from liaison.domain.codes import CodeSource, Form, Standing
from liaison.services.code_rows import CodeRow, code_rows, ended_links, web_address
from liaison.services.work import Work

_ASKED_AT_ONCE = 500


@dataclass(frozen=True)
class Checked:
    """What a scanned text is. `code` is set when the register holds it, or its holder's."""

    text: str
    standing: Standing
    code: CodeRow | None = None
    source: CodeSource | None = None
    """None: a label read out or typed, or nothing of ours."""
    withdrawn_on: date | None = None
    reason: str = ""
    """Why it was withdrawn."""


def check(work: Work, texts: list[str]) -> list[Checked]:
    """What each scanned or typed text is, in the same order."""
    base = web_address(work)
    readings = [_read(text, base) for text in texts]
    labels = [read_label(text) for text in texts]
    tokens = _in_parts(work, Code.token, [one.token for one in readings])
    by_token = {(row.kind, row.token): row for row in tokens}
    named = _in_parts(work, Code.label, [one.label for one in labels if one and one.sound])
    by_label = {row.label: row for row in named}
    links = _links(work, texts)
    found = []
    for text, reading, label in zip(texts, readings, labels, strict=True):
        if (link := links.get(text.strip())) is not None:
            found.append(_official(work, text, link))
        elif label is not None and reading.form is Form.FOREIGN:
            found.append(_labelled(text, label, by_label.get(label.label)))
        else:
            held = by_token.get((reading.kind, reading.token)) if reading.kind else None
            found.append(_own(text, reading, held))
    return found


def _read(text: str, base: str) -> form.Reading:
    """As it stands, else as a scanner meant it."""
    reading = form.read(text, base)
    if reading.form is Form.OURS:
        return reading
    meant = form.read(form.as_meant(text), base)
    return reading if meant.form is Form.FOREIGN else meant


def _in_parts(work: Work, column: Any, values: list[str]) -> list[CodeRow]:
    wanted = sorted(set(filter(None, values)))
    parts = range(0, len(wanted), _ASKED_AT_ONCE)
    return [
        row
        for start in parts
        for row in code_rows(work, column.in_(wanted[start : start + _ASKED_AT_ONCE]))
    ]


def _own(text: str, reading: form.Reading, code: CodeRow | None) -> Checked:
    if reading.form is Form.WRONG_CHECK:
        return Checked(text, Standing.WRONG_CHECK)
    if reading.form is Form.OURS_ELSEWHERE and code is not None:
        return Checked(text, Standing.OTHER_ADDRESS, code, CodeSource.OWN)
    if reading.form is not Form.OURS:
        return Checked(text, Standing.FOREIGN)
    if code is None:
        return Checked(text, Standing.UNKNOWN)
    return _standing(text, code, CodeSource.OWN)


def _standing(text: str, code: CodeRow, source: CodeSource | None) -> Checked:
    if code.withdrawn_on is None:
        return Checked(text, Standing.VALID, code, source)
    return Checked(text, Standing.WITHDRAWN, code, source, code.withdrawn_on, code.withdrawn_reason)


def _labelled(text: str, label: LabelReading, code: CodeRow | None) -> Checked:
    if not label.sound:
        return Checked(text, Standing.WRONG_CHECK)
    if code is None:
        return Checked(text, Standing.UNKNOWN)
    found = _standing(text, code, None if label.alone else CodeSource.FACTS)
    changed = not label.alone and _bare(text) != _bare(code.facts)
    if found.standing is Standing.VALID and changed:
        return Checked(text, Standing.CHANGED, code, CodeSource.FACTS)
    return found


def _bare(text: str) -> str:
    return "".join(normalize("NFKC", text).split())


def _links(work: Work, texts: list[str]) -> dict[str, OfficialLink]:
    """The official link that each text is; a scanner's caps lock is forgiven where it can be."""
    wanted = {text.strip() for text in texts if text.strip()}
    lower = {text.lower() for text in wanted if text.isascii()} | wanted
    order = (OfficialLink.withdrawn_at.is_not(None), OfficialLink.id.desc())
    query = select(OfficialLink).order_by(*order)
    folded = func.lower(OfficialLink.text)
    parts = [sorted(lower)[i : i + _ASKED_AT_ONCE] for i in range(0, len(lower), _ASKED_AT_ONCE)]
    rows = [row for part in parts for row in work.session.scalars(query.where(folded.in_(part)))]
    rows += [
        row
        for part in parts
        for row in work.session.scalars(query.where(OfficialLink.text.in_(part)))
    ]
    exact: dict[str, OfficialLink] = {}
    alike: dict[str, list[OfficialLink]] = {}
    for row in {row.id: row for row in rows}.values():
        exact.setdefault(row.text, row)
        alike.setdefault(row.text.lower(), []).append(row)
    found = dict(exact)
    for text in wanted - exact.keys():
        near = {row.text: row for row in reversed(alike.get(text.lower(), []))}
        if len(near) == 1:
            found[text] = next(iter(near.values()))
    return found


def _official(work: Work, text: str, link: OfficialLink) -> Checked:
    holder = Code.representative_id == link.representative_id
    if link.representative_id is None:
        holder = Code.representative_id.is_(None)
    rows = code_rows(work, Code.station_id == link.station_id, holder)
    code = max(rows, key=lambda row: row.edition, default=None)
    if link.withdrawn_at is not None:
        on = civil(link.withdrawn_at).date()
        return Checked(
            text, Standing.WITHDRAWN, code, CodeSource.OFFICIAL, on, link.withdrawn_reason
        )
    ended = {one.id: why for one, why in ended_links(work)}
    if link.id in ended:
        on = (code.withdrawn_on if code else None) or work.today
        return Checked(text, Standing.WITHDRAWN, code, CodeSource.OFFICIAL, on, ended[link.id])
    return Checked(text, Standing.VALID, code, CodeSource.OFFICIAL)
