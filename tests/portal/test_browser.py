"""A phone in a real browser: open the scanned page, read, raise a matter with a picture, see how it is."""

import re
import shutil
import threading
from importlib.resources import files
from pathlib import Path

import pytest
import uvicorn

from db.models import Attachment, Submission
from liaison.portal.limits import Limit
from liaison.portal.routes import application
from liaison.services import submission_desk
from tests.portal.conftest import WORDS, picture

CHROME, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(not (CHROME and DRIVER), reason="needs Chromium and its driver")
OUT = Path(__file__).parents[2] / "out" / "portal"
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --hide-scrollbars"
)


@pytest.fixture
def base(town):
    app = application(town.office, pages=Limit(5000, 60))
    config = uvicorn.Config(app, port=0, log_config=None, lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def browse(tmp_path):
    """A browser at phone size."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    opened = []

    def start(width=390):
        options = webdriver.ChromeOptions()
        options.binary_location = CHROME
        for flag in [*FLAGS.split(), f"--user-data-dir={tmp_path / f'chrome{len(opened)}'}"]:
            options.add_argument(flag)
        metrics = {"width": width, "height": 844, "pixelRatio": 2.0, "touch": True, "mobile": True}
        options.add_experimental_option("mobileEmulation", {"deviceMetrics": metrics})
        driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        opened.append(driver)
        return driver

    yield start
    for driver in opened:
        driver.quit()


def shoot(driver, name):
    """The whole page as a picture, to be looked at."""
    import base64

    OUT.mkdir(parents=True, exist_ok=True)
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
    (OUT / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))


def field(driver, name):
    return driver.find_element("name", name)


class Thumb:
    """Taps, types and chooses files as a person does: it works where no script may run."""

    def __init__(self, driver):
        self.driver = driver
        driver.implicitly_wait(10)
        self.cdp("Emulation.setScriptExecutionDisabled", value=True)

    def cdp(self, name, **values):
        return self.driver.execute_cdp_cmd(name, values)

    def node(self, css):
        root = self.cdp("DOM.getDocument")["root"]["nodeId"]
        found = self.cdp("DOM.querySelector", nodeId=root, selector=css)["nodeId"]
        assert found, css
        return found

    def tap(self, css):
        node = self.node(css)
        self.cdp("DOM.scrollIntoViewIfNeeded", nodeId=node)
        box = self.cdp("DOM.getBoxModel", nodeId=node)["model"]["content"]
        at = {"x": (box[0] + box[4]) / 2, "y": (box[1] + box[5]) / 2}
        for kind in ("mousePressed", "mouseReleased"):
            self.cdp("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)

    def type(self, css, words):
        self.cdp("DOM.focus", nodeId=self.node(css))
        self.cdp("Input.insertText", text=words)

    def choose(self, css, file):
        self.cdp("DOM.setFileInputFiles", nodeId=self.node(css), files=[str(file)])

    def read(self, css):
        return self.driver.find_element("css selector", css).text


def test_from_the_scan_to_the_progress_without_javascript(browse, base, town, tmp_path):
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(picture((2000, 1500)))
    driver = browse()
    thumb = Thumb(driver)

    driver.get(base + town.path("王建国"))
    assert thumb.read("h1") == "王建国"
    thumb.tap("a.go")
    assert thumb.read("button.go") == "提交"
    thumb.type("#words", WORDS)
    thumb.type("#place", "檀香社区 3 幢")
    thumb.choose("#pictures", photo)
    thumb.tap("button.go")
    code = thumb.read(".code")
    shoot(driver, "sent-390")
    thumb.tap("a.button")
    assert thumb.read("h1.now") == "已收到，等工作人员接收"
    shoot(driver, "progress-390")

    driver.get(f"{base}/q/")
    thumb.type("#code", code)
    thumb.tap("button.go")
    assert thumb.read("h1.now") == "已收到，等工作人员接收"
    assert "王建国" not in driver.page_source
    assert WORDS[:6] not in driver.page_source

    # the clerk accepts it, then the same code tells how far it is
    def accept(work):
        (row,) = submission_desk.waiting(work)
        return submission_desk.save(work, submission_desk.draft_from(work, row.id))

    town.office.write(accept)
    driver.get(f"{base}/q/")
    thumb.type("#code", code)
    thumb.tap("button.go")
    assert thumb.read("h1.now") != "已收到，等工作人员接收"
    shoot(driver, "accepted-390")

    def kept(work):
        row = work.session.query(Submission).one()
        return row.words, row.representative_id, work.session.query(Attachment).count()

    assert town.office.read(kept) == (WORDS, town.row("王建国").representative_id, 1)


@pytest.mark.parametrize("width", [390, 320])
def test_every_page_is_sound_for_axe_and_fits_the_phone(browse, base, town, width):
    axe = (files("axe_core_python") / "axe.min.js").read_text(encoding="utf-8")
    driver = browse(width)
    driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    pages = {
        "station": town.station,
        "representative": town.path("王建国"),
        "write": f"{town.station}/write",
        "report": f"{town.station}/report",
        "notice": f"{town.station}/notice",
        "ask": "/q/",
        "wrong-code": "/q/xyz",
        "no-code": "/s/abc",
    }
    for name, path in pages.items():
        driver.get(base + path)
        shoot(driver, f"{name}-{width}")
        fits(driver, axe, name)
    driver.get(f"{base}{town.station}/write")
    field(driver, "words").send_keys(" ")
    driver.find_element("css selector", "input[value=phone]").click()
    driver.find_element("css selector", "button.go").click()
    driver.implicitly_wait(10)
    assert len(driver.find_elements("class name", "wrong")) == 2
    shoot(driver, f"problems-{width}")
    fits(driver, axe, "problems")


def test_text_twice_as_large_still_fits(browse, base, town):
    driver = browse(390)
    for name, path in {"station": town.station, "write": f"{town.station}/write"}.items():
        driver.get(base + path)
        driver.execute_script("document.documentElement.style.fontSize = '200%'")
        shoot(driver, f"{name}-large")
        assert driver.execute_script("return document.documentElement.scrollWidth") <= 390


def fits(driver, axe, name):
    driver.execute_script(axe)
    found = driver.execute_async_script(
        "axe.run(document).then(r => arguments[arguments.length - 1](r.violations))"
    )
    grave = [one for one in found if one["impact"] in ("serious", "critical")]
    assert not grave, (name, [(one["id"], one["nodes"][0]["html"][:150]) for one in grave])
    width = driver.execute_script("return document.documentElement.scrollWidth")
    assert width <= driver.execute_script("return window.innerWidth"), name
    low = driver.execute_script(
        "return Array.from(document.querySelectorAll('a.button,button,.in,.person,.choice'))"
        ".filter(e => e.getBoundingClientRect().height < 47.5).map(e => e.outerHTML)"
    )
    assert not low, (name, low)
    small = driver.execute_script(
        "return Array.from(document.querySelectorAll('main *')).filter(e => e.innerText && "
        "parseFloat(getComputedStyle(e).fontSize) < 17).map(e => e.outerHTML)"
    )
    assert not small, (name, small)
    assert not re.search(r"\{\{|None", driver.page_source), name
