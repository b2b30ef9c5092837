import csv
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from db.models import AuditEntry
from liaison.domain.errors import Cancelled, Unavailable
from liaison.domain.matter import Disposition
from liaison.domain.reception import Channel
from liaison.services import ledger, receptions
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.register_query import RegisterQuery
from liaison.services.stations import StationForm, open_station

TITLE = "=HYPERLINK(1)路灯"


@pytest.fixture
def filled(office):
    def fill(work):
        station = open_station(work, StationForm("城东街道代表联络站"))
        for day in range(1, 4):
            form = ReceptionForm(
                station_id=station,
                received_on=date(2026, 3, day),
                channel=Channel.ON_SITE,
                words="路灯不亮",
                matters=(MatterForm(TITLE, Disposition.REFERRED, unit_name="区住建局"),),
                visitors=(VisitorForm("林小敏", "13912348812"),),
                notice_given=True,
            )
            receptions.record(work, form)

    office.write(fill)
    return office


def test_the_csv_is_masked_guarded_and_opens_in_a_spreadsheet(filled, tmp_path):
    file = tmp_path / "台账.csv"
    assert filled.write(lambda work: ledger.export(work, RegisterQuery(), file))[0] == 3
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    headings, *lines = csv.reader(file.read_text("utf-8-sig").splitlines())
    assert tuple(headings) == ledger.HEADINGS
    assert [line[1] for line in lines] == ["2026-03-03 周二", "2026-03-02 周一", "2026-03-01 周日"]
    assert lines[0][3:5] == ["林**", "139****8812"]
    assert lines[0][6] == f"'{TITLE}"
    assert "林小敏" not in file.read_text("utf-8-sig")


def test_no_text_of_the_workbook_is_a_formula(filled, tmp_path):
    file = tmp_path / "台账.xlsx"
    filled.write(lambda work: ledger.export(work, RegisterQuery(), file))
    sheet = load_workbook(file).active
    assert sheet.max_row == 4
    cell = sheet["G2"]
    assert (cell.value, cell.data_type) == (TITLE, "s")


def test_an_export_is_noted_without_names(filled, tmp_path):
    filled.write(lambda work: ledger.export(work, RegisterQuery(), tmp_path / "a.csv"))
    query = select(AuditEntry).where(AuditEntry.action == "export")
    entry = filled.read(lambda work: work.session.scalars(query).one())
    assert entry.changes == {"lines": 3}


def test_a_place_that_is_no_folder_is_told_and_nothing_is_left(filled, tmp_path):
    (tmp_path / "no").write_bytes(b"")
    with pytest.raises(Unavailable) as refused:
        filled.write(lambda work: ledger.export(work, RegisterQuery(), tmp_path / "no" / "a.csv"))
    assert refused.value.code == "file_not_writable"


def test_a_stopped_export_leaves_no_file(filled, tmp_path):
    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled):
        filled.write(lambda work: ledger.export(work, RegisterQuery(), tmp_path / "a.csv", stop))
    assert list(tmp_path.glob("*.csv")) == list(tmp_path.glob(".half*")) == []
