"""Copies that wait for a browser."""

import pytest

from keukentafel.app.browsers import BrowserId
from keukentafel.app.downloads import AT_MOST, LIFETIME_SECONDS, Downloads, UnfitDownload

SAMIRA = BrowserId("a" * 32)
ANNIE = BrowserId("b" * 32)


class Hand:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_copy_is_gone_after_two_minutes() -> None:
    hand = Hand()
    downloads = Downloads(hand)
    early = downloads.offer(SAMIRA, b"plan", "application/pdf", "plan.pdf")
    late = downloads.offer(SAMIRA, b"plan", "application/pdf", "plan.pdf")
    hand.now = LIFETIME_SECONDS - 1
    assert downloads.take(SAMIRA, early) is not None
    hand.now = LIFETIME_SECONDS
    assert downloads.take(SAMIRA, late) is None


def test_locking_withdraws_what_waits_for_that_browser_alone() -> None:
    downloads = Downloads()
    mine = downloads.offer(SAMIRA, b"plan", "application/pdf", "plan.pdf")
    theirs = downloads.offer(ANNIE, b"plan", "application/pdf", "plan.pdf")
    downloads.withdraw(SAMIRA)
    assert downloads.take(SAMIRA, mine) is None
    assert downloads.take(ANNIE, theirs) is not None


def test_only_so_many_copies_wait_at_once() -> None:
    downloads = Downloads()
    paths = [downloads.offer(SAMIRA, b"plan", "text/html", "plan.html") for _ in range(AT_MOST + 1)]
    assert downloads.take(SAMIRA, paths[0]) is None
    assert downloads.take(SAMIRA, paths[1]) is not None


@pytest.mark.parametrize(
    "name", ["Annie de Wit.pdf", "../plan.pdf", 'plan".pdf', "plan", "plan.pdf\r\nX: y", ""]
)
def test_a_file_name_that_could_say_something_is_refused(name: str) -> None:
    with pytest.raises(UnfitDownload):
        Downloads().offer(SAMIRA, b"plan", "application/pdf", name)


def test_a_media_type_that_could_bend_the_answer_is_refused() -> None:
    with pytest.raises(UnfitDownload):
        Downloads().offer(SAMIRA, b"plan", "text/html\r\nSet-Cookie: a=b", "plan.html")
