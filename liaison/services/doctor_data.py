"""The doctor's look at the office's data: where it lies, who may read it, whether it is whole."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from liaison.domain.check import Check
from liaison.settings import NETWORK_FILE_SYSTEMS, Settings, file_system

if TYPE_CHECKING:
    from sqlalchemy import Connection

SYNCED = ("onedrive", "dropbox", "nutstore", "坚果云", "百度网盘", "baidu", "icloud", "syncthing")
"""Words in a folder's path that tell of a program copying it while the database is open."""
LEAST_FREE = 1 << 30
"""Bytes that should be free: a copy of the database, its log and a year's papers."""
ONLY_OWNER = stat.S_IRWXG | stat.S_IRWXO


def home(settings: Settings) -> Check:
    """A local folder that can be written and that nothing else copies about."""
    folder, name = settings.home, "数据文件夹"
    if not folder.exists():
        return Check(name, ok=True, text=f"{folder}（还没有，第一次启动时建立）")
    if not os.access(folder, os.W_OK | os.X_OK):
        return Check(name, ok=False, text=f"{folder} 不能写入：请检查权限或用 --home 另选一处")
    kind = file_system(folder)
    if settings.is_local_file and kind in NETWORK_FILE_SYSTEMS:
        text = f"{folder} 在网络共享（{kind}）上，数据库容易损坏：请放在本机磁盘"
        return Check(name, ok=False, text=text)
    if any(word in str(folder).lower() for word in SYNCED):
        text = f"{folder} 在同步盘里，数据库容易损坏、个人信息会上传：请移到同步盘之外"
        return Check(name, ok=False, text=text)
    return Check(name, ok=True, text=f"{folder}（本机磁盘 {kind}）" if kind else str(folder))


def permissions(settings: Settings) -> Check:
    """Only the owner may read: the folder 0700, every file 0600."""
    folder = settings.home
    if not folder.exists():
        return Check("权限", ok=True, text="还没有数据")
    if os.name != "posix":
        return Check("权限", ok=True, text="由系统账户管理")
    open_ones = [path for path in _own_files(settings) if path.stat().st_mode & ONLY_OWNER]
    if open_ones:
        names = "、".join(path.name for path in open_ones[:3])
        text = f"别的用户能读 {names}：请运行 chmod -R go= '{folder}'"
        return Check("权限", ok=False, text=text)
    return Check("权限", ok=True, text="只有本人能读")


def _own_files(settings: Settings) -> list[Path]:
    from liaison.services.attachment_files import kept

    folder = settings.home
    files = [path for path in folder.glob("liaison.db*") if path.is_file()]
    attached = (file for _, file in kept(settings.attachments))
    return [folder, *files, *settings.snapshots.glob("*.db"), *attached]


def attachments(settings: Settings) -> Check:
    """Every file that a row names is there; files that no row names are only told."""
    from sqlalchemy import inspect, text

    from liaison.services.attachment_files import kept

    stored = {digest for digest, _ in kept(settings.attachments)}
    with reading(settings) as connection:
        if connection is None or not inspect(connection).has_table("attachment"):
            return Check("附件", ok=True, text="还没有附件")
        named = set(connection.scalars(text("SELECT DISTINCT sha256 FROM attachment")))
        pictures = set()
        if inspect(connection).has_table("station_look"):
            query = "SELECT photo FROM representative UNION SELECT picture FROM station_look"
            pictures = set(connection.scalars(text(query))) - {""}
    if lost := len(named - stored):
        words = f"{lost} 个附件的文件不在 {settings.attachments}：请从备份恢复这个文件夹"
        return Check("附件", ok=False, text=words)
    idle = len(stored - named - pictures)
    words = f"{len(named)} 个文件都在" if named else "还没有附件"
    return Check(
        "附件", ok=True, text=f"{words}，另有 {idle} 个没有用到的，不影响使用" if idle else words
    )


def space(settings: Settings) -> Check:
    place = next(path for path in (settings.home, *settings.home.parents) if path.exists())
    free = shutil.disk_usage(place).free
    text = f"可用 {free / (1 << 30):.1f} GB"
    if free < LEAST_FREE:
        return Check("磁盘空间", ok=False, text=f"{text}，不足 1 GB：请腾出空间")
    return Check("磁盘空间", ok=True, text=text)


