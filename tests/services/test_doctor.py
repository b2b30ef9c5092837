import sqlite3
import sys
from contextlib import closing
from datetime import UTC, date, datetime

import pytest

from db.models import CalendarYear
from liaison.domain.matter import Disposition
from liaison.domain.reception import Channel
from liaison.office import Office
from liaison.services import doctor_calendar, doctor_data, doctor_machine
from liaison.services.doctor import checks
from liaison.services.settings import put_setting
from liaison.settings import Settings, read_settings
from resources import assets

NAMES = (
    *("版本", "PySide6", "窗口系统库", "字体", "打印机", "输入法"),
    *("数据文件夹", "权限", "磁盘空间", "数据库", "结构版本", "附件", "备份", "办公网址", "日历"),
    "接待规则",
)


@pytest.fixture
def settings(tmp_path):
    return read_settings(tmp_path / "home", {})


@pytest.fixture
def founded(settings):
    Office.open(settings, "李某").close()
    return settings


def line(settings, name):
    return next(one for one in checks(settings) if one.name == name)


def test_a_machine_without_data_is_looked_at_and_nothing_is_made(settings):
    found = checks(settings)

    assert tuple(one.name for one in found) == NAMES
    assert not settings.home.exists()
    assert all(one.text and "\n" not in one.text for one in found)


def test_a_healthy_office_needs_only_its_backup(founded):
    found = {one.name: one for one in checks(founded)}

    for name in ("PySide6", "字体", "数据文件夹", "权限", "数据库", "结构版本"):
        assert found[name].ok, found[name]
    assert not found["备份"].ok
    assert "尚未配置自动备份" in found["备份"].text
    assert sorted(path.name for path in founded.home.iterdir()) == ["liaison.db"]


def test_without_a_web_address_it_says_that_codes_promise_no_page(founded):
    assert "URN" in line(founded, "办公网址").text


def test_with_a_web_address_it_names_it(founded):
    office = Office.open(founded, "李某")
    office.write(lambda work: put_setting(work, "web_address", "https://station.example.cn"))
    office.close()

    assert "https://station.example.cn" in line(founded, "办公网址").text


def test_from_november_on_next_years_holidays_are_asked_for(founded):
    assert doctor_calendar.years(founded, date(2026, 10, 31)).ok
    found = doctor_calendar.years(founded, date(2026, 11, 1))
    assert not found.ok
    assert "确认到 2026 年" in found.text
    assert "cal import" in found.text


def test_a_year_taken_in_from_a_file_is_known_to_the_doctor(founded):
    office = Office.open(founded, "李某")
    when = datetime(2026, 11, 5, tzinfo=UTC)
    row = CalendarYear(year=2027, source="2027.csv", taken_in_at=when)
    office.write(lambda work: work.session.add(row))
    office.close()

    assert doctor_calendar.years(founded, date(2026, 12, 1)).ok
    assert not doctor_calendar.years(founded, date(2028, 1, 1)).ok


def test_a_damaged_database_is_told_and_left_alone(founded):
    file = founded.home / "liaison.db"
    content = bytearray(file.read_bytes())
    content[4096 * 3 : 4096 * 40] = b"\xa5" * (4096 * 37)
    file.write_bytes(content)

    found = line(founded, "数据库")

    assert not found.ok
    assert "备份" in found.text
    assert file.read_bytes() == content


def test_a_newer_schema_asks_for_a_newer_program(founded):
    with closing(sqlite3.connect(founded.home / "liaison.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    assert not line(founded, "结构版本").ok
    assert "升级程序" in line(founded, "结构版本").text


def test_data_that_others_can_read_is_told_with_the_command_that_closes_it(founded):
    (founded.home / "liaison.db").chmod(0o644)

    assert not line(founded, "权限").ok
    assert "chmod" in line(founded, "权限").text


def test_lost_files_of_attachments_are_told_and_idle_ones_only_counted(founded):
    from liaison.services import attachment_files, receptions, stations
    from liaison.services.attachments import attach
    from liaison.services.reception_form import MatterForm, ReceptionForm, VisitorForm

    def make(work):
        station = stations.open_station(work, stations.StationForm("东港站"))
        form = ReceptionForm(
            station,
            work.today,
            Channel.ON_SITE,
            "路灯",
            (MatterForm("路灯", Disposition.REFERRED),),
            visitors=(VisitorForm("林阿凤"),),
        )
        attach(work, "reception", receptions.record(work, form).id, b"photo", "a.txt")

    office = Office.open(founded, "李某")
    office.write(make)
    office.close()
    attachment_files.keep(founded.attachments, b"idle")
    found = line(founded, "附件")
    assert (found.ok, found.text) == (True, "1 个文件都在，另有 1 个没有用到的，不影响使用")
    assert line(founded, "权限").ok

    for _, file in attachment_files.kept(founded.attachments):
        file.unlink()
    found = line(founded, "附件")
    assert not found.ok
    assert "从备份恢复" in found.text


def test_a_synced_folder_is_warned_of(tmp_path):
    home = tmp_path / "OneDrive" / "station"
    home.mkdir(parents=True)

    assert not doctor_data.home(read_settings(home, {})).ok


def test_a_network_share_is_warned_of(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor_data, "file_system", lambda _: "cifs")

    assert "网络共享" in doctor_data.home(Settings(tmp_path, "sqlite:///x.db")).text


def test_missing_fonts_name_the_command_that_builds_them(tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "folder", lambda: tmp_path)
    assets.font_path.cache_clear()
    try:
        found = doctor_machine.fonts()
    finally:
        assets.font_path.cache_clear()

    assert not found.ok
    assert "./run.sh" in found.text


def test_a_pyside_that_does_not_start_is_told_not_raised(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/does/not/exist")

    assert not doctor_machine.pyside_keeps_none().ok


def test_a_check_that_breaks_does_not_hide_the_others(settings, monkeypatch):
    monkeypatch.setattr(doctor_machine, "printers", lambda: 1 / 0)

    assert "ZeroDivisionError" in line(settings, "打印机").text


def test_all_of_gb2312_is_asked_for():
    assert len(doctor_machine.gb2312()) == 6763


def test_a_server_is_asked_for_its_version(postgres, tmp_path):
    _, base = postgres
    settings = Settings(tmp_path, base.replace("/postgres?", "/liaison_template?"))

    assert "PostgreSQL" in line(settings, "数据库").text
    assert line(settings, "结构版本").ok
    assert line(settings, "办公网址").ok


def test_a_server_that_does_not_answer_is_told_in_its_sentence(tmp_path):
    address = "postgresql+psycopg://127.0.0.1:1/liaison"
    said = {one.name: one.text for one in checks(Settings(tmp_path, address))}
    assert "连不上数据库服务器" in said["数据库"]
    said = {one.name: one.text for one in checks(Settings(tmp_path, "mysql://x"))}
    assert "地址不对" in said["数据库"]
