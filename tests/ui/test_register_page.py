"""The register as people use it: real keys and clicks, a real office."""

from uuid import uuid4

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel
from sqlalchemy import select

from db.models import AuditEntry, Reception, ReceptionRepresentative
from liaison.domain.reception import Channel, ReceptionStatus
from liaison.domain.register import RegisterState
from liaison.services import receptions, register
from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm
from liaison.services.reception_view import VisitorView
from liaison.settings import Settings
from ui.context import Context
from ui.desk import office_facts
from ui.receptions import ledger_export
from ui.receptions.filter_chip import FilterChip, Option, fits
from ui.receptions.register_page import RegisterPage
from ui.receptions.register_record import home_zh
from ui.receptions.void_question import VoidQuestion
from ui.table import CellRole
from ui.tasks import Tasks


@pytest.fixture
def tasks(demo_office, qapp):
    tasks = Tasks(demo_office)
    yield tasks
    assert tasks.finish()
    qapp.processEvents()


@pytest.fixture
def context(demo_office, tmp_path):
    settings = Settings(tmp_path, f"sqlite:///{tmp_path / 'demo.db'}")
    return Context(settings, demo_office.read(office_facts))


@pytest.fixture
def page(demo_office, tasks, context, qtbot, settled):
    page = RegisterPage(tasks, context)
    qtbot.addWidget(page)
    page.resize(1160, 700)
    page.show()
    page.open()
    settled()
    return page


