"""The plain words of an 信息码: short, whole characters, the label last."""

import cv2
import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from liaison.documents.qr import Level, symbol
from liaison.domain.code_facts import MOST_BYTES, facts
from liaison.domain.codes import is_label, label

LABEL = label("330902004", 1)
STATION = "城东街道人大代表联络站"
STATIONS = (STATION, "干𬒗镇人大代表联络站", "昌国街道香园社区代表联络站")
RULES = (
    "每月10日 9:00",
    "每周三上午，遇节假日顺延一周",
    "每月15日 9:00-11:30，遇节假日顺延；每月最后一个工作日；单月10日、双月8日",
    "",
)


def test_the_facts_are_one_line_with_the_label_last():
    said = facts(STATION, "每月10日 9:00", "0580-1234567", LABEL)
    assert said == f"{STATION} 接待日每月10日 9:00 电话0580-1234567 编号 {LABEL}"
    said = facts(STATION, "", "", LABEL, "周𬭎")
    assert said == f"代表周𬭎 {STATION} 编号 {LABEL}"


def test_long_rules_lose_their_holidays_first_then_the_later_rules():
    long = "每月15日 9:00-11:30，遇节假日顺延；每月最后一个工作日；单月10日、双月8日"
    said = facts(STATION, long, "0580-1234567", LABEL)
    assert "接待日每月15日 9:00-11:30等 电话0580-1234567" in said
    assert "接待日每周三上午，遇节假日停一次，不补 " in facts(
        "金塘站", "每周三上午，遇节假日停一次，不补", "", LABEL
    )


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=60), st.text(max_size=80))
def test_whatever_stands_in_the_register_it_stays_short_and_ends_in_the_label(
    station, rule, phone, person
):
    said = facts(station, rule, phone, LABEL, person)
    assert len(said.encode()) <= MOST_BYTES
    assert said.split(" ")[-1] == LABEL
    assert is_label(said.split(" ")[-1])
    assert "\n" not in said


def picture(text, level, module=6):
    dark = np.array(symbol(text, level).rows())
    page = np.pad(np.where(dark, 0, 255).astype(np.uint8), 4, constant_values=255)
    return np.kron(page, np.ones((module, module), np.uint8))


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("station", STATIONS)
def test_two_decoders_read_the_same_utf_8(zbar, level, rule, station):
    text = facts(station, rule, "0580-2626983", LABEL, "钱㛃")
    page = picture(text, level)
    assert [one.text for one in zxingcpp.read_barcodes(page)] == [text]
    assert [one.data.decode() for one in zbar(Image.fromarray(page))] == [text]


def test_opencv_reads_the_same_utf_8_where_it_finds_the_code_at_all():
    texts = [facts(station, rule, "0580-2626983", LABEL) for station in STATIONS for rule in RULES]
    makers = (cv2.QRCodeDetector(), cv2.QRCodeDetectorAruco())
    found = [{one.detectAndDecode(picture(text, Level.Q))[0] for one in makers} for text in texts]
    assert all(read <= {text, ""} for read, text in zip(found, texts, strict=True))
    assert sum(text in read for read, text in zip(found, texts, strict=True)) >= len(texts) - 1
