"""Values that a text makes by the thousand: ``@value(frozen=True, slots=True)`` where a dataclass would be too dear.

The type checker takes ``value`` for ``dataclasses.dataclass``, ``replace`` for ``dataclasses.replace`` and ``once`` for
``functools.cached_property``. At run time a value is not frozen, for a frozen dataclass sets each field by way of
``object.__setattr__``, which makes it four times as dear.
"""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

__all__ = ["once", "replace", "value"]

if TYPE_CHECKING:
    from dataclasses import dataclass as value
    from dataclasses import replace
    from functools import cached_property as once
else:
    Made = TypeVar("Made")

    def value(*, frozen: bool, slots: bool) -> Callable[[type[Made]], type[Made]]:
        """Make a class a dataclass that compares and hashes by its fields, as a frozen one does."""
        return dataclass(slots=slots, unsafe_hash=frozen)

    def replace(one: Made, **changes: Any) -> Made:
        """A copy of a value (or of any dataclass that is not frozen) with other fields, at a third of the cost."""
        made = type(one)(*_fields(type(one))(one))
        for name, changed in changes.items():
            setattr(made, name, changed)
        return made

    @cache
    def _fields(of: type) -> Callable[[Any], tuple[Any, ...]]:
        return attrgetter(*(field.name for field in fields(of)))

    class once:  # noqa: N801
        """A property that is worked out when first asked for; before Python 3.12, functools' takes a lock to do so."""

        def __init__(self, of: Callable[[Any], Any]) -> None:
            self._of = of

        def __get__(self, instance: Any, owner: type) -> Any:
            worked_out = instance.__dict__[self._of.__name__] = self._of(instance)
            return worked_out
