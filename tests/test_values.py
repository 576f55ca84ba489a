"""Values made by the thousand behave as the dataclasses and properties that they stand for."""

from pipeline.values import once, replace, value


@value(frozen=True, slots=True)
class Toll:
    outcome: str
    low: int
    high: int | None = None


class Reading:
    def __init__(self) -> None:
        self.times = 0

    @once
    def toll(self) -> Toll:
        self.times += 1
        return Toll("killed", 3)


def test_a_copy_has_the_changed_fields_and_leaves_the_value_as_it_was() -> None:
    toll = Toll("killed", 3)
    assert replace(toll, low=4, high=5) == Toll("killed", 4, 5)
    assert toll == Toll("killed", 3)
    assert hash(replace(toll)) == hash(toll)


def test_what_is_worked_out_once_is_worked_out_once_for_each() -> None:
    one, other = Reading(), Reading()
    assert one.toll is one.toll
    assert (one.times, other.times) == (1, 0)
    assert other.toll == one.toll
