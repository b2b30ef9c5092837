"""A reception form as plain JSON and back: what a draft keeps."""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from liaison.domain.text import clean
from liaison.services.reception_form import ReceptionForm


def content_of(form: ReceptionForm) -> dict[str, Any]:
    """The form's fields as JSON values; `form_of` gives the same form back."""
    content: dict[str, Any] = _plain(form)
    return content


def form_of(content: Mapping[str, Any]) -> ReceptionForm:
    """The form kept in a draft. Keys of another version are passed over; ValueError when damaged."""
    try:
        form: ReceptionForm = _dataclass(ReceptionForm, content)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("not a reception") from error
    return form


def is_blank(form: ReceptionForm) -> bool:
    """Nothing has been typed: what was filled in by itself is not worth keeping."""
    texts = [form.words, form.summary, form.remark, form.companions]
    for people in (form.visitors, form.officials, form.matters):
        for one in people:
            texts += [value for value in vars(one).values() if type(value) is str]
    return not any(map(clean, texts))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, (date, time)) else value


def _dataclass(kind: Any, content: Mapping[str, Any]) -> Any:
    hints = typing.get_type_hints(kind)
    known = [one.name for one in dataclasses.fields(kind) if one.name in content]
    return kind(**{name: _read(hints[name], content[name]) for name in known})


def _read(hint: Any, value: Any) -> Any:
    if typing.get_origin(hint) is types.UnionType or typing.get_origin(hint) is typing.Union:
        if value is None:
            return None
        hint = next(one for one in typing.get_args(hint) if one is not types.NoneType)
    if typing.get_origin(hint) is tuple:
        return tuple(_read(typing.get_args(hint)[0], one) for one in value)
    if dataclasses.is_dataclass(hint):
        return _dataclass(hint, value)
    return _scalar(hint)(value)


def _scalar(hint: Any) -> Callable[[Any], Any]:
    plain = getattr(hint, "__supertype__", hint)
    if plain in (date, time):
        reader: Callable[[Any], Any] = plain.fromisoformat
        return reader
    return plain  # type: ignore[no-any-return]
