"""Reception days of a list of stations, made rules; what can't be read is asked."""

from db.models import DutyRule
from liaison.books.kinds import FIELDS, Kind
from liaison.books.stations import StationLine
from liaison.domain.duty_rules import read_rule
from liaison.domain.duty_rules_split import split_rules
from liaison.domain.errors import BadInput
from liaison.domain.words import sentence
from liaison.services.imports.importing import Importing
from liaison.services.imports.known import KnownStation
from liaison.services.imports.outcome import KeptText, RuleQuestion

COLUMN = FIELDS[Kind.STATIONS]["reception_rule"].zh
SEATS = 3


def bring_rules(importing: Importing, station: KnownStation, line: StationLine) -> None:
    """One rule each; words that aren't understood stay as they are, with a finding and a question."""
    said = importing.answers.rules.get(line.reception_rule, line.reception_rule)
    for position, text in enumerate(split_rules(said)):
        try:
            read_rule(text)
        except BadInput as error:
            _ask(importing, line, text, sentence(error))
        importing.batch.add(
            DutyRule,
            station_id=station.id,
            text=text,
            place="",
            seats=SEATS,
            position=position,
            from_on=None,
            until_on=None,
        )


def _ask(importing: Importing, line: StationLine, text: str, problem: str) -> None:
    place = line.place
    importing.tell(place, "rule_unread", text, COLUMN)
    importing.kept.append(KeptText(place.file, place.sheet, place.row, COLUMN, text))
    importing.rules[line.name] = RuleQuestion(
        line.reception_rule, problem, line.name, place.file, place.sheet, place.row
    )
