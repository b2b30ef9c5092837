"""What stands between the network and the pages: bounds, headers, tickets, and a log without persons."""

import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.portal import site as site_module
from liaison.portal.guard import LOG, shown_path
from liaison.portal.limits import Limit, coarse, whose
from liaison.portal.routes import application
from liaison.portal.tickets import VALID_SECONDS, Tickets
from tests.portal.conftest import WORDS, TestClient, code_of, picture, ticket_of, write


@pytest.fixture
def log(caplog):
    LOG.addHandler(caplog.handler)
    LOG.setLevel(logging.INFO)
    yield caplog
    LOG.removeHandler(caplog.handler)


def test_every_answer_bears_the_strict_headers(phone, town):
    for path in (town.station, f"{town.station}/write", "/q/", "/nothing", "/assets/portal.css"):
        headers = phone.get(path).headers
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        for rule in ("style-src 'self'", "form-action 'self'", "frame-ancestors 'none'"):
            assert rule in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "strict-transport-security" not in headers
    assert phone.get(f"{town.station}/write").headers["cache-control"] == "no-store"


def test_no_page_has_script_or_style_of_its_own_or_anything_from_elsewhere(phone, town):
    for path in (town.station, town.path("王建国"), f"{town.station}/write", "/q/"):
        text = phone.get(path).text
        assert "<script" not in text
        assert "<style" not in text
        assert not re.search(r"\s(style|on\w+)=", text)
        assert not re.search(r'(src|href|action)="(?!/|tel:)', text)


def test_behind_https_the_cookie_is_secure_and_https_is_kept(town):
    with TestClient(application(town.office, behind_proxy=True)) as phone:
        answer = phone.get(f"{town.station}/write", headers={"x-forwarded-proto": "https"})
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        cookie = answer.headers["set-cookie"].lower()
        assert all(part in cookie for part in ("secure", "httponly", "samesite=lax"))


def test_a_form_without_the_ticket_of_this_browser_is_not_taken(phone, town):
    path = f"{town.station}/write"
    ticket = ticket_of(phone.get(path))
    with TestClient(application(town.office)) as elsewhere:
        assert elsewhere.post(path, data={"ticket": ticket, "words": WORDS}).status_code == 403
    for wrong in ("", "x", ticket[:-1], ticket.replace(".", ".1", 1), f"{ticket}0", "é.1.é"):
        page = phone.post(path, data={"ticket": wrong, "words": WORDS})
        assert page.status_code == 403
        assert WORDS in page.text
    other = phone.post(f"{town.path('王建国')}/write", data={"ticket": ticket, "words": WORDS})
    assert other.status_code == 403
    phone.cookies.clear()
    assert phone.post(path, data={"ticket": ticket, "words": WORDS}).status_code == 403


def test_a_ticket_grows_old():
    now = [1000.0]
    tickets = Tickets(lambda: now[0])
    ticket = tickets.issue("c", "/s/x/write")
    assert tickets.once(ticket, "c", "/s/x/write") is not None
    now[0] += VALID_SECONDS + 1
    assert tickets.once(ticket, "c", "/s/x/write") is None


@given(st.text(max_size=100), st.text(max_size=20))
def test_no_text_at_all_is_a_ticket(text, cookie):
    assert Tickets().once(text, cookie, "/s/x/write") is None


def test_one_address_may_not_send_all_day_and_keeps_its_words(phone, town):
    pages = [write(phone, f"{town.station}/write", words=f"第{n}件") for n in range(32)]
    assert [page.status_code for page in pages] == [200] * 30 + [429] * 2
    assert "第31件" in pages[-1].text


def test_guessing_codes_ends_soon_and_the_right_page_still_opens(phone, town):
    pages = [phone.get(f"/q/{n:017d}") for n in range(32)]
    assert {page.status_code for page in pages[:30]} <= {404, 422}
    assert pages[-1].status_code == 429
    assert "请歇一会儿" in pages[-1].text
    assert phone.get("/s/00000000000000000").status_code == 429
    assert phone.get(town.station).status_code == 200


