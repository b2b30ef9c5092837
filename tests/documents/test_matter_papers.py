"""The papers of a matter: what they say, that their codes read back, that nothing is torn apart."""

from dataclasses import replace
from datetime import date

import pytest

from liaison.documents.feedback_pdf import feedback_pdf, missing_in_feedback
from liaison.documents.guidance_pdf import guidance_pdf, missing_in_guidance
from liaison.documents.matters_pdf import matters_pdf, missing_in_matters
from liaison.documents.readback import prove
from liaison.documents.referral_pdf import missing_in_referral, referral_pdf
from liaison.documents.render import page_count, page_sizes
from liaison.domain.slip_code import grouped
from tests.documents.pdftools import fonts_of, is_clean, text_of
from tests.papers_sample import FEEDBACK, GUIDANCE, MATTERS, REFERRAL

LONG = "晚上老人不敢出门。" * 2222
"""20,000 characters."""
PAPERS = [
    (referral_pdf, REFERRAL),
    (guidance_pdf, GUIDANCE),
    (feedback_pdf, FEEDBACK),
    (matters_pdf, MATTERS),
]


def plain(pdf, tmp_path, *options):
    return "".join(text_of(pdf, tmp_path, *options).split())


def lacking(words, text):
    return [one for one in words if "".join(one.split()) not in text]


def page_text(pdf, tmp_path, number):
    return plain(pdf, tmp_path, "-f", str(number), "-l", str(number))


@pytest.mark.parametrize("make, value", PAPERS)
def test_every_paper_is_a_clean_file_with_its_fonts_inside_and_always_the_same(
    make, value, tmp_path
):
    pdf = make(value)
    assert make(value) == pdf
    assert is_clean(pdf, tmp_path)
    assert set(fonts_of(pdf, tmp_path).values()) == {True}


def test_the_referral_slip_says_who_does_what_until_when_and_has_room_for_all_that_follows(
    tmp_path,
):
    pdf = referral_pdf(REFERRAL)
    text = plain(pdf, tmp_path)
    words = (
        "干𬒗镇人大代表联络站",
        "群众反映事项交办单",
        REFERRAL.number,
        REFERRAL.source,
        "欧阳**（联系请经联络站）",
        "<b>晚上不敢出门</b>",
        "紧急：15 个工作日，请于2026年3月26日前书面答复",
        "由干𬒗镇人大主席团交办",
        "签收后10天内写明理由退回",
        "签收人",
        "办理情况",
        "□ A　已解决：问题已经解决或者基本解决",
        "□ C　暂不能解决：因受条件限制暂不能解决，已作解释说明",
        "代表意见",
        "告知反映人",
        "对办理结果：□满意",
        "□ 不满意",
        "归档",
        grouped(REFERRAL.code),
    )
    assert lacking(words, text) == []
    assert page_count(pdf) == 1


@pytest.mark.parametrize("value", [REFERRAL, replace(REFERRAL, content=LONG)])
def test_the_referral_slips_code_reads_back(value):
    pdf = referral_pdf(value)
    assert prove(pdf, [[value.code], *([()] * (page_count(pdf) - 1))]) == 1


def test_a_later_round_a_reprint_and_a_guessed_day_say_so(tmp_path):
    slip = replace(
        REFERRAL,
        round_no=2,
        printing=3,
        due_unconfirmed=True,
        earlier="第 1 轮未解决，反映人不满意",
    )
    text = plain(referral_pdf(slip), tmp_path)
    words = ("第2轮", "补打（第3次打印）", "（暂按周末推算）", "第1轮未解决")
    assert lacking(words, text) == []
    assert "首次打印" not in text


def test_a_long_content_goes_on_over_pages_that_name_the_slip(tmp_path):
    slip = replace(REFERRAL, content=LONG, assisting=tuple(f"协办第{n}局" for n in range(1, 13)))
    pdf = referral_pdf(slip)
    pages = page_count(pdf)
    assert pages > 5
    assert plain(pdf, tmp_path).count("晚上老人不敢出门") >= 2000
    assert "协办第12局" in page_text(pdf, tmp_path, 1)
    for number in range(2, pages + 1):
        assert lacking(("交办单（续）", slip.number), page_text(pdf, tmp_path, number)) == []


@pytest.mark.parametrize("length", range(0, 2400, 150))
def test_what_is_filled_in_by_hand_is_never_torn_apart(length, tmp_path):
    pdf = referral_pdf(replace(REFERRAL, content="路" * length))
    pages = [page_text(pdf, tmp_path, n) for n in range(1, page_count(pdf) + 1)]
    for block in (
        ("经办人", "签收人", "签收日期", "退回联络站"),
        ("承办单位填写", "办理情况", "答复类别", "（盖章）", "答复日期"),
        ("联络站填写", "代表意见", "告知反映人", "满意度", "归档"),
    ):
        assert any(lacking(block, page) == [] for page in pages), block


@pytest.mark.parametrize("length", [0, 60, 120, 180, 240])
def test_some_lines_of_content_stay_on_one_page(length):
    slip = replace(REFERRAL, content="路" * length, request="请先到现场看", earlier="第 1 轮未解决")
    assert page_count(referral_pdf(slip)) == 1


