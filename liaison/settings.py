"""This machine's settings: where the data lives and which database it is."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from liaison.domain.errors import BadInput, Unavailable

NETWORK_FILE_SYSTEMS = frozenset(
    {"cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "afs", "ncpfs", "fuse.sshfs", "fuse.davfs"}
)
ATTACHMENTS = "attachments"
MOUNTS = Path("/proc/self/mounts")


@dataclass(frozen=True)
class Settings:
    """`home` holds everything of one office; `database` is an SQLAlchemy URL."""

    home: Path
    database: str

    @property
    def is_local_file(self) -> bool:
        return self.database.startswith("sqlite")

    @property
    def snapshots(self) -> Path:
        return self.home / "snapshots"

    @property
    def attachments(self) -> Path:
        return self.home / ATTACHMENTS


def read_settings(
    home: str | Path | None = None, environ: Mapping[str, str] = os.environ
) -> Settings:
    """`--home`, else `LIAISON_HOME`, else the user's data folder; `settings.toml` in it may name a database."""
    if home == "":
        raise BadInput("home_empty")
    folder = Path(home or environ.get("LIAISON_HOME") or _default_home()).expanduser().absolute()
    return Settings(folder, _database(folder, environ))


def prepare_home(settings: Settings) -> None:
    """Make the folder, for this user only. Unavailable: it can't be written, or lies on a share."""
    home = settings.home
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise Unavailable("home_not_a_folder", home=str(home)) from error
    except OSError as error:
        raise Unavailable("home_not_writable", home=str(home)) from error
    if not os.access(home, os.W_OK | os.X_OK):
        raise Unavailable("home_not_writable", home=str(home))
    kind = file_system(home)
    if settings.is_local_file and kind in NETWORK_FILE_SYSTEMS:
        raise Unavailable("home_on_share", home=str(home), kind=kind)


def file_system(folder: Path, mounts: Path = MOUNTS) -> str:
    """The type of the file system that holds `folder`; "" where the system doesn't tell."""
    if not mounts.exists():
        return ""
    best, wanted = ("", ""), folder.resolve()
    for line in mounts.read_text(errors="replace").splitlines():
        _device, point, kind, *_ = line.split(" ")
        place = point.replace("\\040", " ")
        if wanted.is_relative_to(place) and len(place) >= len(best[0]):
            best = (place, kind)
    return best[1]


def _default_home() -> Path:
    from platformdirs import user_data_path

    return user_data_path("liaison", appauthor=False)


def _database(home: Path, environ: Mapping[str, str]) -> str:
    named = environ.get("LIAISON_DATABASE") or _from_toml(home / "settings.toml")
    return named or f"sqlite:///{home / 'liaison.db'}"


def _from_toml(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8")
        value = tomllib.loads(text).get("database", "")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        raise Unavailable("settings_not_readable", file=str(file)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput("bad_settings_file", file=str(file)) from error
    if not isinstance(value, str):
        raise BadInput("bad_settings_file", file=str(file))
    return value
