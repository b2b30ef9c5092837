"""`portal serve` as a process: one line when ready, nothing lost under load, a calm end."""

import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from db.models import Submission
from liaison.office import Office
from liaison.services import codes, portal_pages
from liaison.settings import read_settings
from tests.portal.conftest import fill

MAIN = Path(__file__).parents[2] / "main.py"


@pytest.fixture
def home(tmp_path):
    office = Office.open(read_settings(tmp_path / "home", {}), "李某")
    office.write(fill)
    row = office.read(codes.codes)[0]
    yield tmp_path / "home", office, f"/s/{portal_pages.identifier_of(row)}"
    office.close()


@contextmanager
def served(folder, *more):
    words = [sys.executable, MAIN, "--home", folder, "portal", "serve", "--port", "0", *more]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            line = process.stdout.readline()
            found = re.fullmatch(r"已开始服务 (http://127\.0\.0\.1:\d+)/\n", line)
            assert found, line + process.stderr.read()
            yield process, found[1]
        finally:
            if process.poll() is None:
                process.kill()
            process.communicate()


def send(base, path, number):
    """One phone behind the office's proxy: its own address, its own cookie."""
    address = {"x-forwarded-for": f"10.1.{number // 250}.{number % 250}"}
    with httpx.Client(base_url=base, headers=address, timeout=30) as phone:
        ticket = re.search(r'name="ticket" value="([^"]+)"', phone.get(path).text)[1]
        data = {"ticket": ticket, "words": f"第 {number} 件", "tell_how": "code"}
        return phone.post(path, data=data).status_code


def test_none_of_forty_submissions_at_once_is_lost(home):
    folder, office, station = home
    with served(folder, "--proxy") as (process, base):
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda n: send(base, f"{station}/write", n), range(40)))
        assert answers == [200] * 40
        process.send_signal(signal.SIGINT)
        _, log = process.communicate(timeout=20)
    assert process.returncode == 0
    assert "已停止服务" in log
    assert "Traceback" not in log
    assert "第 " not in log
    words = office.read(lambda work: {row.words for row in work.session.query(Submission)})
    assert words == {f"第 {number} 件" for number in range(40)}


def test_a_taken_port_and_one_that_cannot_be_had_are_told_in_one_sentence(home):
    folder, _, _ = home
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for words, told in (
            (["--port", str(port)], f"端口 {port} 已被占用"),
            (["--port", "70000"], "不能在"),
            (["--host", "203.0.113.1", "--port", "0"], "不能在"),
        ):
            done = subprocess.run(
                [sys.executable, MAIN, "--home", folder, "portal", "serve", *words],
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert done.returncode == 2
            assert told in done.stderr
            assert "Traceback" not in done.stderr


def test_export_by_the_command_line_says_how_many_and_that_no_address_is_set(home, tmp_path):
    folder, _, station = home
    done = subprocess.run(
        [sys.executable, MAIN, "--home", folder, "portal", "export", tmp_path / "www"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert "已写入 4 个码的网页" in done.stdout
    assert "没有设置网址" in done.stderr
    assert (tmp_path / "www" / station[1:] / "index.html").exists()
