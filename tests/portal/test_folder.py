"""`portal export`: whole pages for any web server, and nobody else's files are touched."""

import pytest

from liaison.domain.errors import BadInput, Unavailable
from liaison.portal import folder
from liaison.portal.folder import LIST, export
from liaison.services import codes


def names(out):
    return {file.relative_to(out).as_posix() for file in out.rglob("*") if file.is_file()}


def test_every_code_gets_its_page_and_the_form_becomes_the_telephone(town, tmp_path):
    out = tmp_path / "www"
    assert export(town.office, out) == 4

    station = (out / town.station[1:] / "index.html").read_text()
    assert "0580-2626983" in station
    assert "<form" not in station
    assert "/write" not in station
    assert f'href="{town.path("王建国")}/"' in station
    assert (out / town.path("王建国")[1:] / "large.jpg").stat().st_size < 60_000
    assert "没有这个码" in (out / "404.html").read_text()
    assert {"assets/portal.css", "assets/colour-b3201f.css", "robots.txt", LIST} <= names(out)


def test_exporting_again_takes_away_what_ended(town, tmp_path):
    out = tmp_path / "www"
    export(town.office, out)
    row = town.row("王建国")
    town.office.write(lambda work: codes.reissue(work, row.id, "卡丢了"))
    assert export(town.office, out) == 5

    old = out / town.path("王建国")[1:]
    assert "这个码已停用" in (old / "index.html").read_text()
    assert not (old / "large.jpg").exists()
    assert sorted(tmp_path.iterdir()) == sorted(
        one for one in tmp_path.iterdir() if not one.name.startswith(".www")
    )


def test_a_folder_with_anything_of_others_is_left_alone(town, tmp_path):
    out = tmp_path / "www"
    export(town.office, out)
    (out / "index.html").write_text("mine")
    before = names(out)
    with pytest.raises(BadInput, match="portal_out_not_ours"):
        export(town.office, out)
    assert names(out) == before
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match="portal_out_not_ours"):
        export(town.office, tmp_path / "file")


def test_an_empty_folder_may_be_used(town, tmp_path):
    (tmp_path / "empty").mkdir()
    assert export(town.office, tmp_path / "empty") == 4


def test_a_full_disk_leaves_the_pages_as_they_were(town, tmp_path, monkeypatch):
    out = tmp_path / "www"
    export(town.office, out)
    before = {name: (out / name).read_bytes() for name in names(out)}

    def full(target, files):
        (target / "s").mkdir(parents=True)
        raise OSError(28, "full")

    monkeypatch.setattr(folder, "_write", full)
    with pytest.raises(Unavailable, match="portal_out_unwritable"):
        export(town.office, out)
    assert {name: (out / name).read_bytes() for name in names(out)} == before
    assert not list(tmp_path.glob(".www*"))


def test_a_power_cut_between_the_two_renames_is_mended(town, tmp_path):
    out = tmp_path / "www"
    export(town.office, out)
    out.rename(tmp_path / ".www.before")
    assert export(town.office, out) == 4
    assert (out / "404.html").exists()
