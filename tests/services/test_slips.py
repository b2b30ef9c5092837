from datetime import date

from sqlalchemy import select

from db.models import AuditEntry, Reception
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
