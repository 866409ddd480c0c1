"""An event on one line: its size has speakers."""

from __future__ import annotations

from placard.linking.reconcile import reconcile
from placard.show_words import headline
from tests.linking.build import mention, spoken
from tests.test_show_page import said


def test_a_size_is_told_with_its_speakers_and_whether_they_disagree() -> None:
    low = said(mention("m1", "d1", size=(600, 600)), "size", speaker=spoken("authority"))
    high = said(mention("m2", "d2", size=(50000, 50000)), "size", speaker=spoken("organizer"))
    both = headline(reconcile([low, high]), [low, high])
    assert both.endswith("600 to 50,000 (disputed: 2 figures; by authority, organizer)")
    assert headline(reconcile([low]), [low]).endswith("600 (by authority)")