def database(settings: Settings) -> Check:
    """Whether the file is whole; a server is only asked to answer."""
    if not settings.is_local_file:
        return _server(settings)
    file = _file(settings)
    if not file.exists():
        return Check("数据库", ok=True, text="还没有，第一次启动时建立")
    try:
        with closing(_open_to_read(file)) as connection:
            (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        return Check("数据库", ok=False, text=f"打不开（{error}）：请保留文件，从备份恢复")
    if answer != "ok":
        return Check("数据库", ok=False, text="已损坏：请保留文件，从备份恢复")
    size = file.stat().st_size / (1 << 20)
    return Check("数据库", ok=True, text=f"SQLite，{file.name}，{size:.1f} MB，完整")


def migrations(settings: Settings) -> Check:
    from db.engine import open_engine
    from db.migrate import HEAD, revision

    if settings.is_local_file and not _file(settings).exists():
        return Check("结构版本", ok=True, text=f"本程序 {HEAD}，还没有数据")
    if settings.is_local_file:
        found = _revision_of(_file(settings))
    else:
        engine = open_engine(settings.database)
        found = revision(engine)
        engine.dispose()
    if found == HEAD:
        return Check("结构版本", ok=True, text=f"{HEAD}，最新")
    if found is not None and found > HEAD:
        text = f"数据是 {found}，本程序只认到 {HEAD}：请升级程序"
        return Check("结构版本", ok=False, text=text)
    return Check(
        "结构版本", ok=True, text=f"{found or '空'}，下次启动时升到 {HEAD}，升级前自动留副本"
    )


def backup(settings: Settings) -> Check:
    """There is no scheduled backup yet, and the line says so."""
    copies = sorted(settings.snapshots.glob("*.db")) if settings.snapshots.exists() else []
    kept = f"；升级前的副本有 {len(copies)} 份" if copies else ""
    text = f"尚未配置自动备份：请关闭程序后把整个数据文件夹复制到另一块盘，每天一次{kept}"
    return Check("备份", ok=False, text=text)


def web_address(settings: Settings) -> Check:
    """Without an address codes are plain identifiers, and posters promise no page."""
    address = _setting(settings, "web_address")
    if address:
        return Check("办公网址", ok=True, text=f"{address}，码是它的短链接")
    text = (
        "没有设置：码只是编号（URN），扫码不会打开网页，海报上也不这样写；在“设置”里填写后重新出码"
    )
    return Check("办公网址", ok=True, text=text)


def _setting(settings: Settings, key: str) -> str:
    from sqlalchemy import text

    with reading(settings) as connection:
        if connection is None:
            return ""
        query = text("SELECT value FROM setting WHERE key = :key")
        value = connection.execute(query, {"key": key}).scalar()
    return str(value or "").strip('"')


@contextmanager
def reading(settings: Settings) -> "Iterator[Connection | None]":
    """The office's database to look at; None where there is none yet. Makes nothing."""
    from sqlalchemy import create_engine

    file = _file(settings)
    if settings.is_local_file:
        if not file.exists():
            yield None
            return
        engine = create_engine("sqlite://", creator=lambda: _open_to_read(file))
    else:
        engine = create_engine(settings.database)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _server(settings: Settings) -> Check:
    from sqlalchemy import text

    from db.engine import open_engine

    engine = open_engine(settings.database)
    try:
        with engine.connect() as connection:
            release = connection.execute(text("SHOW server_version")).scalar()
    finally:
        engine.dispose()
    return Check("数据库", ok=True, text=f"PostgreSQL {release}")


def _revision_of(file: Path) -> str | None:
    with closing(_open_to_read(file)) as connection:
        try:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        except sqlite3.OperationalError:
            return None
    return str(row[0]) if row else None


def _open_to_read(file: Path) -> sqlite3.Connection:
    """Never makes the file; `mode=ro` would leave its write-ahead log lying about."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True)


def _file(settings: Settings) -> Path:
    from db.engine import address

    return Path(address(settings.database).database or settings.home / "liaison.db")
