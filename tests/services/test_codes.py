"""Codes are issued once, withdrawn when their holders end, and forgeries are told apart."""

from datetime import date

import pytest

from db.models import GroupMember, Representative, RepresentativeGroup, Station
from liaison.domain import codes as form
from liaison.domain.codes import CodeKind, Standing
from liaison.domain.errors import BadInput, Cancelled, LiaisonError, NotFound, Unavailable
from liaison.domain.ids import new_id
from liaison.domain.representative import GroupKind, RepresentativeStatus, SeatLevel
from liaison.services import code_checks, code_prints, codes, enrolment
from liaison.services.enrolment import StatusForm
from liaison.services.settings import put_setting
from tests.paperwork import Paperwork

WEB = "https://rd.dinghai.cn"
CARDS = "card-90x54"
SHEETS = ("card-90x54", "poster-A3", "poster-A4")
NAMES = ["钱㛃", "韩䶮", "周𬭎", "吴𬱖", "干𬒗", "张伟", "张伟", "阿卜杜热合曼·买买提", "欧阳平玲"]


def people(work):
    """A station with nine representatives, two of one name, and a second station with one."""
    here = Paperwork(work)
    here.station.reception_rule = "每周三上午"
    here.station.phone = "0580-2626983"
    here.station.address = "檀香社区服务中心一楼"
    for place, name in enumerate(NAMES):
        levels = (SeatLevel.DISTRICT, SeatLevel.CITY) if name == "韩䶮" else (SeatLevel.DISTRICT,)
        here.representative(name, *levels, position=place)
    there = Paperwork(work, name="金塘镇人大代表联络站", code="330902100")
    there.station.position = 1
    there.representative("王建国", SeatLevel.TOWNSHIP)


@pytest.fixture
def issued(office):
    office.write(people)
    assert office.write(codes.issue_missing)[0] == 12
    return office


def everyone(office):
    return office.read(codes.codes)


def named(office, name):
    return next(row for row in everyone(office) if row.whose == name)


def check(office, *texts):
    return office.read(lambda work: code_checks.check(work, list(texts)))


def test_each_station_and_each_serving_representative_gets_one_code(issued):
    rows = everyone(issued)
    assert [row.whose for row in rows if row.kind is CodeKind.STATION] == [
        "城东街道代表联络站",
        "金塘镇人大代表联络站",
    ]
    assert [row.whose for row in rows[1:10]] == NAMES
    assert len({row.token for row in rows}) == len({row.label for row in rows}) == 12
    assert all(form.is_label(row.label) for row in rows)
    assert rows[0].label.startswith("330902004-001-")


def test_issuing_again_changes_nothing(issued):
    before = everyone(issued)
    assert issued.write(codes.issue_missing)[0] == 0
    assert everyone(issued) == before


def test_an_office_without_stations_issues_nothing(office):
    assert office.write(codes.issue_missing)[0] == 0
    assert office.read(lambda work: code_prints.prints(work, "poster-A4")) == []


def test_our_codes_are_valid_and_say_whose_they_are(issued):
    row = named(issued, "钱㛃")
    (checked,) = check(issued, row.payload)
    assert (checked.standing, checked.code) == (Standing.VALID, row)


def test_what_is_not_ours_is_told_apart(issued):
    row = named(issued, "钱㛃")
    forged = form.payload(CodeKind.REPRESENTATIVE, form.new_token())
    other_kind = form.payload(CodeKind.STATION, row.token)
    damaged = row.payload[:-1] + ("0" if row.payload[-1] != "0" else "1")
    moved = form.payload(CodeKind.REPRESENTATIVE, row.token, "https://evil.example")
    found = check(issued, forged, other_kind, damaged, moved, "https://weixin.qq.com/r/x", "")
    assert [one.standing for one in found] == [
        Standing.UNKNOWN,
        Standing.UNKNOWN,
        Standing.WRONG_CHECK,
        Standing.OTHER_ADDRESS,
        Standing.FOREIGN,
        Standing.FOREIGN,
    ]


