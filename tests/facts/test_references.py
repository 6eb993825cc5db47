"""Rows that refer to rows: an edited row takes those that name it along."""

from renoflow.calendars import china
from renoflow.facts import approval, filing, known, reconcile, signature

FIRST, LATER = china.at(2024, 3, 1, 12), china.at(2024, 3, 2, 12)


def rows(medium):
    at = china.at(2024, 3, 1, 10)
    return (
        approval("approval:1", at=at, of="signature:1", customer="C-1"),  # refers twice removed
        signature("signature:1", at=at, of="filing:1", customer="C-1"),
        filing("filing:1", at=at, medium=medium, customer="C-1"),
    )


def test_what_refers_to_an_edited_row_follows_it():
    """Or an edited filing would lose its signature, registration and verification."""
    stored = reconcile((), rows("form"), at=FIRST)
    stored += reconcile(stored, rows("sms"), at=LATER)
    standing = {one.id: one.get("of") for one in known(stored, china) if one.kind != "filing"}
    assert standing == {"signature:1#2": "filing:1#2", "approval:1#2": "signature:1#2"}


def test_what_follows_an_edited_row_is_told_once():
    """The second run over the same rows gives nothing."""
    stored = reconcile((), rows("form"), at=FIRST)
    stored += reconcile(stored, rows("sms"), at=LATER)
    assert reconcile(stored, rows("sms"), at=LATER) == ()
    stored += reconcile(stored, rows("form"), at=LATER)
    assert {one.id for one in known(stored, china)} == {
        "filing:1#3",
        "signature:1#3",
        "approval:1#3",
    }


def test_what_refers_to_nothing_known_is_told_as_it_stands():
    """A reference out of the rows is the host's own affair."""
    lone = signature("signature:1", at=FIRST, of="filing:9", customer="C-1")
    (told,) = reconcile((), (lone,), at=FIRST)
    assert told.get("of") == "filing:9"
