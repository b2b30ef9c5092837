"""A walk through the main job in the real window, without a screen: pictures, papers, a protocol.

A fresh office in a throw-away folder takes in sample books, a reception is typed key by key, the
month's report and the codes are made. A second process takes every page of the made-up office at
200 %.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from liaison.domain.errors import BadInput, LiaisonError
from liaison.domain.words import sentence

if TYPE_CHECKING:
    from ui.tour_steps import Walk

SIZE = (1366, 768)
FAILED, BAD_USE = 1, 2
ROOT = Path(__file__).resolve().parent.parent


def tour(out: str | Path) -> int:
    """Write pictures, papers and `tour.txt` into the folder `out`; the process's exit code."""
    folder = Path(out)
    try:
        _prepare(folder)
    except LiaisonError as error:
        print(sentence(error), file=sys.stderr)
        return BAD_USE
    home = Path(tempfile.mkdtemp(prefix="liaison-tour-"))
    try:
        lines = _walk(home, folder)
        ok = _again_large(home / "demo", folder)
    except LiaisonError as error:
        print(sentence(error), file=sys.stderr)
        return FAILED
    finally:
        shutil.rmtree(home, ignore_errors=True)
    lines.append("放大到 200 % 的图：" + ("已存" if ok else "没有做成"))
    (folder / "tour.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
    print(f"图、文件和这份记录在 {folder.absolute()}")
    return 0 if ok else FAILED


def _prepare(folder: Path) -> None:
    if folder == Path():
        raise BadInput("tour_without_out")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tour.txt").touch()
    except OSError as error:
        raise BadInput("file_not_writable", file=str(folder)) from error


def _offscreen() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())


def _walk(home: Path, folder: Path) -> list[str]:
    """The whole job; every step is timed and told."""
    from ui import tour_steps

    walk = _open(home, folder, "")
    try:
        return _steps(walk, tour_steps.STEPS)
    finally:
        walk.close()


def _steps(walk: "Walk", steps: "tuple[tuple[str, Callable[[Walk], str]], ...]") -> list[str]:
    lines = ["人大代表联络站：走一遍主要工作（人名和事项都是编造的）", ""]
    for number, (title, step) in enumerate(steps, start=1):
        began = monotonic()
        said = step(walk)
        spent = monotonic() - began
        lines.append(f"{number:2}. {title}：{said}（{spent:.1f} 秒）")
    return lines


def _open(home: Path, folder: Path, ending: str) -> "Walk":
    _offscreen()
    from liaison.settings import read_settings
    from ui.desk import Desk
    from ui.start import make_app
    from ui.tour_steps import Walk

    settings = read_settings(home, {})
    app = make_app(settings, ["liaison"])
    desk = Desk(settings)
    desk.window.resize(*SIZE)
    walk = Walk(app, desk, folder, ending)
    walk.wait_for(desk.filled, desk.open)
    desk.window.resize(*SIZE)
    desk.window.activateWindow()
    return walk


def _again_large(home: Path, folder: Path) -> bool:
    """Each page at twice the pixels, in a process of their own: Qt fixes the scale at start."""
    command = [sys.executable, "-m", "ui.tour", str(home), str(folder)]
    environ = os.environ | {"QT_SCALE_FACTOR": "2", "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(  # noqa: S603 - our own module
        command, cwd=ROOT, env=environ, capture_output=True, timeout=300, check=False
    )
    if run.returncode:
        sys.stderr.write(run.stderr.decode(errors="replace"))
    return not run.returncode


def _main(home: str, folder: str) -> int:
    from liaison.office import Office
    from liaison.services import demo
    from liaison.settings import read_settings
    from ui import tour_steps

    office = Office.open(read_settings(home, {}), "联络员")
    office.write(demo.fill)
    office.close()
    walk = _open(Path(home), Path(folder), "@200")
    try:
        _steps(walk, tour_steps.PAGES_ONLY)
    finally:
        walk.close()
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1], sys.argv[2]))
