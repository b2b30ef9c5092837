"""Whom a sheet is for and what may stand on it: only what is public (代表法 art 58)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import floor

from liaison.documents.sheet_words import chinese_day
from liaison.domain.codes import CodeSource
from liaison.domain.look import COLOUR, SHOWN

TITLE = "人大代表联络站"
ACCEPTED = (
    "道路交通、小区物业、环境卫生",
    "养老托幼、看病上学、办事服务",
    "对政府、法院、检察院工作的意见",
)
NOT_ACCEPTED = (
    "正在诉讼、仲裁、行政复议的事",
    "信访已经受理、正在办理的事",
    "我们会告诉您该去哪里",
)


@dataclass(frozen=True)
class Holder:
    """A station or a representative. `payload` is what the code says, `label` what stands below it."""

    name: str
    station: str
    payload: str
    label: str
    printed_on: date
    person: bool = False
    source: CodeSource = CodeSource.OWN
    edition: int = 1
    district: str = ""
    level: str = ""
    """As printed: 市、区人大代表."""
    group: str = ""
    days: str = ""
    place: str = ""
    phone: str = ""
    """The station's; a representative's own is never printed."""
    issuer: str = ""
    title: str = ""
    slogan: str = ""
    colour: str = ""
    accepted: tuple[str, ...] = ()
    not_accepted: tuple[str, ...] = ()
    photo: bytes | None = None
    picture: bytes | None = None
    shown: Mapping[str, bool] = field(default_factory=lambda: dict(SHOWN))

    @property
    def opens_page(self) -> bool:
        return self.payload.startswith("http")

    @property
    def shows_words(self) -> bool:
        return self.source is CodeSource.FACTS

    @property
    def opens(self) -> bool:
        """A scan shows something; only a bare identifier doesn't."""
        return self.opens_page or self.shows_words

    @property
    def accent(self) -> str:
        return self.colour or COLOUR

    def slogan_parts(self) -> tuple[str, ...]:
        """Three short calls: the station's own, or those that fit what a scan does."""
        if own := tuple(self.slogan.split()):
            return own
        if self.opens_page:
            return "扫一扫", "找代表", "提建议"
        last = "打电话" if self._on("phone") and self.phone else "找代表"
        return ("扫一扫", "看日子", last) if self.shows_words else ("进站来", "当面说", last)

    def lines_of(self, which: str) -> tuple[str, ...]:
        """What is (not) accepted, a line each; the house's own where the station says nothing."""
        own = self.accepted if which == "accepted" else self.not_accepted
        return own or (ACCEPTED if which == "accepted" else NOT_ACCEPTED)

    def fields(self, code_mm: float) -> dict[str, str]:
        """The words that a template may print; "" for what is switched off or not there."""
        title = self.title or TITLE
        phone = self.phone if self._on("phone") else ""
        issuer = f"{self.issuer} 监制" if self.issuer else self.station
        return {
            "title": title,
            "before_title": self._before(title),
            "station": self.station,
            "name": self.name,
            "district": self.district,
            "level": self.level if self._on("level") else "",
            "group": self.group if self._on("group") else "",
            "days": self.days if self._on("days") else "",
            "place": self.place if self._on("place") else "",
            "phone": phone,
            "label": self.label,
            "edition": str(self.edition),
            "printed_on": chinese_day(self.printed_on),
            "issuer": self.issuer,
            "holder": "代表码" if self.person else "联络站码",
            "call": self._call(),
            "how": self._how(),
            "note": self._note(code_mm),
            "without": "不会扫码，就打电话" if phone else "不会扫码，请进站来",
            "side": f"{code_mm:.0f}",
            "foot": f"{issuer} · 第 {self.edition} 版 · {chinese_day(self.printed_on)}",
        }

    def _before(self, title: str) -> str:
        """The part of the station's name that stands above the title and reads on into it."""
        for tail in (title, title.removeprefix("人大")):
            if self.station.endswith(tail) and self.station != tail:
                return self.station.removesuffix(tail)
        return self.station

    def has(self, condition: str, fields: Mapping[str, str]) -> bool:
        """Whether something that a template asks about is there."""
        there = {
            "person": self.person,
            "opens": self.opens,
            "page": self.opens_page,
            "words": self.shows_words,
            "photo": self._on("photo") and self.photo is not None,
            "portrait": self._on("photo"),
            "picture": self._on("picture") and self.picture is not None,
            "accepted": self._on("accepted"),
            "slogan": self._on("slogan"),
        }
        return there[condition] if condition in there else bool(fields.get(condition))

    def _on(self, name: str) -> bool:
        return bool(self.shown.get(name, SHOWN.get(name, True)))

    def _call(self) -> str:
        if self.opens_page:
            return "扫码给我提建议" if self.person else "扫码找代表、提建议"
        if self.shows_words:
            return "扫码看接待日和站里电话"
        return "有事请到站里找我" if self.person else "有事请进站来说"

    def _how(self) -> str:
        if self.opens_page:
            return "微信扫一扫，打开页面"
        if self.shows_words:
            return "信息码：扫码直接显示文字，不用上网"
        return "这是编号，扫码不打开网页"

    def _note(self, code_mm: float) -> str:
        return f"码边 {code_mm:.0f} 毫米 · {reach_zh(code_mm)}可扫" if self.opens else self._how()


def reach_zh(code_mm: float) -> str:
    """From how far a code of this side can be read: ten times its side."""
    metres = floor(code_mm / 10) / 10
    return f"{metres:.1f} 米以内" if metres >= 1 else f"{floor(code_mm)} 厘米以内"
