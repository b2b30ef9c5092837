import ast
import string
from pathlib import Path

import pytest

import liaison
from liaison.domain.errors import BadInput, InvalidForm, Problem
from liaison.domain.words import FIELDS_ZH, PROBLEMS, SENTENCES, problem_sentence, sentence

SOURCES = Path(liaison.__file__).parent.parent
ERRORS = {"BadInput", "Unavailable", "NotFound", "LiaisonError"}


def calls(*names):
    """(place, code, keywords) of every error or problem made with a literal code."""
    for folder in ("liaison", "db", "ui"):
        for file in sorted((SOURCES / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                    yield f"{file.name}:{node.lineno}", node


def fields(template):
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_error_that_is_raised_has_its_sentence_and_fills_it():
    wrong = []
    for place, node in calls(*ERRORS):
        if node.args and isinstance(node.args[0], ast.Constant):
            code = node.args[0].value
            given = {keyword.arg for keyword in node.keywords}
            if code not in SENTENCES or (None not in given and fields(SENTENCES[code]) - given):
                wrong.append((place, code, given))
    assert wrong == []


def test_every_problem_of_a_form_has_its_words_and_fills_them():
    wrong = []
    for place, node in calls("Problem"):
        if len(node.args) > 1 and isinstance(node.args[1], ast.Constant):
            code = node.args[1].value
            given = set()
            if len(node.args) > 2 and isinstance(node.args[2], ast.Dict):
                given = {key.value for key in node.args[2].keys}
            if code not in PROBLEMS or fields(PROBLEMS[code]) - given:
                wrong.append((place, code))
    assert wrong == []


def test_a_problem_names_its_field_as_the_page_does():
    problem = Problem("matters.0.title", "missing")
    assert problem_sentence(problem) == "事项 1 事由：不能空着"
    assert "有 1 处" in sentence(InvalidForm((problem,)))


@pytest.mark.parametrize("name", FIELDS_ZH.values())
def test_fields_are_named_in_chinese(name):
    assert not name.isascii()


def test_braces_in_a_value_are_only_text():
    assert "{x}" in sentence(BadInput("no_such_station", text="{x}"))


def test_a_sentence_stays_one_short_line_whatever_was_typed():
    for text in ("x" * 20_000, "\x1b[31m", "a\nb\u2028c"):
        told = sentence(BadInput("no_such_station", text=text))
        assert told.isprintable()
        assert len(told) < 400
        problem = Problem("happened_on", "not_a_day", {"text": text})
        assert problem_sentence(problem).isprintable()
        assert len(problem_sentence(problem)) < 400
