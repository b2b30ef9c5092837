"""What the office says when the place where its data lives can't be used."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import event, select, text

from db.engine import open_engine
from db.models import Station
from liaison import settings as machine
from liaison.domain.errors import BadInput, Unavailable
from liaison.domain.words import sentence
from liaison.office import Office
from liaison.services.settings import put_setting, setting
from liaison.services.station_list import stations
from liaison.services.stations import StationForm, open_station, station_named
from liaison.settings import Settings, file_system, prepare_home, read_settings


def local(home):
    return Settings(home, f"sqlite:///{home / 'liaison.db'}")


def opened(home):
    office = Office.open(local(home), "李某")
    office.close()
    return office


def refusal(home):
    with pytest.raises(Unavailable) as caught:
        opened(home)
    assert len(sentence(caught.value)) > 10
    return caught.value.code


def test_a_new_home_is_founded_for_its_user_only(tmp_path):
    home = tmp_path / "数据 1"
    office = Office.open(local(home), "李某")
    assert office.read(stations) == []
    office.close()
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "liaison.db").stat().st_mode & 0o777 == 0o600


def test_a_home_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "home").write_text("x")
    assert refusal(tmp_path / "home") == "home_not_a_folder"


def test_a_home_that_cannot_be_made_is_refused():
    assert refusal(Path("/proc/liaison")) == "home_not_writable"


def test_a_home_on_a_network_share_is_refused(tmp_path, monkeypatch):
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda1 / ext4 rw 0 0\n//server/share {tmp_path} cifs rw 0 0\n")
    assert file_system(tmp_path / "home", mounts) == "cifs"
    monkeypatch.setattr(machine, "file_system", lambda home: file_system(home, mounts))
    with pytest.raises(Unavailable) as caught:
        prepare_home(local(tmp_path / "home"))
    assert caught.value.code == "home_on_share"


def test_a_file_that_is_no_database_is_refused_and_left_as_it_was(tmp_path):
    file = tmp_path / "liaison.db"
    file.write_bytes(b"not a database, " * 400)
    assert refusal(tmp_path) == "not_a_database"
    assert file.read_bytes() == b"not a database, " * 400


def test_a_database_of_a_newer_version_is_refused(tmp_path):
    opened(tmp_path)
    with sqlite3.connect(tmp_path / "liaison.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    assert refusal(tmp_path) == "newer_schema"


def test_a_damaged_page_is_told_apart_from_a_bug(tmp_path):
    opened(tmp_path)
    file = tmp_path / "liaison.db"
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    file.write_bytes(bytes(content))
    assert refusal(tmp_path) == "database_damaged"


def test_a_full_disk_loses_nothing_that_was_saved(tmp_path):
    office = Office.open(local(tmp_path), "李某")
    office.write(lambda work: open_station(work, StationForm("甲站")))

    @event.listens_for(office._engine, "begin")
    def _no_room(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(Unavailable) as caught:
        office.write(lambda work: put_setting(work, "issuer", "长" * 100_000))
    assert caught.value.code == "disk_full"
    assert [row.name for row in office.read(stations)] == ["甲站"]
    assert office.read(lambda work: setting(work, "issuer")) == ""
    office.close()


def test_a_database_held_by_another_program_is_told_after_waiting(tmp_path):
    office = Office.open(local(tmp_path), "李某")

    @event.listens_for(office._engine, "checkout")
    def _hurry(connection, _record, _proxy):
        connection.execute("PRAGMA busy_timeout = 20")

    holder = sqlite3.connect(tmp_path / "liaison.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable) as caught:
        office.write(lambda work: open_station(work, StationForm("甲站")))
    assert caught.value.code == "database_locked"
    holder.close()
    office.close()


def test_settings_that_cannot_be_read_name_the_file(tmp_path):
    (tmp_path / "settings.toml").write_text("database = [")
    with pytest.raises(BadInput) as caught:
        read_settings(tmp_path, {})
    assert "settings.toml" in sentence(caught.value)


def test_the_home_comes_from_the_argument_then_the_environment(tmp_path):
    environ = {"LIAISON_HOME": str(tmp_path / "b")}
    assert read_settings(tmp_path / "a", environ).home == tmp_path / "a"
    assert read_settings(None, environ).home == tmp_path / "b"


def test_a_server_that_is_not_there_is_told_in_a_sentence(tmp_path):
    address = "postgresql+psycopg://nobody@127.0.0.1:1/liaison"
    with pytest.raises(Unavailable) as caught:
        Office.open(Settings(tmp_path, address), "李某")
    assert caught.value.code == "database_unreachable"
    with pytest.raises(BadInput):
        Office.open(Settings(tmp_path, "oracle-of-delphi://x"), "李某")


def test_nothing_is_kept_of_work_that_fails_half_way(office):
    def half(work):
        open_station(work, StationForm("甲站"))
        raise BadInput("no_office")

    with pytest.raises(BadInput):
        office.write(half)
    assert office.read(stations) == []


def test_a_bug_in_a_query_is_not_dressed_up_as_a_fault_of_the_disk(office):
    with pytest.raises(Exception, match="no_such_table") as caught:
        office.read(lambda work: work.session.execute(text("SELECT * FROM no_such_table")))
    assert not isinstance(caught.value, Unavailable)


def test_a_station_is_found_by_code_name_or_part_of_its_name(office):
    for name in ("城东街道代表联络站", "城北街道代表联络站"):
        office.write(lambda work, name=name: open_station(work, StationForm(name)))
    codes = office.read(lambda work: work.session.scalars(select(Station.code)).all())
    assert sorted(codes) == ["000000000", "000000000-2"]
    assert office.read(lambda work: station_named(work, "城东")).name == "城东街道代表联络站"
    with pytest.raises(BadInput) as caught:
        office.read(lambda work: station_named(work, "街道"))
    assert "城北" in sentence(caught.value)


def test_an_engine_takes_a_creator_for_files_that_need_a_key(tmp_path):
    made = []

    def creator():
        made.append(1)
        return sqlite3.connect(tmp_path / "own.db", check_same_thread=False)

    engine = open_engine("sqlite://", creator)
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    engine.dispose()
    assert made


def test_a_database_file_elsewhere_is_opened_for_its_user_only(tmp_path):
    elsewhere = tmp_path / "别处.db"
    Office.open(Settings(tmp_path / "home", f"sqlite:///{elsewhere}"), "李某").close()
    assert elsewhere.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("address", ["mysql://x", "foo", "oracle://u@h/x"])
def test_an_address_of_another_make_is_told_as_such(tmp_path, address):
    with pytest.raises(BadInput) as caught:
        Office.open(Settings(tmp_path, address), "李某")
    assert caught.value.code == "bad_database_address"


def test_a_server_whose_name_is_unknown_cannot_be_reached(tmp_path):
    address = "postgresql+psycopg://liaison.invalid/liaison"
    with pytest.raises(Unavailable) as caught:
        Office.open(Settings(tmp_path, address), "李某")
    assert caught.value.code == "database_unreachable"


@pytest.mark.parametrize("name", ["是吗?x", "一#二", "50%完成", "a b&c=d"])
def test_a_folder_of_any_name_holds_its_own_data(tmp_path, name):
    home = tmp_path / name
    Office.open(read_settings(home, {}), "李某").close()
    assert [file.name for file in home.iterdir()] == ["liaison.db"]
    assert [folder.name for folder in tmp_path.iterdir()] == [name]


def test_settings_that_cannot_be_read_are_told_apart_from_wrong_ones(tmp_path):
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(Unavailable) as caught:
        read_settings(tmp_path, {})
    assert caught.value.code == "settings_not_readable"