def test_a_browser_that_never_stops_is_slowed_down(town):
    with TestClient(application(town.office, pages=Limit(5, 60))) as phone:
        assert [phone.get("/q/").status_code for _ in range(7)] == [200] * 5 + [429] * 2


def test_forwarded_addresses_count_only_behind_our_own_proxy():
    assert whose("10.0.0.1", "1.2.3.4, 5.6.7.8", behind_proxy=False) == "10.0.0.1"
    assert whose("10.0.0.1", "1.2.3.4, 5.6.7.8", behind_proxy=True) == "5.6.7.8"
    assert whose("10.0.0.1", "rubbish", behind_proxy=True) == "10.0.0.1"
    assert whose("2001:db8:1:2:3::4", "", behind_proxy=False) == "2001:db8:1:2::/64"
    assert coarse("192.168.7.9") == "192.168.…"


def test_counters_forget_the_longest_silent_address_and_old_times():
    now = [0.0]
    limit = Limit(1, 10, lambda: now[0], addresses=3)
    assert [limit.count(one) for one in "abcd"] == [True] * 4
    assert len(limit._times) == 3
    assert not limit.count("d")
    now[0] = 11
    assert limit.count("d")


def test_what_is_too_large_is_refused_before_and_while_it_comes(town):
    with TestClient(application(town.office, most_body=200_000)) as phone:
        path = f"{town.station}/write"
        page = write(phone, path, [b"\xff" * 300_000])
        assert page.status_code == 413
        assert "图片太大" in page.text

        def unannounced():
            for _ in range(5):
                yield b"x" * 65_536

        type_ = {"content-type": "multipart/form-data; boundary=b"}
        assert phone.post(path, content=unannounced(), headers=type_).status_code == 413


def test_a_field_far_too_long_and_a_broken_body_are_refused(phone, town):
    path = f"{town.station}/write"
    assert write(phone, path, [picture((9, 9))], words="长" * 20_000).status_code == 413
    type_ = {"content-type": "multipart/form-data; boundary=b"}
    assert phone.post(path, content=b"--b\r\nrubbish", headers=type_).status_code in (403, 413)
    assert phone.post(path, content=b"\xff\xfe", headers={"content-type": "x/y"}).status_code == 403


def test_odd_methods_and_addresses_are_answered_calmly(phone, town):
    assert phone.head(town.station).status_code == 200
    assert phone.options(town.station).status_code == 204
    for method in ("PUT", "DELETE", "TRACE", "PROPFIND"):
        answer = phone.request(method, town.station)
        assert answer.status_code == 405
        assert "不能这样打开" in answer.text or method == "TRACE"
    assert phone.post(town.station).status_code == 405
    for path in ("/s", "/s/", "/.git/config", "/assets/../../etc/passwd", "/r/x/large.jpg"):
        assert phone.get(path).status_code == 404


def test_a_bug_is_one_calm_sentence_and_a_place_in_the_log(phone, town, monkeypatch, log):
    def broken(*_):
        raise ValueError(WORDS)

    monkeypatch.setattr(site_module, "render_page", broken)
    page = phone.get(town.station)
    assert page.status_code == 500
    assert "出了点问题" in page.text
    assert "Traceback" not in page.text
    assert WORDS not in page.text + log.text
    assert "ValueError in test_guard.py" in log.text


def test_the_log_says_which_kind_of_page_and_nothing_about_persons(phone, town, log):
    page = write(phone, f"{town.path('王建国')}/write", phone="13900009999", name="李四")
    code = code_of(page).replace(" ", "")
    phone.get(f"/q/{code}")
    phone.post("/q/", data={"code": code})

    assert "POST /r/…/write 200" in log.text
    assert "GET /q/… 200" in log.text
    for secret in (WORDS[:6], "13900009999", "李四", code, town.path("王建国")[3:], "testclient"):
        assert secret not in log.text


@given(st.text(max_size=60))
def test_no_address_reaches_the_log(path):
    shown = shown_path("/" + path)
    assert re.fullmatch(r"/|/\?|/(s|r|q|assets)/(…(/(write|report|notice))?)?", shown)