def words(widget):
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def type_in(widget, text):
    """As an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def lines(page):
    """The lines of the pages that have come."""
    rows = (page.model.row(place) for place in range(page.model.rowCount()))
    return [row for row in rows if row]


def test_the_newest_reception_is_first_and_shown_at_the_right(page):
    rows = lines(page)
    assert rows == sorted(rows, key=lambda row: (row.received_on, row.hex), reverse=True)
    assert page.side.record.row == rows[0]
    assert page.side.record.view.id == rows[0].id
    assert rows[0].headline in words(page.side.record)


def test_the_model_keeps_qts_rules(page):
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    page.reload()
    assert tester.model() is page.model


def test_the_line_below_counts_what_is_listed(page, demo_office):
    listed = demo_office.read(lambda work: register.page(work, page.query, limit=1000))
    assert len(listed) == page.model.rowCount() > 100
    rows = [row for row in listed if row.state is not RegisterState.VOID]
    people = sum(row.people for row in rows)
    matters = sum(row.matters for row in rows)
    assert page.count.text().startswith(f"共 {len(rows)} 批，{people} 人次，{matters} 件，未告知 ")


def test_no_list_and_no_record_tells_a_name_or_a_phone(page, demo_office):
    def people(work):
        rows = work.session.scalars(select(Reception))
        return {link.visitor.name: link.visitor.phone for row in rows for link in row.visitors}

    shown = words(page)
    shown += "\n".join(
        f"{page.model.index(place, column).data(CellRole)}"
        for place in range(page.model.rowCount())
        for column in range(5)
    )
    for name, phone in demo_office.read(people).items():
        assert len(name) < 3 or name not in shown
        assert not phone or phone not in shown


def test_arrow_keys_go_through_the_list(page, qtbot, settled):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    settled()
    assert page.side.record.view.id == lines(page)[1].id


def test_ctrl_m_shows_one_person_and_leaves_a_trace(page, demo_office, qtbot, settled):
    key = next(row.id for row in lines(page) if "**" in row.visitor and "**" in row.contact)
    page.open(reception_id=key)
    settled()
    page.activateWindow()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    settled()
    name, phone = demo_office.read(
        lambda work: next(
            (link.visitor.name, link.visitor.phone)
            for link in work.session.get(Reception, key).visitors
        )
    )
    assert page.side.record.visitor.text() == f"{name}　{phone}"
    unmasked = select(AuditEntry.record_id).where(AuditEntry.action == "unmask")
    assert demo_office.read(lambda work: work.session.scalars(unmasked).all()) == [key]


def test_ctrl_f_leads_to_the_search_and_initials_find(page, demo_office, qtbot, settled):
    form = ReceptionForm(
        station_id=demo_office.read(
            lambda work: work.session.scalars(select(Reception)).first()
        ).station_id,
        received_on=lines(page)[0].received_on,
        channel=Channel.ON_SITE,
        words="干𬒗镇的渡轮末班太早",
        matters=(MatterForm("渡轮末班", "answered_on_the_spot", answer="已转达"),),
        visitors=(VisitorForm("单晓忠", "13967128812"),),
        notice_given=True,
    )
    made = demo_office.write(lambda work: receptions.record(work, form))[0]
    page.activateWindow()
    qtbot.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filters.text.hasFocus()
    for typed in ("sxz", "干览镇", "8812", "渡轮末班"):
        page.filters.text.clear()
        type_in(page.filters.text, typed)
        qtbot.wait(200)
        settled()
        assert made.id in [row.id for row in lines(page)], typed
    assert page.side.record.view.id == lines(page)[0].id


def test_nothing_found_says_so_and_the_key_to_go_on(page, qtbot, settled):
    type_in(page.filters.text, "没有这样的话")
    qtbot.wait(200)
    settled()
    assert page.model.rowCount() == 0
    assert "没有符合条件的接待" in words(page)
    assert page.side.record.view is None


def test_a_state_is_ticked_in_the_chips_list(page, qtbot, settled):
    chip = page.filters.state
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    items = chip.list.list.findItems("当场答复", Qt.MatchFlag.MatchExactly)
    chip.list.list.setCurrentItem(items[0])
    qtbot.keyClick(chip.list.list, Qt.Key.Key_Return)
    chip.list.hide()
    settled()
    assert chip.isChecked()
    assert {row.state for row in lines(page)} == {RegisterState.ON_THE_SPOT}


def test_a_figures_link_opens_exactly_its_rows(page, demo_office, settled):
    query = select(ReceptionRepresentative).where(
        ReceptionRepresentative.representative_id.is_not(None)
    )
    link = demo_office.read(lambda work: work.session.scalars(query).first())
    month = f"{lines(page)[-1].received_on:%Y-%m}"
    page.open(representative_id=link.representative_id, period=month)
    settled()
    assert all(f"{row.received_on:%Y-%m}" == month for row in lines(page))
    assert all(link.name in row.representatives for row in lines(page))
    page.open(states=frozenset({RegisterState.VOID}))
    settled()
    assert {row.state for row in lines(page)} <= {RegisterState.VOID}


def test_a_correction_is_made_in_the_page_and_told_in_the_timeline(page, qtbot, settled):
    qtbot.mouseClick(page.side.record.correct, Qt.MouseButton.LeftButton)
    form = page.side.correction
    form.field.setCurrentIndex(form.field.findData("summary"))
    form.new.setText("菜场路约 30 米破损积水")
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    settled()
    assert form.fields["why"].problem
    type_in(form.why, "听错路名")
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    settled()
    assert form.isHidden()
    assert page.side.record.view.edition == 2
    assert "菜场路约 30 米破损积水" in page.side.record.summary.text()
    assert "听错路名" in words(page.side.record.timeline)
    assert "第 2 版" in page.message.words


def test_voiding_asks_for_a_reason_in_a_window_of_its_own(page, demo_office, qtbot, settled):
    key = page.side.record.view.id

    def answer():
        question = QApplication.activeModalWidget()
        assert isinstance(question, VoidQuestion)
        qtbot.mouseClick(question.void, Qt.MouseButton.LeftButton)
        assert question.field.problem
        type_in(question.why, "重复登记")
        qtbot.mouseClick(question.void, Qt.MouseButton.LeftButton)

    QTimer.singleShot(50, answer)
    qtbot.mouseClick(page.side.record.void, Qt.MouseButton.LeftButton)
    settled()
    row = demo_office.read(lambda work: work.session.get(Reception, key))
    assert (row.status, row.void_reason) == (ReceptionStatus.VOID, "重复登记")
    assert not page.side.record.void.isEnabled()
    assert "作废 1 批" in page.count.text()


def test_guests_see_neither_names_nor_words(page, context, settled):
    said = page.side.record.view.words
    context.visit(on=True)
    settled()
    assert said not in words(page)
    assert "参观模式" in page.model.index(0, 2).data()


def test_another_station_shows_its_own_register(page, context, settled):
    station = context.facts.stations[0]
    seconds = [page.model.index(n, 2).data(CellRole).second for n in range(100)]
    assert any(second.startswith(f"{station.name} · ") for second in seconds)
    context.choose_station(station.id)
    settled()
    assert page.model.rowCount()
    assert all(row.number.startswith(f"{station.code}-") for row in lines(page))
    assert station.name not in page.model.index(0, 2).data(CellRole).second


def test_the_ledger_is_written_in_the_background(page, tasks, tmp_path, settled):
    file = tmp_path / "台账.xlsx"
    ledger_export.export_to(page, tasks, page.query, file)
    settled()
    assert file.stat().st_size > 1000
    assert str(file) in page.message.words


def test_letters_narrow_a_long_list_and_enter_chooses(qtbot):
    chip = FilterChip(
        "代表", [Option(n, name) for n, name in enumerate(["王甲"] * 12 + ["单晓忠"])]
    )
    qtbot.addWidget(chip)
    chip.show()
    picked = []
    chip.picked.connect(picked.append)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(chip.list.search, "sx")
    qtbot.keyClick(chip.list.search, Qt.Key.Key_Return)
    assert picked == [(12,)]
    assert "单晓忠" in chip.text()
    assert chip.list.isHidden()


def test_a_name_fits_by_characters_and_by_initials():
    assert fits("干𬒗镇", "干览")
    assert fits("单晓忠", "sxz")
    assert not fits("单晓忠", "xz")


@pytest.mark.parametrize(
    ("village", "address", "said"),
    [
        ("星塔村", "已隐去", "星塔村，住址已隐去"),
        ("星塔村", "星塔村", "星塔村"),
        ("", "海滨路 1 号", "海滨路 1 号"),
        ("星塔村", "", "星塔村"),
    ],
)
def test_village_and_address_are_told_apart(village, address, said):
    assert home_zh(VisitorView(uuid4(), "林**", "", village, address)) == said
