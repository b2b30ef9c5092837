"""新的接待, by keys alone, on a real office."""

from PySide6.QtCore import Qt
from sqlalchemy import select

from db.models import Draft, Matter, Reception
from liaison.domain.matter import Disposition, MatterStatus
from liaison.domain.reception import VisitKind
from liaison.services.reception_view import unmask
from ui.receptions.slip_output import SlipOutput

KEY = Qt.Key


def fill_in(clerk, *, title="六幢加装电梯停工"):
    clerk.type("林阿凤")
    clerk.tab()
    clerk.type("13800006214")
    clerk.into("原话")
    clerk.type("阿拉六幢电梯装了一半，停在那里三个月了。")
    clerk.into("事项 1 事由")
    clerk.type(title)
    clerk.into("交给哪个单位")
    clerk.type("区住建局")
    clerk.into("已当面告知")
    clerk.press(KEY.Key_Space)


def view_of(office, told):
    return office.write(lambda work: unmask(work, told.id))[0]


def test_a_whole_reception_is_recorded_without_the_mouse(clerk, qtbot, demo_office):
    while clerk.focus is not clerk.sheet.hosts.add:
        clerk.press(KEY.Key_Backtab)
    clerk.type("wjg")
    clerk.press(KEY.Key_Return)
    clerk.into("姓名")
    clerk.type("林阿凤")
    clerk.tab()
    clerk.type("13800006214")
    clerk.tab()
    clerk.type("tx")
    clerk.press(KEY.Key_Return)
    clerk.tab(2)
    clerk.type("女儿，1 人")
    clerk.tab()
    clerk.type("阿拉六幢电梯装了一半")
    clerk.tab()
    clerk.type("加装电梯停工三个月")
    clerk.tab()
    clerk.type("六幢加装电梯停工")
    clerk.tab()
    clerk.type("wyxq")
    clerk.tab()
    clerk.type("jj")
    clerk.into("交给哪个单位")
    clerk.type("区住建局")
    clerk.control(KEY.Key_M)
    clerk.type("垃圾房气味重")
    clerk.into("去向")
    clerk.press(KEY.Key_Left)
    clerk.tab()
    clerk.type("每天清两次")
    clerk.into("已当面告知")
    clerk.press(KEY.Key_Space)
    with qtbot.waitSignal(clerk.page.recorded) as told:
        clerk.control(KEY.Key_S)
    seen = view_of(demo_office, told.args[0])
    assert clerk.page.bar.words == f"已登记 {seen.number}"
    assert (seen.visitors[0].name, seen.visitors[0].phone) == ("林阿凤", "13800006214")
    assert seen.visitors[0].village == "檀香社区"
    assert (seen.head_count, seen.companions, seen.notice_given) == (2, "女儿，1 人", True)
    assert [one.title for one in seen.matters] == ["六幢加装电梯停工", "垃圾房气味重"]
    first, second = seen.matters
    assert (first.status, first.unit) == (MatterStatus.AWAITING_REFERRAL, "区住建局")
    assert first.category.endswith("物业小区")
    assert first.urgency == "urgent"
    assert second.answer == "每天清两次"
    assert [(one.name, one.lead) for one in seen.representatives] == [("王建国", True)]
    assert clerk.keys < 170


def test_the_next_visitor_comes_at_once_and_the_session_stays(clerk, qtbot):
    hosts = clerk.sheet.hosts
    hosts.put((hosts.add.matches("wjg")[0].value,))
    fill_in(clerk)
    before = hosts.keys
    with qtbot.waitSignal(clerk.page.recorded):
        clerk.control(KEY.Key_Return)
    clerk.settled()
    assert before
    assert clerk.sheet.hosts.keys == before
    assert clerk.page.bar.words.startswith("已登记 ")
    assert clerk.focus is clerk.sheet.people.lines[0].name
    assert clerk.focus.text() == ""
    fill_in(clerk)
    with qtbot.waitSignal(clerk.page.recorded) as second:
        clerk.control(KEY.Key_S)
    assert int(second.args[0].number[-6:]) == int(clerk.page.bar.told.number[-6:])


