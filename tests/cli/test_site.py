"""`casework site`: what holds for the whole service, told and stated, and certificates made with its plain name."""

from pathlib import Path

from app.errors import Exit
from tests.cli.desk import as_lead, assert_clean


def test_it_is_told_and_stated_part_by_part(desk: Path) -> None:
    vault = desk / "team.vault"
    told = as_lead("site", vault)
    assert (told.code, told.err) == (Exit.DONE, "")
    assert told.out.splitlines()[1:] == [
        "Plain name: Northmoor Health Team",
        "Address: not stated",
        "Telephone: not stated",
        "Days without a review: 180",
        "Days off: none",
        "Certificates bear: Northmoor Health Team (they tell nothing else)",
    ]
    changed = ("--address", "4 Millrace Lane, Northmoor", "--review-days", 90)
    days = ("--day-off", "28-Dec-2026", "--day-off", "2026-12-25 Christmas Day")
    assert as_lead("site", vault, *changed, *days).code == Exit.DONE
    again = as_lead("site", vault, "--plain-name", "Northmoor Clinic", "--day-on", "28-Dec-2026", "--certify")
    assert again.out.splitlines()[1:] == [
        "Plain name: Northmoor Clinic",
        "Address: 4 Millrace Lane, Northmoor",
        "Telephone: not stated",
        "Days without a review: 90",
        "Days off: 25-Dec-2026 Christmas Day",
        "Certificates bear: Northmoor Clinic (they tell nothing else)",
    ]
    assert_clean(vault)


def test_what_tells_too_much_and_what_is_no_day_are_refused(desk: Path) -> None:
    vault = desk / "team.vault"
    for words in (
        ("--plain-name", "Northmoor Stalking Team"),
        ("--day-off", "Christmas"),
        ("--day-off", "Dec-2026"),
        ("--certify",),
    ):
        refused = as_lead("site", vault, *words)
        assert (refused.code, refused.out) == (Exit.NOT_ACCEPTABLE, ""), words
        assert refused.err.count("\n") == 1
    assert "Northmoor Health Team" in as_lead("site", vault).out
