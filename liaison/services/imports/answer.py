"""What a check or an import came to, for a machine and in a few words."""

from collections.abc import Mapping
from typing import Any

from liaison.books.findings import Finding, Level
from liaison.books.kinds import KIND_ZH
from liaison.services.imports.outcome import Candidate, Outcome, Question, Unsettled

NAMES_ZH = {
    "area": "区划",
    "station": "联络站",
    "duty_rule": "接待规则",
    "representative": "代表",
    "seat": "席位",
    "duty_shift": "接待时段",
    "attendance": "代表进站",
    "official_visit": "领导、部门进站",
    "reception": "接待",
    "visitor": "来访人",
    "matter": "事项",
    "proposal": "代表建议",
    "letter": "来信来访",
    "unit": "承办单位",
    "category": "类别",
}
"""Kinds worth saying in a summary, in its order."""


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The shape that `import --json` prints."""
    return {
        "files": _files(outcome),
        "added": dict(outcome.added),
        "unchanged": dict(outcome.unchanged),
        "findings": [
            {
                "file": one.file,
                "sheet": one.sheet,
                "row": one.row,
                "column": one.column,
                "level": one.level.value,
                "code": one.code,
                "text": one.text,
                "action": one.action,
            }
            for one in outcome.findings
        ],
        "unsettled": [*map(_question, outcome.questions), *map(_earlier, outcome.earlier)],
        "kept_as_text": [vars(one) for one in outcome.kept],
        "dry_run": outcome.dry_run,
    }


def _question(one: Question) -> dict[str, Any]:
    return {
        "name": one.name,
        "candidates": _candidates(one.candidates),
        "station": one.station,
        "date": one.held_on.isoformat() if one.held_on else None,
        "file": one.file,
        "sheet": one.sheet,
        "row": one.row,
    }


def _earlier(one: Unsettled) -> dict[str, Any]:
    """A name that an earlier import left open: `source` is its file, sheet and row."""
    return {
        "name": one.name,
        "candidates": _candidates(one.candidates),
        "station": one.station,
        "date": one.stood_on.isoformat() if one.stood_on else None,
        "id": str(one.id),
        "source": one.source,
    }


def _candidates(candidates: tuple[Candidate, ...]) -> list[dict[str, str]]:
    return [{"id": str(one.id), "label": one.label} for one in candidates]


def _files(outcome: Outcome) -> list[dict[str, Any]]:
    files: dict[str, dict[str, Any]] = {}
    for seen in outcome.sheets:
        kind = seen.kind.value if seen.kind else None
        entry = files.setdefault(seen.file, {"file": seen.file, "kind": [], "sheets": []})
        if kind and kind not in entry["kind"]:
            entry["kind"].append(kind)
        entry["sheets"].append(
            {
                "sheet": seen.sheet,
                "kind": kind,
                "rows": seen.rows,
                "station": seen.station,
                "headings": dict(seen.fields),
            }
        )
    for entry in files.values():
        entry["kind"] = ",".join(entry["kind"]) or None
    return list(files.values())


def counted(counts: Mapping[str, int]) -> str:
    """`接待 811、事项 1,274`: the kinds that people know."""
    return "、".join(f"{zh} {counts[name]:,}" for name, zh in NAMES_ZH.items() if counts.get(name))


def summary(outcome: Outcome) -> str:
    """One line on what is or would be added, one on what is to be looked at."""
    would = "将导入" if outcome.dry_run else "已导入"
    lines = [
        f"{would}：{counted(outcome.added)}。" if outcome.added else "没有新内容，什么都没有增加。"
    ]
    if same := counted(outcome.unchanged):
        lines.append(f"早已导入、不变：{same}。")
    levels = [one.level for one in outcome.findings]
    errors, warnings = levels.count(Level.ERROR), levels.count(Level.WARNING)
    if errors or warnings or outcome.questions:
        lines.append(
            f"请核对 {warnings} 处，没有导入 {errors} 处，待确认姓名 {len(outcome.questions)} 个。"
        )
    if outcome.earlier:
        lines.append(f"以前导入的还有 {len(outcome.earlier)} 个姓名待确认。")
    if outcome.dry_run:
        lines.append("试运行，数据没有改动。")
    return "\n".join(lines)


def _place(one: Finding) -> str:
    """Sheet, row and column, as far as the finding has them."""
    row = f"第{one.row}行" if one.row else ""
    return " ".join(filter(None, (one.sheet or one.file, row, one.column)))


def in_words(outcome: Outcome) -> str:
    """What the command line prints: the sheets, the summary, every finding worth a look."""
    sheets = [
        f"{seen.file} {seen.sheet}：{KIND_ZH[seen.kind] if seen.kind else '认不出'}（{seen.rows} 行）"
        for seen in outcome.sheets
    ]
    findings = [
        f"  {_place(one)}：{one.text} → {one.action}"
        for one in outcome.findings
        if one.level is not Level.INFO
    ]
    return "\n".join([*sheets, summary(outcome), *findings])
