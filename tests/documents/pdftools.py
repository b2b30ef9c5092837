"""Poppler's and qpdf's view of a PDF, where they are installed."""

import shutil
import subprocess

import pytest


def text_of(pdf, tmp_path, *options):
    """What pdftotext reads; without poppler, what pdfium reads."""
    if not shutil.which("pdftotext"):
        import pypdfium2

        document = pypdfium2.PdfDocument(pdf)
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    file = tmp_path / "text.pdf"
    file.write_bytes(pdf)
    return run("pdftotext", *options, file, "-")


def fonts_of(pdf, tmp_path):
    """Name and whether it is embedded, of each font."""
    need("pdffonts")
    file = tmp_path / "fonts.pdf"
    file.write_bytes(pdf)
    rows = [line.split() for line in run("pdffonts", file).splitlines()[2:]]
    return {row[0]: row[-5] == "yes" for row in rows}


def is_clean(pdf, tmp_path):
    """Whether qpdf finds nothing wrong."""
    need("qpdf")
    file = tmp_path / "check.pdf"
    file.write_bytes(pdf)
    return "No syntax or stream encoding errors" in run("qpdf", "--check", file)


def need(tool):
    if not shutil.which(tool):
        pytest.fail(f"{tool} is missing: ./test.sh installs it")


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, check=True)
    return done.stdout.decode()