def test_problems_stand_beside_their_fields_and_the_first_gets_the_focus(clerk, demo_office):
    clerk.into("事项 1 事由")
    clerk.type("路灯不亮")
    clerk.control(KEY.Key_S)
    clerk.settled()
    line = clerk.sheet.people.lines[0]
    assert line.fields["name"].problem == "不能空着"
    assert clerk.sheet.words.fields["words"].problem == "不能空着"
    assert clerk.sheet.matters.cards[0].noted["title"].problem == ""
    assert clerk.focus is line.name
    clerk.type("周国华")
    assert line.fields["name"].problem == ""
    assert clerk.sheet.words.fields["words"].problem == "不能空着"


def test_an_unlikely_telephone_is_an_advice_that_does_not_stop_saving(clerk, qtbot):
    clerk.type("林阿凤")
    clerk.tab()
    clerk.type("1380000062")
    assert "10 位" in clerk.sheet.people.lines[0].fields["phone"].problem
    clerk.into("原话")
    clerk.type("有话要讲")
    clerk.into("事项 1 事由")
    clerk.type("路灯不亮")
    with qtbot.waitSignal(clerk.page.recorded):
        clerk.control(KEY.Key_S)


def test_a_group_above_the_laws_limit_is_warned_of(clerk):
    people = clerk.sheet.people
    clerk.type("周一")
    clerk.press(KEY.Key_Backtab)
    clerk.into("来访方式")
    clerk.press(KEY.Key_Right)
    assert people.visit_kind is VisitKind.GROUP
    for name in ("吴二", "郑三", "王四"):
        people.add.setFocus()
        clerk.press(KEY.Key_Space)
        clerk.type(name)
    people.head_count.setValue(8)
    assert "3 人" in people.warning.text()
    assert people.warning.isVisible()
    people.head_count.setValue(40)
    assert not people.warning.isVisible()
    form = clerk.page.form()
    assert [one.name for one in form.visitors] == ["周一", "吴二", "郑三", "王四"]
    assert form.head_count == 40


def test_somebody_without_a_name_is_received(clerk, qtbot, demo_office):
    clerk.sheet.people.kind.setFocus()
    clerk.press(KEY.Key_Left)
    clerk.into("原话")
    clerk.type("不肯讲名字")
    clerk.into("事项 1 事由")
    clerk.type("路灯不亮")
    with qtbot.waitSignal(clerk.page.recorded) as told:
        clerk.control(KEY.Key_S)
    seen = view_of(demo_office, told.args[0])
    assert (seen.visit_kind, seen.visitors) == (VisitKind.ANONYMOUS, ())


def test_a_matter_that_is_declined_says_why_and_where_to(clerk, qtbot, demo_office):
    clerk.type("林阿凤")
    clerk.into("原话")
    clerk.type("邻居欠我钱")
    clerk.into("事项 1 事由")
    clerk.type("借款纠纷")
    clerk.into("去向")
    clerk.press(KEY.Key_Right)
    clerk.control(KEY.Key_S)
    card = clerk.sheet.matters.cards[0]
    assert card.noted["decline_reason"].problem == "不能空着"
    assert clerk.focus is card.reason
    clerk.type("srjf")
    clerk.tab()
    clerk.type("街道调解室")
    clerk.tab()
    clerk.type("0580-2040000")
    with qtbot.waitSignal(clerk.page.recorded) as told:
        clerk.control(KEY.Key_S)
    matter = view_of(demo_office, told.args[0]).matters[0]
    assert (matter.disposition, matter.where_to) == (Disposition.DECLINED, "街道调解室")
    assert matter.where_phone == "0580-2040000"


def test_a_person_who_came_before_is_found_filled_in_and_linked(clerk, qtbot, demo_office):
    fill_in(clerk)
    with qtbot.waitSignal(clerk.page.recorded) as first:
        clerk.control(KEY.Key_Return)
    clerk.settled()
    clerk.type("林阿凤")
    side = clerk.page.side.earlier
    qtbot.waitUntil(lambda: "1 次" in side.heading.text())
    clerk.settled()
    side.picked.emit(asked_of(clerk, "林阿凤"))
    clerk.settled()
    line = clerk.sheet.people.lines[0]
    assert line.phone.text() == "13800006214"
    assert line.linked == view_of(demo_office, first.args[0]).visitors[0].id
    line.name.setFocus()
    clerk.type("芳")
    assert line.linked is None


