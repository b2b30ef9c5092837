"""One office with a station, three people, codes and a reception day; a phone without a network."""

import io
import re
import warnings
from dataclasses import dataclass
from datetime import date, time

import pytest
from PIL import Image

from db.models import Seat
from liaison.domain.codes import CodeKind
from liaison.domain.duty import ShiftStatus
from liaison.domain.ids import RepresentativeId
from liaison.portal.routes import application
from liaison.services import codes, photos, portal_pages
from liaison.services.settings import put_setting
from tests.paperwork import Paperwork

with warnings.catch_warnings():  # it would rather have a newer httpx, and works with this one
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

WORDS = "檀香社区 3 幢门口的路灯坏了一个多月，晚上老人出门看不见。"


@dataclass(frozen=True)
class Town:
    office: object
    rows: tuple

    def path(self, whose):
        """The address of a code's page."""
        row = next(row for row in self.rows if row.whose == whose)
        return f"/{row.kind.letter}/{portal_pages.identifier_of(row)}"

    @property
    def station(self):
        row = next(row for row in self.rows if row.kind is CodeKind.STATION)
        return f"/s/{portal_pages.identifier_of(row)}"

    def row(self, whose):
        return next(row for row in self.rows if row.whose == whose)


def fill(work):
    here = Paperwork(work)
    here.station.reception_rule = "每周三上午 9:00-11:30"
    here.station.phone = "0580-2626983"
    here.station.address = "檀香社区服务中心一楼"
    put_setting(work, "district", "定海区")
    people = [
        here.representative(name, position=place, phone="13800001234", born="1971-02")
        for place, name in enumerate(("王建国", "钱㛃", "韩䶮"))
    ]
    work.session.flush()
    for seat in work.session.query(Seat):
        seat.constituency = "城东第一选区"
    for day, who in ((date(2026, 3, 11), people[:2]), (date(2026, 3, 18), people[1:])):
        shift = here.shift(day, *who, status=ShiftStatus.PLANNED)
        shift.starts, shift.ends = time(9), time(11, 30)
    work.session.flush()
    photos.put(work, RepresentativeId(people[0].id), picture((900, 1200)))
    codes.issue_missing(work)


def picture(size=(1200, 900), kind="JPEG", **more):
    file = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").save(file, kind, **more)
    return file.getvalue()


@pytest.fixture
def town(sqlite_office):
    sqlite_office.write(fill)
    return Town(sqlite_office, tuple(sqlite_office.read(codes.codes)))


@pytest.fixture
def phone(town):
    with TestClient(application(town.office), base_url="http://testserver") as client:
        yield client


def ticket_of(page):
    return re.search(r'name="ticket" value="([^"]+)"', page.text)[1]


def write(client, path, files=(), /, **fields):
    """Open the form, fill it in, send it."""
    form = client.get(path)
    assert form.status_code == 200
    values = {"ticket": ticket_of(form), "tell_how": "code", "words": WORDS, **fields}
    sent = [("pictures", (f"IMG_{n}.jpg", one, "image/jpeg")) for n, one in enumerate(files)]
    return client.post(path, data=values, files=sent or [("pictures", ("", b"", "image/jpeg"))])


def code_of(page):
    return re.search(r'class="code">([^<]+)<', page.text)[1]
