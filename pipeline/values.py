"""Values that a text makes by the thousand: ``@value(frozen=True, slots=True)`` where a dataclass would be too dear.

The type checker takes it for ``dataclasses.dataclass`` and lets nobody change such a value. At run time it is not
frozen, for a frozen dataclass sets each field by way of ``object.__setattr__``, which makes it four times as dear.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

__all__ = ["value"]

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:
    Made = TypeVar("Made")

    def value(*, frozen: bool, slots: bool) -> Callable[[type[Made]], type[Made]]:
        """Make a class a dataclass that compares and hashes by its fields, as a frozen one does."""
        return dataclass(slots=slots, unsafe_hash=frozen)
