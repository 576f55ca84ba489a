"""Union–find: which things have been joined to which, without regard to the order of joining."""

from array import array


class Union:
    """Sets over the numbers 0 to ``size`` - 1; a set's root is its smallest number."""

    __slots__ = ("_parents",)

    def __init__(self, size: int) -> None:
        self._parents = array("q", range(size))

    def root(self, number: int) -> int:
        """The smallest number of the set that holds ``number``."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    def join(self, one: int, other: int) -> int:
        """Make one set of two; returns its root."""
        first, second = sorted((self.root(one), self.root(other)))
        self._parents[second] = first
        return first
