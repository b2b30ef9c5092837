"""Sheets as data: `resources/posters/*.toml` says what stands where, in millimetres.

A template has one `item` (a poster, a card, a label) that is laid out once a holder, and says how many
of them a sheet holds. Elements are drawn in their order. Nothing in a template is code: words in
braces are replaced by a holder's fields, `when` and `unless` name what must (not) be there.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from liaison.domain.errors import BadInput

KINDS: dict[str, frozenset[str]] = {
    "area": frozenset({"x", "y", "width", "height", "ink"}),
    "line": frozenset({"x", "y", "to_x", "to_y", "width"}),
    "frame": frozenset({"x", "y", "width", "height", "thick", "ink"}),
    "text": frozenset({"text", "x", "y", "size", "room"}),
    "block": frozenset({"text", "x", "y", "size", "room", "lines"}),
    "spread": frozenset({"text", "x", "y", "size", "room"}),
    "slogan": frozenset({"x", "y", "size", "room"}),
    "code": frozenset({"x", "y", "side"}),
    "photo": frozenset({"x", "y", "width", "height"}),
    "picture": frozenset({"x", "y", "width", "height"}),
    "facts": frozenset({"x", "y", "width", "height"}),
    "list": frozenset({"of", "x", "y", "size", "room"}),
    "holes": frozenset({"inset", "radius"}),
}
"""Each kind of element and what it must say."""
FIELDS = frozenset(
    {
        "before_title",
        "call",
        "days",
        "district",
        "edition",
        "foot",
        "group",
        "how",
        "holder",
        "issuer",
        "label",
        "level",
        "name",
        "note",
        "phone",
        "place",
        "printed_on",
        "side",
        "station",
        "title",
        "without",
    }
)
CONDITIONS = FIELDS | {
    "accepted",
    "person",
    "photo",
    "portrait",
    "picture",
    "opens",
    "page",
    "words",
    "reach",
    "slogan",
}
INKS = frozenset({"accent", "pale", "ink", "muted", "white", "line", "green", "ground"})
HOLDERS = ("station", "representative", "both")
_FIELD = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Element:
    """One thing to draw; `values` are as the template wrote them."""

    kind: str
    values: Mapping[str, Any]
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """One sheet. Lengths in millimetres; `scale` enlarges the item (A3 is the A4 poster, larger)."""

    name: str
    title: str
    note: str
    holder: str
    paper: tuple[float, float]
    item: tuple[float, float]
    columns: int
    rows: int
    left: float
    top: float
    gap: tuple[float, float]
    scale: float
    bleed: float
    marks: bool
    """Crop marks between the items of a sheet, and its head with a ruler."""
    turned: tuple[int, ...]
    """Rows that stand on their heads: the far face of a folded stand."""
    faces: int
    """How many items in a row are one holder's: 2 for a folded stand."""
    order: int
    elements: tuple[Element, ...]
    head: tuple[Element, ...] = field(default=())
    """Drawn once a sheet, below the items."""

    @property
    def per_page(self) -> int:
        """Holders on a sheet."""
        return self.columns * self.rows // self.faces

    @property
    def for_station(self) -> bool:
        return self.holder != "representative"

    @property
    def for_representative(self) -> bool:
        return self.holder != "station"

    def code_sides(self) -> tuple[float, ...]:
        """Sides of the codes that the template may draw, in millimetres as printed."""
        codes = [one for one in self.elements if one.kind == "code"]
        return tuple(float(one.values["side"]) * self.scale for one in codes)


@cache
def templates() -> tuple[Template, ...]:
    """Every template of the house, in its order. BadInput: a template file is wrong, and how."""
    files = [
        file
        for file in resources.files("resources.posters").iterdir()
        if file.name.endswith(".toml")
    ]
    raw = {
        file.name.removesuffix(".toml"): _parsed(file.name, file.read_text("utf-8"))
        for file in files
    }
    made = [template(name, _whole(name, raw)) for name in raw]
    return tuple(sorted(made, key=lambda one: (one.order, one.name)))


def named(name: str) -> Template:
    """BadInput "no_such_template" with the names there are."""
    for one in templates():
        if one.name == name:
            return one
    names = "、".join(one.name for one in templates())
    raise BadInput("no_such_template", text=name, names=names)


