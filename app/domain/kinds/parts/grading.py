"""How far a source and its information can be relied on, and how it may be handled: the 3x5x2 form of intelligence."""

from app.domain.fields.declare import Choice

SOURCE = (
    Choice("1", "1 Reliable"),
    Choice("2", "2 Untested"),
    Choice("3", "3 Not reliable"),
    Choice("ungraded", "Not graded"),
)
INFORMATION = (
    Choice("a", "A Known at first hand"),
    Choice("b", "B Known at second hand, corroborated"),
    Choice("c", "C Known at second hand, not corroborated"),
    Choice("d", "D Cannot be told"),
    Choice("e", "E Thought to be false"),
    Choice("ungraded", "Not graded"),
)
HANDLING = (
    Choice("permitted", "P May be shared lawfully"),
    Choice("conditions", "C May be shared under conditions"),
    Choice("unmarked", "Not marked"),
)
