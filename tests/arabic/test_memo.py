"""What a function says of a word is worked out once, and memory does not grow with the words met."""

from pipeline.arabic.memo import ROOM, Memo


def test_a_word_is_worked_out_when_it_is_first_met() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    memo = Memo(length)

    assert [memo[word] for word in ("قتل", "وجرح", "قتل")] == [3, 4, 3]
    assert asked == ["قتل", "وجرح"]


def test_it_never_holds_more_words_than_there_is_room_for() -> None:
    memo = Memo(len)

    for number in range(2 * ROOM + 1):
        assert memo[str(number)] == len(str(number))
        assert len(memo) <= ROOM
