"""reportlab's text layer made right for characters beyond the BMP.

`makeToUnicodeCMap` writes such a code point as five hexadecimal digits, so that readers search and
copy another character, and it writes blocks longer than the hundred entries that a CMap may have
(Adobe technical note 5411; PDF 32000-1, 9.10.3).
"""

from collections.abc import Sequence


def mend() -> None:
    """Put the right writer in place; doing it twice changes nothing."""
    from reportlab.pdfbase import ttfonts

    ttfonts.makeToUnicodeCMap = to_unicode_cmap


def to_unicode_cmap(fontname: str, subset: Sequence[int]) -> str:
    """The CMap of a font's subset: code (its place) to UTF-16BE."""
    entries = [
        f"<{place:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for place, code in enumerate(subset)
        if code
    ]
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        f"<< /Registry ({fontname})",
        f"/Ordering ({fontname})",
        "/Supplement 0",
        ">> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        f"<00> <{len(subset) - 1:02X}>",
        "endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