def test_a_slip_with_next_to_nothing_on_it_still_prints(tmp_path):
    slip = replace(
        REFERRAL,
        office="",
        phone="",
        person="",
        category="",
        place="",
        content="",
        unit="",
        assisting=(),
        period="",
        due_on=None,
        return_within="",
        clerk="",
        classes=(),
    )
    text = plain(referral_pdf(slip), tmp_path)
    assert lacking(("匿名", "（待定）", "（未定）", "未分类"), text) == []


def test_the_guidance_slip_stands_twice_on_one_sheet_once_for_each_side(tmp_path):
    pdf = guidance_pdf(GUIDANCE)
    text = plain(pdf, tmp_path)
    words = (
        "不在联络站受理范围内",
        "政法机关依照法律程序办理",
        "区人民法院执行局",
        "昌洲大道123号",
        "0580-2345678",
        "工作日8:30—17:00",
        "请带上判决书",
    )
    assert page_count(pdf) == 1
    assert [one for one in words if text.count("".join(one.split())) != 2] == []
    assert text.count("来访人签收：") == text.count("联络站（盖章）：") == 1
    assert prove(pdf, [[GUIDANCE.code, GUIDANCE.code]]) == 2


@pytest.mark.parametrize("remark", ["请带上判决书。" * 60, LONG])
def test_a_long_guidance_slip_takes_whole_sheets(remark, tmp_path):
    pdf = guidance_pdf(replace(GUIDANCE, remark=remark))
    pages = page_count(pdf)
    each = pages // 2
    meant = [[GUIDANCE.code] if n % each == 0 else [] for n in range(pages)]
    assert prove(pdf, meant) == 2
    assert plain(pdf, tmp_path).count("来访人签收：") == 1


def test_the_feedback_form_tells_the_answer_and_asks_what_the_visitor_thinks(tmp_path):
    pdf = feedback_pdf(FEEDBACK)
    text = plain(pdf, tmp_path)
    words = (
        "欧阳**：您好！",
        "四月底前全部换成新灯",
        "B 类 正在解决或列入计划：问题正在解决或者已经列入计划解决",
        "2026年3月25日",
        "□ 基本满意",
        "反映人签名：",
        "昌国路8号一楼",
    )
    assert lacking(words, text) == []
    assert page_count(pdf) == 1
    assert prove(pdf, [[FEEDBACK.code]]) == 1


@pytest.mark.parametrize("length", range(200, 3000, 200))
def test_the_visitors_signature_stays_with_the_ratings(length, tmp_path):
    pdf = feedback_pdf(replace(FEEDBACK, answer="换" * length, answer_class=None, round_no=2))
    last = page_text(pdf, tmp_path, page_count(pdf))
    assert lacking(("请您评价", "办理工作", "办理结果", "反映人签名："), last) == []


def test_the_list_says_what_was_asked_for_and_repeats_its_head(tmp_path):
    pdf = matters_pdf(MATTERS)
    pages = page_count(pdf)
    first = page_text(pdf, tmp_path, 1)
    words = (
        "范围：办理中，只看逾期",
        "共63件，其中逾期32件",
        "2026年3月26日打印，李某",
        "暂按周末推算",
    )
    assert lacking(words, first) == []
    assert all(width > height for width, height in page_sizes(pdf))
    assert pages > 1
    for number in range(1, pages + 1):
        page = page_text(pdf, tmp_path, number)
        assert lacking(("序号", "承办单位", f"第{number}页共{pages}页"), page) == []
    assert all(line.number in plain(pdf, tmp_path, "-layout") for line in MATTERS.lines)


def test_a_list_of_all_stations_names_them_and_an_empty_one_says_so(tmp_path):
    district = matters_pdf(replace(MATTERS, with_station=True))
    assert plain(district, tmp_path).count("联络站") > len(MATTERS.lines)
    empty = plain(matters_pdf(replace(MATTERS, lines=(), filters=())), tmp_path)
    assert lacking(("共0件", "没有符合条件的事项", "全部事项"), empty) == []


@pytest.mark.parametrize(
    "make, lost, value",
    [
        (referral_pdf, missing_in_referral, replace(REFERRAL, assisting=("局\U0010fffd",))),
        (guidance_pdf, missing_in_guidance, replace(GUIDANCE, title="字\U0010fffd")),
        (feedback_pdf, missing_in_feedback, replace(FEEDBACK, answer="字\U0010fffd")),
        (
            matters_pdf,
            missing_in_matters,
            replace(MATTERS, lines=(replace(MATTERS.lines[0], title="字\U0010fffd"),)),
        ),
    ],
)
def test_a_character_that_no_font_has_is_told(make, lost, value, tmp_path):
    assert lost(value) == {"\U0010fffd"}
    text = plain(make(value), tmp_path)
    assert "〓" in text
    assert "U+10FFFD" in text


def test_dates_are_written_as_official_papers_write_them(tmp_path):
    text = plain(referral_pdf(replace(REFERRAL, referred_on=date(2026, 1, 5))), tmp_path)
    assert "2026年1月5日" in text


@pytest.mark.parametrize("make, value", PAPERS[:3])
def test_a_slip_no_longer_in_force_says_so_below_its_title(make, value, tmp_path):
    pdf = make(replace(value, stamp="（已作废）"))
    assert "（已作废）" in plain(pdf, tmp_path)
    assert page_count(pdf) == 1
