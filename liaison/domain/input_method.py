"""Chinese input on Linux: which variables the packaged Qt needs before the application starts.

Qt's packages bring plug-ins for IBus and none for fcitx, so a desktop set to fcitx silently gets no
Chinese. fcitx answers IBus's portal: `QT_IM_MODULE=ibus` with `IBUS_USE_PORTAL=1` reaches it. What
people set themselves and can work is never overwritten.
"""

from collections.abc import Mapping
from pathlib import Path

SINGLE, SEVERAL, PORTAL = "QT_IM_MODULE", "QT_IM_MODULES", "IBUS_USE_PORTAL"
DESKTOP_WIDE = ("XMODIFIERS", "GTK_IM_MODULE")
"""Where a desktop says which input method it runs, besides Qt's own variables."""


def needed(environ: Mapping[str, str], plugins: Path) -> dict[str, str]:
    """The variables to set; empty when nothing need change. `plugins` is Qt's plug-in folder."""
    if not asks_for_fcitx(environ) or has_plugin(plugins, "fcitx"):
        return {}
    several, single = environ.get(SEVERAL, ""), environ.get(SINGLE, "")
    change: dict[str, str] = {}
    if several:  # Qt reads the list first and ignores the single one
        if "ibus" not in several.split(";"):
            change[SEVERAL] = f"{several};ibus"
    elif not single or single.startswith("fcitx"):
        change[SINGLE] = "ibus"
    elif single != "ibus":
        return {}
    if not environ.get(PORTAL):
        change[PORTAL] = "1"
    return change


def asks_for_fcitx(environ: Mapping[str, str]) -> bool:
    return any("fcitx" in environ.get(name, "") for name in (SINGLE, SEVERAL, *DESKTOP_WIDE))


def has_plugin(plugins: Path, name: str) -> bool:
    return any(name in file.name for file in (plugins / "platforminputcontexts").glob("*"))


def advice(environ: Mapping[str, str], plugins: Path) -> tuple[bool, str]:
    """Whether Chinese can be typed as far as the settings tell, and the sentence for the doctor."""
    change = needed(environ, plugins)
    if change:
        words = "、".join(f"{name}={value}" for name, value in change.items())
        return True, f"桌面用 fcitx，程序启动时自动设 {words}，经 IBus 接口输入中文"
    if asks_for_fcitx(environ) and not has_plugin(plugins, "fcitx"):
        single = environ.get(SINGLE, "")
        if environ.get(SEVERAL) or single in ("", "ibus"):
            return True, "桌面用 fcitx，已设成经 IBus 接口输入中文"
        return False, f"桌面用 fcitx，但 {SINGLE}={single} 打不出中文；请取消这个设置再启动"
    if asks_for_fcitx(environ):
        return True, "fcitx（有自带插件）"
    if "ibus" in (environ.get(SEVERAL) or environ.get(SINGLE) or environ.get(DESKTOP_WIDE[0], "")):
        return True, "IBus"
    return False, "没有看到中文输入法的设置；若打不出中文，请安装 fcitx5 或 ibus 并重新登录"
