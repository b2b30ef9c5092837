from dataclasses import replace
from datetime import date

import pytest

from liaison.documents.render import page_count
from liaison.documents.slip_pdf import missing_in_slip, slip_pdf
from liaison.domain.slip import ReceptionSlip, SlipMatter, SlipVisitor
from tests.documents.pdftools import fonts_of, is_clean, text_of

SLIP = ReceptionSlip(
    station="干𬒗镇人大代表联络站",
    number="330902105-2026-000007",
    edition=1,
    void=False,
    received_on=date(2026, 3, 5),
    time="09:10—09:40",
    channel="代表跑小岛",
    place="盘峙岛",
    visitors=(SlipVisitor("欧阳㛃", "13905800000", "盘峙村 3 号"),),
    head_count=2,
    village="盘峙村",
    representatives="陈𬱖、毛𬭎",
    officials="",
    words="“路灯三个月不亮，”她说：<b>晚上不敢出门</b>。",
    summary="路灯不亮",
    matters=(SlipMatter("x-1", "路灯不亮", "", "城建环保", "交办区住建局，2026年3月26日前答复"),),
    recorder="李某",
    confidential=False,
    wants_callback=True,
    notice_given=True,
    read_back=True,
    dictated=False,
)


def test_the_slip_holds_the_words_whole_and_room_for_three_signatures(tmp_path):
    pdf = slip_pdf(SLIP)
    text = text_of(pdf, tmp_path)
    wanted = (
        "欧阳㛃",
        "陈𬱖、毛𬭎",
        "<b>晚上不敢出门</b>",
        "干𬒗镇",
        "来访人签名：",
        "记录人：李某",
    )
    assert [words for words in wanted if words not in text] == []
    assert page_count(pdf) == 1
    assert is_clean(pdf, tmp_path)
    assert set(fonts_of(pdf, tmp_path).values()) == {True}


@pytest.mark.parametrize("length", range(300, 1500, 60))
def test_the_signatures_never_stand_alone_on_a_page(length, tmp_path):
    matter = replace(
        SLIP.matters[0], content="晚上老人不敢出门。" * (length // 9), outcome="交办终了"
    )
    pdf = slip_pdf(replace(SLIP, words="路" * length, matters=(matter,)))
    last = text_of(pdf, tmp_path, "-f", str(page_count(pdf)))
    assert "来访人签名：" in last
    assert "交办终了" in last


def test_words_longer_than_a_page_go_on_over_pages(tmp_path):
    pdf = slip_pdf(replace(SLIP, words="晚上老人不敢出门。" * 2222, matters=()))
    assert page_count(pdf) > 10
    assert text_of(pdf, tmp_path).count("。") >= 2222
    assert "来访人签名：" in text_of(pdf, tmp_path, "-f", str(page_count(pdf)))


def test_a_void_reception_and_a_later_edition_say_so(tmp_path):
    text = text_of(slip_pdf(replace(SLIP, void=True, edition=3)), tmp_path)
    assert "（已作废）" in text
    assert "第 3 版" in text.replace("第3版", "第 3 版")


def test_an_anonymous_visitor_is_named_so_and_a_missing_character_is_told(tmp_path):
    slip = replace(SLIP, visitors=(), words="字\U0010fffd")
    assert missing_in_slip(slip) == {"\U0010fffd"}
    text = text_of(slip_pdf(slip), tmp_path)
    assert "匿名" in text
    assert "U+10FFFD" in text