def asked_of(clerk, name):
    from liaison.services.visitors import likely

    station = clerk.page._station_id
    office = clerk.page._tasks.office
    return office.read(lambda work: likely(work, station, name, ""))[0]


def test_a_similar_open_matter_takes_the_visit_in_and_gives_it_back(clerk, qtbot, demo_office):
    fill_in(clerk, title="海滨路下水道堵塞")
    with qtbot.waitSignal(clerk.page.recorded) as first:
        clerk.control(KEY.Key_Return)
    clerk.settled()
    fill_in(clerk, title="海滨路下水道堵塞了")
    similar = clerk.page.side.similar
    button = "事项 1 并案 海滨路下水道堵塞"
    qtbot.waitUntil(lambda: button_named(similar, button) is not None)
    button_named(similar, button).click()
    card = clerk.sheet.matters.cards[0]
    earlier = view_of(demo_office, first.args[0]).matters[0]
    assert card.form().merge_into_id == earlier.id
    assert "另算一件" in card.merged_words.text()
    card.part.click()
    assert card.form().merge_into_id is None
    clerk.settled()
    qtbot.waitUntil(lambda: button_named(similar, button) is not None)
    button_named(similar, button).click()
    card.other.click()
    assert (card.form().repeat_of_id, card.form().merge_into_id) == (earlier.id, None)
    assert "不另算一件" in card.merged_words.text()
    clerk.settled()
    with qtbot.waitSignal(clerk.page.recorded) as second:
        clerk.control(KEY.Key_S)
    matter = view_of(demo_office, second.args[0]).matters[0]
    assert (matter.status, matter.repeat_of) == (MatterStatus.MERGED, earlier.number)


def button_named(card, name):
    from ui.widgets import SmallButton

    buttons = card.findChildren(SmallButton)
    shown = (one for one in buttons if one.isVisible() and one.accessibleName() == name)
    return next(shown, None)


def test_reading_back_shows_the_words_large_and_marks_the_form(clerk):
    fill_in(clerk)
    clerk.control(KEY.Key_R)
    assert clerk.page.stack.currentWidget() is clerk.page.read_back
    labels = [one.text() for one in clerk.page.read_back.findChildren(type(clerk.page.title))]
    assert "阿拉六幢电梯装了一半，停在那里三个月了。" in labels
    assert not clerk.page.form().read_back
    clerk.press(KEY.Key_Return)
    assert clerk.page.form().read_back
    clerk.control(KEY.Key_R)
    clerk.press(KEY.Key_Escape)
    assert clerk.page.stack.currentWidget() is not clerk.page.read_back


def test_guests_see_nothing_of_what_is_typed_and_it_is_all_there_afterwards(clerk, context):
    fill_in(clerk)
    context.visit(on=True)
    assert not clerk.sheet.isVisible()
    assert not clerk.page.side.isVisible()
    context.visit(on=False)
    assert clerk.sheet.isVisible()
    assert clerk.sheet.people.lines[0].name.text() == "林阿凤"


def test_the_slip_is_saved_to_a_file_that_tells_only_the_number(
    clerk, qtbot, tmp_path, demo_office
):
    from liaison.documents.render import page_count

    fill_in(clerk)
    with qtbot.waitSignal(clerk.page.recorded) as told:
        clerk.control(KEY.Key_S)
    file = tmp_path / "slip.pdf"
    SlipOutput(clerk.page._tasks, clerk.page).save_to(told.args[0], file)
    qtbot.waitUntil(file.exists, timeout=20_000)
    clerk.settled()
    assert page_count(file.read_bytes()) >= 1
    assert list(tmp_path.glob(".*part")) == []
    assert "登记表已存到" in clerk.page.message.words


