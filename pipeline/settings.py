"""Reading a YAML file that a person writes: everything wrong with it is told at once, by line and key, with a remedy.

What keys there are, and what they take, says a pydantic model: a field's description is the remedy. Kept out: what the
settings mean.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
_WORDS = {
    "string_type": "not text",
    "tuple_type": "not a list",
    "mapping_type": "no keys with values",
}


class SettingsError(ValueError):
    """A file of settings cannot be used; the message names the file, and each line and key with reason and remedy."""

    def __init__(self, path: Path, wrong: Iterable[str]) -> None:
        told = [f"{path.name}, {one}" for one in wrong]
        super().__init__("\n".join(told) + f"\nNothing was read. Mend {path}, then run again.")


def load(path: Path, model: type[Model], instead: Callable[[Any], str | None] = lambda given: None) -> Model | None:
    """The settings in a file; None where there is no such file. Raises SettingsError.

    ``instead`` may know a better remedy for what was given as a whole.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SettingsError(path, [f"line {line}: not UTF-8; save the file as UTF-8"]) from error
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        given = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = f"{getattr(error, 'problem', None) or 'not YAML'}; mend the indentation, colons or quotes there"
        raise SettingsError(path, [f"line {mark.line + 1 if mark else 1}: {said}"]) from error
    if given is None:
        return None
    better = instead(given)
    if better is not None:
        raise SettingsError(path, [better])
    lines = dict(_lines(root, ()))
    twice = [f"line {line}: {key} stands twice in one place; leave one" for key, line in _twice(root)]
    if twice:
        raise SettingsError(path, twice)
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise SettingsError(path, dict.fromkeys(_told(one, model, given, lines) for one in error.errors())) from error


def nearest(name: object, known: Iterable[str]) -> str:
    """A question that names what was perhaps meant, '' where nothing is like it."""
    found = get_close_matches(str(name), [str(one) for one in known], n=1)
    return f"; did you mean {found[0]}?" if found else ""


def _told(error: Any, model: type[BaseModel], given: Any, lines: Mapping[Place, int]) -> str:
    """One error as line, key, reason and remedy."""
    place, keys = _place(error["loc"], given)
    line = next(lines[place[:end]] for end in range(len(place), -1, -1) if place[:end] in lines)
    name = _named(place, given)
    holder, key = _model_at(model, place[:-1]), place[-1] if place else ""
    fields = holder.model_fields if holder is not None else {}
    if error["type"] == "extra_forbidden":
        return f"line {line}: {name} is no key{nearest(key, fields)} (there are {', '.join(fields)})"
    if error["type"] == "missing":
        return f"line {line}: {name} is missing; it is {fields[str(key)].description}"
    if error["type"] == "model_type":
        inner = _model_at(model, place) or model
        return f"line {line}: {name}: no keys with values; give it {', '.join(inner.model_fields)}"
    reason = _WORDS.get(error["type"]) or str(error.get("ctx", {}).get("error") or error["msg"])
    if error["type"] == "literal_error":
        known = [one.strip("' ") for one in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
        reason = f"{keys} is none of {', '.join(known)}{nearest(keys, known)}"
    found = fields.get(str(key))
    remedy = f"; it takes {found.description}" if found is not None and found.description else ""
    return f"line {line}: {name}: {reason}{remedy if error['type'] != 'value_error' else ''}"


def _place(location: Place, given: Any) -> tuple[Place, str]:
    """Where in the file an error stands, without what pydantic adds to tell a key from its value; and that key."""
    place: list[str | int] = []
    for step in location:
        if isinstance(given, dict) and (step in given or step == "[key]"):
            given = given.get(step)
        elif isinstance(given, list) and isinstance(step, int) and step < len(given):
            given = given[step]
        elif step == location[-1] and isinstance(step, str) and isinstance(given, dict):
            pass
        else:
            continue
        if step != "[key]":
            place.append(step)
    return tuple(place), str(location[-2]) if location[-1:] == ("[key]",) else str(location[-1]) if location else ""


def _named(place: Place, given: Any) -> str:
    """A place in words: sources 2 (enab): columns.text."""
    words: list[str] = []
    for step in place:
        given = (
            given.get(step)
            if isinstance(given, dict)
            else given[step]
            if isinstance(given, list) and isinstance(step, int)
            else None
        )
        if isinstance(step, int):
            called = given.get("name") if isinstance(given, dict) else None
            words[-1:] = [f"{words[-1] if words else 'entry'} {step + 1}{f' ({called})' if called else ''}:"]
        elif words and not words[-1].endswith(":"):
            words[-1] = f"{words[-1]}.{step}"
        else:
            words.append(str(step))
    return " ".join(words).rstrip(":") or "the file"


def _model_at(model: type[BaseModel], place: Place) -> type[BaseModel] | None:
    """The model that governs a place of the file."""
    for step in place:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(step)
        inner = list(_types(field.annotation)) if field is not None else []
        models = [one for one in inner if isinstance(one, type) and issubclass(one, BaseModel)]
        if not models:
            return None
        model = models[0]
    return model


def _types(annotation: Any) -> Iterator[Any]:
    yield annotation
    for inner in get_args(annotation):
        yield from _types(inner)


def _lines(node: Any, place: Place) -> Iterator[tuple[Place, int]]:
    """Each place of a YAML document, with the line on which it begins."""
    yield place, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, key.value)
            yield from _lines(value, inner)
            yield inner, key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _lines(value, (*place, number))


def _twice(node: Any) -> Iterator[tuple[str, int]]:
    """The keys that stand twice in one mapping, with the line of the second; YAML itself takes the last unasked."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield key.value, key.start_mark.line + 1
            seen.add(key.value)
            yield from _twice(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _twice(value)
