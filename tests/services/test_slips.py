from datetime import date

from sqlalchemy import select

from db.models import AuditEntry, Matter, Reception
from liaison.domain.matter import Disposition
from liaison.services.slips import slip
from tests.paperwork import a_month


def test_a_slip_shows_whole_names_and_its_print_is_in_the_trail(office):
    office.write(a_month)
    key = office.read(
        lambda work: work.session.scalar(select(Reception.id).where(Reception.serial == 1))
    )
    made, _ = office.write(lambda work: slip(work, key))
    assert [visitor.name for visitor in made.visitors] == ["周小宁"]
    assert made.received_on == date(2026, 2, 4)
    assert [matter.outcome for matter in made.matters] == ["当场答复", "交办区交通运输局"]
    actions = office.read(lambda work: list(work.session.scalars(select(AuditEntry.action))))
    assert "print" in actions


def test_a_deadline_in_a_year_not_confirmed_is_printed_as_a_guess(office):
    office.write(a_month)

    def put_off(work):
        row = work.session.scalar(select(Matter).where(Matter.disposition == Disposition.REFERRED))
        row.due_on = date(2027, 2, 8)
        return row.reception_id

    key, _ = office.write(put_off)
    made, _ = office.write(lambda work: slip(work, key))
    assert any("2027年2月8日前答复（暂按周末推算）" in one.outcome for one in made.matters)
