"""The whole job in the real window, as `python main.py tour` does it."""

import os
import subprocess
import sys
from pathlib import Path

import pypdfium2

from liaison.documents.readback import codes_in_file

ROOT = Path(__file__).parents[2]


def run(*words, **environ):
    return subprocess.run(
        [sys.executable, "main.py", *words],
        cwd=ROOT,
        env=os.environ | environ,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def test_the_tour_leaves_pictures_papers_and_a_protocol(tmp_path):
    out = tmp_path / "tour"
    done = run("tour", "--out", str(out))

    assert done.returncode == 0, done.stderr
    protocol = (out / "tour.txt").read_text("utf-8")
    assert "两件事项，全部用键盘，编号 339901001-" in protocol
    assert "还没有" not in protocol
    names = {file.name.partition("-")[2] for file in out.glob("*.png")}
    for page in ("today", "receptions", "matters", "people", "codes", "reports", "settings"):
        assert f"{page}@200.png" in names, page
    for page in ("welcome", "import-done", "new-reception", "read-back", "recorded", "codes"):
        assert f"{page}.png" in names, page
    (report,) = out.glob("month-*.pdf")
    with pypdfium2.PdfDocument(report) as pdf:
        assert "接待群众情况月报表" in pdf[0].get_textpage().get_text_range()
    assert len(list((out / "codes").glob("*.pdf"))) >= 6
    assert "走了 2 轮" in protocol
    for slip in ("referral", "referral-2", "feedback", "guidance"):
        assert len([code for page in codes_in_file(out / f"{slip}.pdf") for code in page]) >= 1, (
            slip
        )
    for page in ("step-refer", "matter-scanned", "matter-second-round", "matter-archived"):
        assert f"{page}.png" in names, page


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path):
    taken = tmp_path / "file"
    taken.write_text("")
    done = run("tour", "--out", str(taken / "tour"))

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert str(taken) in done.stderr
