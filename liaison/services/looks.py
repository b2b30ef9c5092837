"""How a station's sheets and pages look: its own words and colour, and which fields are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from db.models import Station, StationLook
from liaison.domain.errors import InvalidForm, NotFound, Problem
from liaison.domain.ids import StationId
from liaison.domain.look import LEAST_CONTRAST, SHOWN, contrast_with_white, is_colour
from liaison.domain.text import clean_line
from liaison.services.work import Work

MOST_TITLE, MOST_SLOGAN, MOST_LINE, MOST_LINES = 16, 24, 24, 3


@dataclass(frozen=True)
class LookForm:
    """Empty words and an empty colour mean the house's own."""

    title: str = ""
    slogan: str = ""
    colour: str = ""
    accepted: str = ""
    not_accepted: str = ""
    """A line each."""
    shown: Mapping[str, bool] = field(default_factory=lambda: dict(SHOWN))

    def problems(self) -> tuple[Problem, ...]:
        found = [
            Problem(name, "too_long", {"most": most})
            for name, most in (("title", MOST_TITLE), ("slogan", MOST_SLOGAN))
            if len(clean_line(getattr(self, name))) > most
        ]
        colour = self.colour.strip().lower()
        if colour and not is_colour(colour):
            found.append(Problem("colour", "colour_unreadable"))
        elif colour and contrast_with_white(colour) < LEAST_CONTRAST:
            found.append(Problem("colour", "colour_too_light"))
        for name in ("accepted", "not_accepted"):
            said = _lines(getattr(self, name))
            if len(said) > MOST_LINES or any(len(line) > MOST_LINE for line in said):
                found.append(
                    Problem(name, "too_many_lines", {"lines": MOST_LINES, "most": MOST_LINE})
                )
        return tuple(found)


def look(work: Work, station_id: StationId) -> LookForm:
    """What a station chose, every field's switch filled in."""
    row = work.session.scalar(select(StationLook).where(StationLook.station_id == station_id))
    if row is None:
        return LookForm()
    return LookForm(
        row.title,
        row.slogan,
        row.colour,
        row.accepted,
        row.not_accepted,
        {**SHOWN, **{name: bool(on) for name, on in row.shown.items() if name in SHOWN}},
    )


def shown(work: Work, station_id: StationId | None) -> dict[str, bool]:
    """Which fields a station's sheets show; of the whole district, the defaults."""
    return dict(SHOWN if station_id is None else look(work, station_id).shown)


def put(work: Work, station_id: StationId, form: LookForm) -> None:
    """Change a station's look. InvalidForm: too long, or a colour on which white can't be read."""
    if problems := form.problems():
        raise InvalidForm(problems)
    row = look_row(work, station_id)
    row.title, row.slogan = clean_line(form.title), clean_line(form.slogan)
    row.colour = form.colour.strip().lower()
    row.accepted, row.not_accepted = (
        "\n".join(_lines(t)) for t in (form.accepted, form.not_accepted)
    )
    row.shown = {name: bool(form.shown.get(name, usual)) for name, usual in SHOWN.items()}
    work.session.flush()


def look_row(work: Work, station_id: StationId) -> StationLook:
    """The station's row, a new one where it chose nothing yet. NotFound: no such station."""
    row = work.session.scalar(select(StationLook).where(StationLook.station_id == station_id))
    if row is None:
        if work.session.get(Station, station_id) is None:
            raise NotFound("station_not_found")
        row = StationLook(station_id=station_id, shown={})
        work.session.add(row)
    return row


def _lines(text: str) -> list[str]:
    return [line for line in map(clean_line, text.splitlines()) if line]