def test_a_web_address_makes_links_and_the_old_identifiers_stay_valid(issued):
    old = named(issued, "钱㛃").payload
    issued.write(lambda work: put_setting(work, "web_address", WEB + "/"))
    row = named(issued, "钱㛃")
    assert row.payload.startswith(f"{WEB}/r/")
    assert [one.standing for one in check(issued, old, row.payload)] == [Standing.VALID] * 2


@pytest.mark.parametrize("status", [RepresentativeStatus.SUSPENDED, RepresentativeStatus.ENDED])
def test_the_code_of_one_who_no_longer_serves_is_withdrawn_at_once(issued, status):
    row = named(issued, "钱㛃")

    def end(work):
        work.session.get_one(Representative, row.representative_id).status = status

    issued.write(end)
    assert check(issued, row.payload)[0].standing is Standing.WITHDRAWN
    assert issued.write(codes.issue_missing)[0] == 0
    ended = named(issued, "钱㛃")
    assert ended.withdrawn_on == date(2026, 3, 5)
    assert ended.withdrawn_reason
    printed = [
        card.payload
        for one in issued.read(lambda work: code_prints.prints(work, CARDS))
        for card in one.holders
    ]
    assert row.payload not in printed
    assert len(printed) == 9


def test_one_who_serves_again_gets_a_new_code_and_the_old_stays_withdrawn(issued):
    row = named(issued, "钱㛃")

    def turn(status):
        def change(work):
            work.session.get_one(Representative, row.representative_id).status = status
            return codes.issue_missing(work)

        return change

    assert issued.write(turn(RepresentativeStatus.SUSPENDED))[0] == 0
    assert issued.write(turn(RepresentativeStatus.SERVING))[0] == 1
    editions = [
        (one.edition, one.withdrawn_on is None) for one in everyone(issued) if one.whose == "钱㛃"
    ]
    assert editions == [(1, False), (2, True)]
    assert check(issued, row.payload)[0].standing is Standing.WITHDRAWN


def test_a_representative_who_moved_gets_a_code_of_the_new_station(issued):
    row = named(issued, "张伟")

    def move(work):
        to = work.session.query(Station).filter_by(code="330902100").one()
        work.session.get_one(Representative, row.representative_id).station_id = to.id
        return codes.issue_missing(work)

    assert issued.write(move)[0] == 1
    assert check(issued, row.payload)[0].standing is Standing.WITHDRAWN


def test_the_codes_of_a_closed_station_are_withdrawn(issued):
    row = named(issued, "王建国")

    def close(work):
        work.session.get_one(Station, row.station_id).closed_on = date(2026, 3, 1)

    issued.write(close)
    (checked,) = check(issued, row.payload)
    assert (checked.standing, checked.code.withdrawn_reason) == (Standing.WITHDRAWN, "联络站已撤销")
    assert issued.write(codes.withdraw_ended)[0] == 2


def test_whoever_is_suspended_has_no_code_that_stands(issued):
    row = named(issued, "王建国")
    paper = StatusForm(RepresentativeStatus.SUSPENDED, date(2026, 3, 1), "依法暂停")
    issued.write(lambda work: enrolment.change_status(work, row.representative_id, paper, 1))

    assert check(issued, row.payload)[0].standing is Standing.WITHDRAWN


def test_a_code_is_withdrawn_with_a_reason_and_only_once(issued):
    row = everyone(issued)[0]
    with pytest.raises(BadInput, match="withdraw_reason_missing"):
        issued.write(lambda work: codes.withdraw(work, row.id, " \u3000"))
    issued.write(lambda work: codes.withdraw(work, row.id, "海报被撕"))
    with pytest.raises(BadInput, match="code_already_withdrawn"):
        issued.write(lambda work: codes.withdraw(work, row.id, "再来"))
    with pytest.raises(NotFound):
        issued.write(lambda work: codes.withdraw(work, new_id(), "没有"))
    assert check(issued, row.payload)[0].code.withdrawn_reason == "海报被撕"


