"""A representative by the name that somebody types at a command line."""

from sqlalchemy import select

from db.models import Representative, Station
from liaison.domain.errors import BadInput, NotFound
from liaison.domain.ids import RepresentativeId
from liaison.domain.text import clean_name
from liaison.services.work import Work


def person_named(work: Work, text: str) -> RepresentativeId:
    """`陈军`, or `陈军@城东` (a part of station or post) where several have the name.

    NotFound: nobody of it. BadInput: several; the sentence tells their stations and posts.
    """
    name, _, place = text.partition("@")
    rows = work.session.execute(
        select(Representative.id, Station.name, Representative.post)
        .join(Station, Representative.station_id == Station.id)
        .where(Representative.name == clean_name(name))
        .order_by(Station.position, Station.code, Representative.id)
    )
    told = [(key, f"{station} {post}".strip()) for key, station, post in rows]
    found = [(key, words) for key, words in told if place.strip() in words]
    if not found:
        raise NotFound("no_such_representative", text=text)
    if len(found) > 1:
        names = "、".join(words for _, words in found)
        raise BadInput("several_representatives", text=clean_name(name), names=names)
    return RepresentativeId(found[0][0])
