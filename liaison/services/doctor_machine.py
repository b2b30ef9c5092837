"""The doctor's look at the machine: packages, fonts, printers, input method. No Qt is imported here."""

import os
import platform
import shutil
import sqlite3
import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from liaison.domain import input_method as decision
from liaison.domain.check import Check
from resources import assets

PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "reportlab")
RARE = "㛃䶮𬭎𬱖𬒗"
"""Characters of real names; the last two lie beyond the basic plane."""
PATIENCE = 20
"""Seconds that another program may take."""

PROBE = """
import sys
from PySide6.QtCore import QObject
keep = [None] * 100_000
one = QObject()
before = sys.getrefcount(None)
for _ in range(1000):
    one.setObjectName("x")
print(before - sys.getrefcount(None))
"""
"""Counts the references to None that 1,000 calls of Qt lose; PySide6 6.12.0 loses one a call."""
MOST_LOST = 50


def versions() -> Check:
    packages = "，".join(f"{name} {version(name)}" for name in PACKAGES)
    return Check(
        "版本",
        sys.version_info >= (3, 11),
        f"Python {platform.python_version()}，SQLite {sqlite3.sqlite_version}，{packages}",
    )


def pyside_keeps_none() -> Check:
    lost = references_lost()
    if lost is None:
        return Check("PySide6", ok=False, text="不能启动：请运行 ./run.sh 补装系统组件")
    if lost > MOST_LOST:
        text = f"这个版本每千次调用丢失 {lost} 个 None 引用，会使程序中止：请运行 ./run.sh 装回锁定的版本"
        return Check("PySide6", ok=False, text=text)
    return Check("PySide6", ok=True, text="引用计数正常")


def references_lost() -> int | None:
    """References to None lost in 1,000 calls, in a process of its own; None when Qt doesn't start."""
    run = _run([sys.executable, "-c", PROBE])
    return int(run.stdout) if run and run.returncode == 0 else None


def window_libraries() -> Check:
    """Libraries that the xcb window plug-in wants and the system lacks."""
    name = "窗口系统库"
    plugin = plugins() / "platforms" / "libqxcb.so"
    if not plugin.exists() or shutil.which("ldd") is None:
        return Check(name, ok=True, text="不需要（不是 X11 系统）")
    run = _run(["ldd", str(plugin)])
    lines = run.stdout.splitlines() if run else []
    missing = [line.split()[0] for line in lines if "not found" in line]
    if missing:
        return Check(name, ok=False, text=f"缺 {'、'.join(missing)}：请运行 ./run.sh 补装")
    return Check(name, ok=True, text="齐全")


def fonts() -> Check:
    from fontTools.ttLib import TTFont

    wanted = {ord(character) for character in (*RARE, *gb2312())}
    for name in ("regular", "bold"):
        try:
            path = assets.font_path(name)
        except assets.AssetMissingError as error:
            text = f"没有 {error.path.name}：请运行 ./run.sh 生成"
            return Check("字体", ok=False, text=text)
        with TTFont(path, lazy=True) as font:
            lacking = wanted - font.getBestCmap().keys()
        if lacking:
            some = "".join(chr(code) for code in sorted(lacking)[:5])
            return Check("字体", ok=False, text=f"{path.name} 缺 {len(lacking)} 个字，如 {some}")
    return Check("字体", ok=True, text=f"常规和粗体齐全，国标一二级汉字和罕用字 {RARE} 都有")


def gb2312() -> str:
    """The 6763 characters of the national standard's two levels."""
    cells = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in cells)


def printers() -> Check:
    run = _run(["lpstat", "-e"])
    names = run.stdout.split() if run and run.returncode == 0 else []
    if names:
        return Check("打印机", ok=True, text="、".join(names))
    return Check("打印机", ok=True, text="没有看到打印机：预览和存成 PDF 照常可用")


def input_method() -> Check:
    if not sys.platform.startswith("linux"):
        return Check("输入法", ok=True, text="用系统自带的输入法")
    ok, text = decision.advice(os.environ, plugins())
    return Check("输入法", ok, text)


def plugins() -> Path:
    """Qt's plug-in folder, found without starting Qt."""
    spec = find_spec("PySide6")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0] if places else "", "Qt", "plugins")


def _run(words: list[str]) -> subprocess.CompletedProcess[str] | None:
    """Run another program; None when it isn't there or doesn't answer."""
    try:
        return subprocess.run(  # noqa: S603 - fixed words, no shell
            words, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
