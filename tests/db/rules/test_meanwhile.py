"""Lines that two people edit: parts nobody touched stay as they have become."""

from dataclasses import dataclass
from operator import attrgetter

from db.rules.meanwhile import lines_over


@dataclass(frozen=True)
class Part:
    name: str
    planned: int = 0
    paid: int = 0


def over(now, seen, said):
    return set(lines_over(now, seen, said, attrgetter("name")))


def test_each_part_of_a_line_counts_by_itself():
    now, seen, said = Part("区县", 5, 3), Part("区县", 5), Part("区县", 8)
    assert over([now], [seen], [said]) == {Part("区县", 8, 3)}


def test_lines_that_others_added_stay_and_those_he_left_out_go():
    seen = [Part("区县"), Part("省级")]
    assert over([*seen, Part("债券")], seen, [Part("区县"), Part("中央")]) == {
        Part("区县"), Part("债券"), Part("中央"),
    }  # fmt: skip


def test_what_others_took_out_comes_back_only_where_it_is_written():
    assert over([], [Part("区县", 5)], [Part("区县", 8)]) == {Part("区县", 8)}