def test_a_slip_that_can_not_be_written_is_said_in_words(clerk, qtbot, tmp_path):
    fill_in(clerk)
    with qtbot.waitSignal(clerk.page.recorded) as told:
        clerk.control(KEY.Key_S)
    clerk.page.slip.save_to(told.args[0], tmp_path / "nowhere" / "slip.pdf")
    qtbot.waitUntil(lambda: "写不了" in clerk.page.message.words, timeout=20_000)


def test_recording_twice_by_holding_the_key_records_once(clerk, qtbot, demo_office):
    def count(work):
        return len(work.session.scalars(select(Reception.id)).all())

    fill_in(clerk)
    clerk.settled()
    before = demo_office.read(count)
    with qtbot.waitSignal(clerk.page.recorded):
        clerk.control(KEY.Key_S)
        clerk.control(KEY.Key_S)
    clerk.control(KEY.Key_S)
    clerk.settled()
    assert demo_office.read(count) == before + 1
    assert demo_office.read(lambda work: work.session.scalars(select(Draft)).all()) == []


def test_without_a_station_the_page_asks_for_one(clerk, context, station):
    context.choose_station(None)
    clerk.page._station_id = None
    clerk.page.open()
    clerk.settled()
    visit = clerk.sheet.visit
    assert visit.station_field.isVisible()
    assert clerk.focus is visit.station
    clerk.type(station.name[:3])
    clerk.press(KEY.Key_Return)
    clerk.settled()
    assert clerk.page._station_id == station.id
    assert clerk.sheet.hosts.add.matches("")


def test_representatives_come_and_go_by_keys(clerk):
    hosts = clerk.sheet.hosts
    hosts.add.setFocus()
    clerk.type("wjg")
    clerk.press(KEY.Key_Return)
    assert "王建国" in hosts.names()
    hosts.chips[0].setFocus()
    clerk.press(KEY.Key_Delete)
    assert hosts.names() == []
    hosts.add.setFocus()
    for letters in ("oym", "wjg"):
        clerk.type(letters)
        clerk.press(KEY.Key_Return)
    assert hosts.names() == ["欧阳敏", "王建国"]
    hosts.chips[1].setFocus()
    clerk.press(KEY.Key_Return)
    assert hosts.names() == ["王建国", "欧阳敏"]
    assert "主接待" in hosts.chips[0].note.text()


def test_every_stop_of_tab_has_a_name_and_tab_comes_round(clerk):
    seen = []
    for _ in range(80):
        widget = clerk.focus
        assert widget.accessibleName(), widget
        if widget in seen and widget is seen[0]:
            break
        seen.append(widget)
        clerk.tab()
    else:
        raise AssertionError("Tab never comes round")
    names = [one.accessibleName() for one in seen]
    inner = ["姓名", "电话", "村、社区", "住址", "原话", "归纳", "事项 1 事由", "事项 1 类别"]
    places = [names.index(name) for name in inner]
    assert places == sorted(places)


def test_matters_of_the_number_are_all_kept(clerk, qtbot, demo_office):
    fill_in(clerk)
    for number in range(4):
        clerk.control(KEY.Key_M)
        clerk.type(f"第{number}件")
    with qtbot.waitSignal(clerk.page.recorded) as told:
        clerk.control(KEY.Key_S)
    query = select(Matter.title).where(Matter.reception_id == told.args[0].id)
    assert len(demo_office.read(lambda work: work.session.scalars(query).all())) == 5


def test_a_matter_more_is_in_sight_to_be_typed_in(clerk, qtbot):
    fill_in(clerk)
    for _ in range(4):
        clerk.control(KEY.Key_M)
    title = clerk.page.sheet.matters.cards[-1].title
    seen = clerk.page._whole.viewport()

    def in_sight():
        corner = title.mapTo(seen, title.rect().bottomRight())
        assert seen.rect().contains(corner)

    qtbot.waitUntil(in_sight)


def test_the_slip_goes_to_a_printer(clerk, qtbot, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    fill_in(clerk)
    with qtbot.waitSignal(clerk.page.recorded) as told:
        clerk.control(KEY.Key_S)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    clerk.page.slip.print_on(told.args[0], printer)
    qtbot.waitUntil(lambda: "已送去打印" in clerk.page.message.words, timeout=20_000)
    assert (tmp_path / "paper.pdf").stat().st_size > 1000
