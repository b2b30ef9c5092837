"""The doctor: what this machine and this office have, and what to do where something is missing.

Looks only: it makes no folder, opens the database for reading and changes nothing.
"""

from collections.abc import Callable
from functools import partial

from sqlalchemy.exc import ArgumentError, DBAPIError

from db.faults import as_unavailable
from liaison.domain.check import Check
from liaison.domain.errors import BadInput
from liaison.domain.words import sentence
from liaison.services import doctor_calendar, doctor_data, doctor_duty, doctor_machine
from liaison.settings import Settings

__all__ = ["Check", "checks"]


def checks(settings: Settings) -> tuple[Check, ...]:
    """All checks, in the order to read them; a check that fails itself says so in its line."""
    machine: list[tuple[str, Callable[[], Check]]] = [
        ("版本", doctor_machine.versions),
        ("PySide6", doctor_machine.pyside_keeps_none),
        ("窗口系统库", doctor_machine.window_libraries),
        ("字体", doctor_machine.fonts),
        ("打印机", doctor_machine.printers),
        ("输入法", doctor_machine.input_method),
    ]
    data: list[tuple[str, Callable[[Settings], Check]]] = [
        ("数据文件夹", doctor_data.home),
        ("权限", doctor_data.permissions),
        ("磁盘空间", doctor_data.space),
        ("数据库", doctor_data.database),
        ("结构版本", doctor_data.migrations),
        ("附件", doctor_data.attachments),
        ("备份", doctor_data.backup),
        ("办公网址", doctor_data.web_address),
        ("日历", doctor_calendar.years),
        (doctor_duty.NAME, doctor_duty.rules),
    ]
    found = [_safely(name, check) for name, check in machine]
    found += [_safely(name, partial(check, settings)) for name, check in data]
    return tuple(found)


def _safely(name: str, check: Callable[[], Check]) -> Check:
    """One broken check never hides the others."""
    try:
        return check()
    except DBAPIError as error:
        told = as_unavailable(error)
        text = sentence(told) if told else f"这一项没有查成（{type(error).__name__}）"
        return Check(name, ok=False, text=text)
    except (ArgumentError, ImportError, ValueError):
        return Check(name, ok=False, text=sentence(BadInput("bad_database_address")))
    except Exception as error:  # noqa: BLE001 - its kind is told; its text may hold data
        return Check(name, ok=False, text=f"这一项没有查成（{type(error).__name__}）")