def template(name: str, raw: Mapping[str, Any]) -> Template:
    """A template from what its file says. BadInput "bad_template" names the file and what is wrong."""
    try:
        return _template(name, raw)
    except (KeyError, TypeError, ValueError) as error:
        why = str(error.args[0]) if error.args else type(error).__name__
        raise BadInput("bad_template", file=f"{name}.toml", why=why) from error


def _parsed(file: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput("bad_template", file=file, why=str(error)) from error


def _whole(name: str, raw: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """A template that is `like` another has its elements, and says only what differs."""
    own = raw[name]
    other = own.get("like")
    if other is None:
        return own
    if other not in raw or "like" in raw[other]:
        raise BadInput("bad_template", file=f"{name}.toml", why=f"like {other}")
    return {**raw[other], **own}


def _template(name: str, raw: Mapping[str, Any]) -> Template:
    paper, item = _pair(raw["paper"]), _pair(raw.get("item", raw["paper"]))
    holder = raw["holder"]
    if holder not in HOLDERS:
        raise ValueError(f"holder {holder}")
    made = Template(
        name=name,
        title=str(raw["title"]),
        note=str(raw["note"]),
        holder=holder,
        paper=paper,
        item=item,
        columns=int(raw.get("columns", 1)),
        rows=int(raw.get("rows", 1)),
        left=float(raw.get("left", 0)),
        top=float(raw.get("top", 0)),
        gap=_pair(raw.get("gap", (0, 0))),
        scale=float(raw.get("scale", 1)),
        bleed=float(raw.get("bleed", 0)),
        marks=bool(raw.get("marks", False)),
        turned=tuple(int(row) for row in raw.get("turned", ())),
        faces=int(raw.get("faces", 1)),
        order=int(raw.get("order", 99)),
        elements=tuple(_element(one) for one in raw["element"]),
        head=tuple(_element(one) for one in raw.get("head", ())),
    )
    _must_fit(made)
    return made


def _must_fit(made: Template) -> None:
    wide = made.left + made.columns * made.item[0] * made.scale + (made.columns - 1) * made.gap[0]
    high = made.top + made.rows * made.item[1] * made.scale + (made.rows - 1) * made.gap[1]
    if wide > made.paper[0] + 0.1 or high > made.paper[1] + 0.1:
        raise ValueError("items larger than the paper")
    if not made.code_sides():
        raise ValueError("no code")
    for one in made.elements:
        if one.kind == "code":
            x, y, side = (float(one.values[key]) for key in ("x", "y", "side"))
            if min(x, y) < 0 or x + side > made.item[0] or y + side > made.item[1]:
                raise ValueError("code outside its item")


def _element(raw: Mapping[str, Any]) -> Element:
    kind = raw["kind"]
    if kind not in KINDS:
        raise ValueError(f"kind {kind}")
    if lacking := KINDS[kind] - raw.keys():
        raise ValueError(f"{kind} without {min(lacking)}")
    for key in ("when", "unless"):
        if unknown := set(_names(raw.get(key, ()))) - CONDITIONS:
            raise ValueError(f"{key} {min(unknown)}")
    if "ink" in raw and raw["ink"] not in INKS:
        raise ValueError(f"ink {raw['ink']}")
    if unknown := set(_FIELD.findall(str(raw.get("text", "")))) - FIELDS:
        raise ValueError(f"field {min(unknown)}")
    values = {key: value for key, value in raw.items() if key not in {"kind", "when", "unless"}}
    return Element(kind, values, _names(raw.get("when", ())), _names(raw.get("unless", ())))


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list | tuple):
        return tuple(str(one) for one in value)
    raise ValueError("when")


def _pair(value: Any) -> tuple[float, float]:
    first, second = value
    if float(first) < 0 or float(second) < 0:
        raise ValueError("negative length")
    return float(first), float(second)


def filled(text: str, fields: Mapping[str, str]) -> str:
    """The text with each {field} replaced; a field's own words are never read as a template."""
    return _FIELD.sub(lambda found: fields.get(found[1], ""), text)
