"""Every sheet, every station and representative of the district, read by three decoders.

`python -m tests.bench.decoders` prints a table for docs/performance.md; takes some minutes.
"""

import sys
import tempfile
import time
import warnings
from pathlib import Path
from typing import Any

from liaison.documents import readback
from liaison.office import Office
from liaison.services import code_prints, codes
from liaison.services.settings import put_setting
from liaison.settings import read_settings

DATA = Path(__file__).parents[1] / "data" / "dinghai"
DPI = 150


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = _district(Path(folder) / "home")
        print(
            "| sheet | pages | codes | zxing-cpp | zbar, whole page | zbar, label by label | OpenCV | seconds |"
        )
        print("|---|---|---|---|---|---|---|---|")
        for row in code_prints.templates():
            print(_line(office, row.name), flush=True)
        office.close()


def _district(home: Path) -> Office:
    from liaison import cli

    words = ["--home", str(home), "import", *(str(path) for path in sorted(DATA.glob("*.*")))]
    wanted = [word for word in words if not word.endswith((".json", ".md"))]
    cli.run(cli.parser().parse_args(wanted))
    office = Office.open(read_settings(home, {}), "试验")
    office.write(lambda work: put_setting(work, "web_address", "https://rd.dinghai.cn"))
    office.write(codes.issue_missing)
    return office


def _line(office: Office, name: str) -> str:
    began = time.perf_counter()
    pages = codes_in_all = zxing = zbar = alone = opencv = asked = 0
    for one in office.read(lambda work: code_prints.prints(work, name)):
        pdf = code_prints.draft(one)
        for number, wanted in enumerate(one.meant):
            image = readback._drawn(pdf, number, DPI)
            pages, codes_in_all = pages + 1, codes_in_all + len(wanted)
            zxing += _right(readback.codes_in_image(image), wanted)
            whole = _zbar(image)
            zbar += _right(whole, wanted)
            alone += _right(whole + _zbar_alone(image, set(wanted) - set(whole)), wanted)
            if pages % 8 == 1:  # slow: one page of eight
                asked += len(wanted)
                opencv += _right(_opencv(image), wanted)
    spent = time.perf_counter() - began
    return (
        f"| {name} | {pages} | {codes_in_all} | {zxing} | {zbar} | {alone} "
        f"| {opencv} of {asked} | {spent:.0f} |"
    )


def _right(found: list[str], wanted: list[str]) -> int:
    left = list(found)
    right = 0
    for text in wanted:
        if text in left:
            left.remove(text)
            right += 1
    return right


def _zbar(image: Any) -> list[str]:
    from pyzbar import pyzbar

    found = pyzbar.decode(image, symbols=[pyzbar.ZBarSymbol.QRCODE])
    return [one.data.decode() for one in found]


def _zbar_alone(image: Any, missed: set[str]) -> list[str]:
    """zbar mixes up the finders of a sheet of labels: a telephone sees one label at a time."""
    found = []
    for box in readback._found(image):
        if box.text in missed:
            edge = 4 * box.module
            corners = (box.left - edge, box.top - edge)
            corners += (box.left + box.width + edge, box.top + box.height + edge)
            found += _zbar(image.crop(tuple(round(one) for one in corners)))
    return found


def _opencv(image: Any) -> list[str]:
    import cv2
    import numpy as np

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, texts, _, _ = cv2.QRCodeDetector().detectAndDecodeMulti(np.array(image))
    return [text for text in texts or () if text]


if __name__ == "__main__":
    sys.exit(main())
