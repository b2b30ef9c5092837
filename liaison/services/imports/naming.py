"""Which representative a name in a register means: decided, or kept as a question."""

from dataclasses import dataclass

from liaison.books.kinds import FIELDS, Kind
from liaison.books.register import Visit
from liaison.books.table import Place
from liaison.domain.fold import fold
from liaison.domain.ids import RepresentativeId
from liaison.services.imports.importing import Here, Importing
from liaison.services.imports.known import Person
from liaison.services.imports.outcome import Candidate, Question

COLUMN = FIELDS[Kind.REGISTER]["representatives"].zh


@dataclass(frozen=True)
class Meant:
    """Who sat there: a representative, or (None) a name with its candidates."""

    name: str
    representative_id: RepresentativeId | None
    candidates: tuple[Person, ...] = ()


def who(here: Here, name: str, times: int, visit: Visit) -> tuple[Meant, ...]:
    """The people meant by a name that stands `times` times in one cell, one for each time.

    Of the station's own representatives first, else of the district's. As many namesakes as times
    are just those; more of them are a question, never guessed.
    """
    importing = here.importing
    people = importing.known.by_name.get(fold(name), [])
    own = [person for person in people if person.station_id == here.station.id]
    candidates = tuple(own or people)
    if candidates and len(candidates) <= times:
        if not own:
            _tell_elsewhere(importing, candidates[0], visit.place)
        found = [Meant(person.name, person.id) for person in candidates]
        return tuple(found)
    key = f"{here.station.code}|{visit.received_on}|{visit.slot}|{name}"
    chosen = importing.answers.names.get(key)
    if chosen is not None and chosen in importing.known.people:
        return (Meant(importing.known.people[chosen].name, chosen),)
    _ask(here, name, candidates, key, visit)
    return (Meant(name, None, candidates),) * times


def _tell_elsewhere(importing: Importing, person: Person, place: Place) -> None:
    home = importing.known.stations.get(person.station_id)
    importing.tell(place, "name_elsewhere", person.name, COLUMN, station=home.name if home else "")


def _ask(here: Here, name: str, candidates: tuple[Person, ...], key: str, visit: Visit) -> None:
    if key in here.importing.questions:
        return
    labels = "；".join(person.label for person in candidates)
    code = "name_ambiguous" if candidates else "name_unknown"
    here.importing.tell(visit.place, code, name, COLUMN, candidates=labels)
    here.importing.questions[key] = Question(
        key,
        name,
        tuple(Candidate(person.id, person.label) for person in candidates),
        here.station.name,
        visit.received_on,
        visit.place.file,
        visit.place.sheet,
        visit.place.row,
    )
