"""PDFium keeps state of its own between calls, so only one thread may be inside it at a time."""

from threading import RLock

PDFIUM = RLock()
"""Held around every call into pypdfium2."""
