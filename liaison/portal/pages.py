"""Templates filled in: the same for a static folder and for live pages. Text is text, always escaped."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from liaison.domain.clock import WEEKDAYS_ZH, day_zh
from liaison.domain.look import COLOUR, LEAST_CONTRAST, contrast_with_white, is_colour
from liaison.domain.public_pages import GonePage, PortalPage, RepresentativePage, StationPage

STYLE = "portal.css"


@dataclass(frozen=True)
class Publishing:
    """`live`: there is a form to write into; `tail` closes a link to a folder of static pages."""

    live: bool

    @property
    def tail(self) -> str:
        return "" if self.live else "/"


LIVE, STATIC = Publishing(live=True), Publishing(live=False)


def render(name: str, publishing: Publishing, **values: Any) -> str:
    """A page by its template's name."""
    whole: Mapping[str, Any] = {"live": publishing.live, "tail": publishing.tail, **values}
    return _environment().get_template(name).render(whole)


def render_page(page: PortalPage, publishing: Publishing) -> str:
    """The page that a code leads to."""
    names = {
        StationPage: "station.html",
        RepresentativePage: "representative.html",
        GonePage: "gone.html",
    }
    return render(names[type(page)], publishing, page=page, station=page.station)


@cache
def style() -> str:
    return (files("resources.portal") / STYLE).read_text(encoding="utf-8")


def colour_name(colour: str) -> str:
    """`b3201f` of a station's colour, the house's own where white can't be read on it."""
    sound = is_colour(colour) and contrast_with_white(colour) >= LEAST_CONTRAST
    return (colour if sound else COLOUR).removeprefix("#")


def colour_style(name: str) -> str | None:
    """The few rules that carry a station's colour; None for what is no such colour."""
    colour = f"#{name}"
    if not is_colour(colour) or colour_name(colour) != name:
        return None
    return (
        f".go{{background:{colour};border-color:{colour}}}.levels,.mark{{color:{colour}}}"
        f".band{{background:{colour}}}\n"
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day_zh"] = day_zh
    environment.filters["long_day"] = lambda day: f"{day.month}月{day.day}日"
    environment.filters["weekday"] = lambda day: f"周{WEEKDAYS_ZH[day.weekday()]}"
    environment.filters["colour_name"] = colour_name
    return environment


def _template(name: str) -> str:
    return (files("resources.portal") / name).read_text(encoding="utf-8")