def test_a_reissued_code_has_the_next_edition_and_a_new_label(issued):
    row = everyone(issued)[0]
    issued.write(lambda work: codes.reissue(work, row.id, "海报被撕"))
    old, new = [one for one in everyone(issued) if one.whose == row.whose]
    assert (old.withdrawn_reason, new.withdrawn_on, new.edition) == ("海报被撕", None, 2)
    assert new.label != old.label
    assert [one.standing for one in check(issued, old.payload, new.payload)] == [
        Standing.WITHDRAWN,
        Standing.VALID,
    ]


def test_every_file_is_proved_and_saved_under_a_name_without_people(issued, tmp_path):
    def every(work):
        return [one for name in SHEETS for one in code_prints.prints(work, name)]

    made = code_prints.save(issued.read(every), tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == sorted(one.file_name for one in made)
    assert names == sorted(
        f"{code}-{kind}.pdf" for code in ("330902004", "330902100") for kind in SHEETS
    )
    assert sum(one.codes for one in made) == 2 + 2 + 10
    assert not any(one.missing for one in made)


def test_a_name_with_a_character_no_font_has_is_told(office):
    def write(work):
        Paperwork(work).representative("陈\U0003ffff")
        codes.issue_missing(work)
        return code_prints.prints(work, CARDS)

    (cards,) = office.write(write)[0]
    assert code_prints.proved(cards).missing == {"\U0003ffff"}


def test_cards_carry_level_and_group(issued):
    row = named(issued, "韩䶮")

    def join(work):
        for kind, name in ((GroupKind.GROUP, "第2小组"), (GroupKind.DELEGATION, "城东街道代表团")):
            group = RepresentativeGroup(id=new_id(), kind=kind, name=name, within="")
            work.session.add(group)
            work.session.flush()
            work.session.add(
                GroupMember(
                    group_id=group.id,
                    representative_id=row.representative_id,
                    station_id=row.station_id,
                )
            )

    issued.write(join)
    sheets = issued.read(lambda work: code_prints.prints(work, CARDS, row.station_id))
    card = next(card for card in sheets[0].holders if card.name == "韩䶮")
    assert (card.level, card.group) == ("市、区人大代表", "城东街道代表团 第2小组")


def test_only_the_chosen_are_printed(issued):
    chosen = frozenset({named(issued, "钱㛃").id})
    (only,) = issued.read(lambda work: code_prints.prints(work, CARDS, chosen=chosen))
    assert [card.name for card in only.holders] == ["钱㛃"]


class _Swapped(code_prints.Print):
    """A print that means other codes than it draws."""

    @property
    def meant(self):
        return [list(reversed(page)) for page in super().meant]


def test_nothing_is_saved_when_one_page_fails_its_proof(issued, tmp_path):
    def both(work):
        return [code_prints.prints(work, name)[0] for name in ("poster-A4", CARDS)]

    poster, cards = issued.read(both)
    wrong = _Swapped(cards.template, cards.station, cards.file_name, cards.holders)
    with pytest.raises(LiaisonError, match="code_unreadable"):
        code_prints.save([poster, wrong], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_stopping_saves_nothing(issued, tmp_path):
    def stop(done, total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        code_prints.save(
            issued.read(lambda work: code_prints.prints(work, CARDS)), tmp_path / "out", stop
        )
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_told(issued, tmp_path):
    (tmp_path / "out").write_text("a file")
    wanted = issued.read(lambda work: code_prints.prints(work, "poster-A4"))
    with pytest.raises(Unavailable, match="file_not_writable"):
        code_prints.save(wanted, tmp_path / "out")
    assert (tmp_path / "out").read_text() == "a file"


def test_a_web_address_that_cannot_stand_in_a_code_is_told_before_printing(issued):
    issued.write(lambda work: put_setting(work, "web_address", "https://定海.cn"))
    with pytest.raises(BadInput, match="web_address_unusable"):
        issued.read(lambda work: code_prints.prints(work, CARDS))


def test_the_token_never_enters_the_trail(issued):
    from db.models import AuditEntry

    row = everyone(issued)[0]
    issued.write(lambda work: codes.withdraw(work, row.id, "海报被撕"))
    trail = issued.read(
        lambda work: [str(entry.changes) for entry in work.session.query(AuditEntry)]
    )
    assert not any(row.token in changes for changes in trail)
