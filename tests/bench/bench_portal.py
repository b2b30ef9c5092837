"""What the phone waits for: the server's own time a page, and two hundred submissions in a minute."""

import statistics
import tempfile
import time
import warnings
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from liaison.office import Office
from liaison.portal.limits import Limit
from liaison.portal.routes import application
from liaison.services import codes, portal_pages
from liaison.services.work import Work
from liaison.settings import read_settings
from tests.bench.bench import Level, percentile
from tests.paperwork import Paperwork
from tests.portal.conftest import TestClient, fill
from tests.portal.test_serve import send, served

SUBMISSIONS, PHONES, PAGES = 200, 8, 200


def benches() -> Iterable[Level]:
    folder = Path(tempfile.mkdtemp(prefix="liaison-bench-"))
    office = Office.open(read_settings(folder / "home", {}), "李某")
    office.write(_district)
    rows = office.read(codes.codes)
    station = f"/s/{portal_pages.identifier_of(rows[0])}"
    person = f"/r/{portal_pages.identifier_of(rows[1])}"
    for name, path in {
        "station's page": station,
        "representative's page": person,
        "the form": f"{station}/write",
    }.items():
        yield Level(f"portal, {name}, p95", lambda path=path: _page_ms(office, path), "ms", 20)
    yield Level("portal, weight with picture and style", lambda: _weight(office, person), "KB", 100)
    taken: list[float] = []
    lost = lambda: _lost(folder / "home", station, office, taken)  # noqa: E731 - measured once
    yield Level(f"{SUBMISSIONS} submissions, lost", lost, "", 0)
    yield Level(f"{SUBMISSIONS} submissions, time", lambda: taken[0], "s", 60)
    office.close()


def _district(work: Work) -> None:
    """The station under test, and twelve more: 256 representatives in all."""
    fill(work)
    for place in range(12):
        desk = Paperwork(work, name=f"第{place}联络站", code=f"330902{100 + place}")
        for number in range(21):
            desk.representative(f"代表{place}-{number}", position=number)
    work.session.flush()
    codes.issue_missing(work)


def _page_ms(office: Office, path: str) -> float:
    app = application(office, pages=Limit(100_000, 60))
    with warnings.catch_warnings(), TestClient(app) as phone:
        warnings.simplefilter("ignore")
        for _ in range(20):
            phone.get(path)
        times = []
        for _ in range(PAGES):
            begun = time.perf_counter()
            assert phone.get(path).status_code == 200
            times.append((time.perf_counter() - begun) * 1000)
    assert statistics.median(times) > 0
    return percentile(times, 0.95)


def _weight(office: Office, path: str) -> float:
    with TestClient(application(office)) as phone:
        parts = [path, f"{path}/large.jpg", "/assets/portal.css", "/assets/colour-b3201f.css"]
        return sum(len(phone.get(part).content) for part in parts) / 1000


def _lost(home: Path, station: str, office: Office, taken: list[float]) -> float:
    from db.models import Submission

    with served(home, "--proxy") as (_, base), ThreadPoolExecutor(PHONES) as pool:
        begun = time.perf_counter()
        answers = list(
            pool.map(lambda number: send(base, f"{station}/write", number), range(SUBMISSIONS))
        )
        taken.append(time.perf_counter() - begun)
    assert answers == [200] * SUBMISSIONS
    kept = office.read(lambda work: {row.words for row in work.session.query(Submission)})
    return float(len({f"第 {number} 件" for number in range(SUBMISSIONS)} - kept))
