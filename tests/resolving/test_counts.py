"""Counts: marked-up cases by kind of words.

``low..high rule`` is expected, an empty side is open; ``?`` is unresolved, with part of its reason.
"""

from __future__ import annotations

import pytest

from placard.records import Count, Unresolved
from placard.resolving.counts import resolve_count
from tests.resolving.cases import Case, read_cases

NUMERALS = """
[[300]] marched => 300..300 exact
[[1,250]] signed => 1250..1250 exact
[[12,50,000]] farmers => 1250000..1250000 exact
[[1.500]] Demonstranten => 1500..1500 exact
[[1 500]] marcheurs => 1500..1500 exact
[[12 000 000]] votes => 12000000..12000000 exact
[[2'400]] in Zurich => 2400..2400 exact
[[2.5k]] there => 2500..2500 exact
[[10K]] on the bridge => 10000..10000 exact
[[3 k]] came => 3000..3000 exact
[[1.2 million]] => 1200000..1200000 exact
[[1,3 million]] => 1300000..1300000 exact
[[2m]] people => 2000000..2000000 exact
[[40 mil]] personas => 40000..40000 exact
[[1.4 lakh]] => 140000..140000 exact
[[3 lakh]] workers => 300000..300000 exact
[[2 crore]] => 20000000..20000000 exact
[[٣٠٠]] شخص => 300..300 exact
[[۲٬۵۰۰]] نفر => 2500..2500 exact
[[१५००]] लोग => 1500..1500 exact
[[３００]] people => 300..300 exact
[[7 000]] (no-break spaces) => 7000..7000 exact
[[0]] arrests => 0..0 exact
[[(12)]] => 12..12 exact
[[25 000]] => 25000..25000 exact
[[100,000]] => 100000..100000 exact
"""
WORDS = """
[[seven]] => 7..7 exact
[[Twenty-one]] => 21..21 exact
[[twenty five]] => 25..25 exact
[[a hundred]] => 100..100 exact
[[one hundred and twelve]] => 112..112 exact
[[a hundred and forty]] => 140..140 exact
[[two hundred and thirty]] => 230..230 exact
[[six hundred and seven]] => 607..607 exact
[[eleven hundred]] => 1100..1100 exact
[[eighty-five thousand]] => 85000..85000 exact
[[three and a half thousand]] => 3500..3500 exact
[[one and a half million]] => 1500000..1500000 exact
[[two hundred and forty thousand]] => 240000..240000 exact
[[two thousand and five]] => 2005..2005 exact
[[two thousand five hundred]] => 2500..2500 exact
[[a hundred thousand]] => 100000..100000 exact
[[half a million]] => 500000..500000 exact
[[a quarter of a million]] => 250000..250000 exact
[[three quarters of a million]] => 750000..750000 exact
[[half a dozen]] => 6..6 exact
[[a dozen]] => 12..12 exact
[[two dozen]] => 24..24 exact
[[3 dz]] => 36..36 exact
[[a score]] => 20..20 exact
[[three score]] => 60..60 exact
[[one lakh]] => 100000..100000 exact
[[both]] were freed => 2..2 exact
[[a pair]] of drummers => 2..2 exact
[[the seven]] => 7..7 exact
[[the other nine]] => 9..9 exact
[[all eleven]] => 11..11 exact
[[two men]] => 2..2 exact
"""
BOUNDS = """
[[at least 5]] => 5.. at least
[[at least forty]] => 40.. at least
[[no fewer than 8,500]] => 8500.. at least
[[not less than 700]] => 700.. at least
[[more than 50]] => 50.. at least
[[well over 300]] => 300.. at least
[[upwards of 1,000]] => 1000.. at least
[[in excess of 2,000]] => 2000.. at least
[[500 or more]] => 500.. at least
[[300 plus]] => 300.. at least
[[45+]] => 45.. at least
[[5k+]] => 5000.. at least
[[≥ 20]] => 20.. at least
[[> 20]] => 20.. at least
[[over a dozen]] => 12.. at least
[[500 at least]] => 500.. at least
[[more than a hundred]] => 100.. at least
[[topped 4,000]] => 4000.. at least
[[up to 500]] => ..500 at most
[[as many as 8,000]] => ..8000 at most
[[fewer than 300]] => ..300 at most
[[no more than forty]] => ..40 at most
[[not more than six]] => ..6 at most
[[under 200]] => ..200 at most
[[just under 1,000]] => ..1000 at most
[[8,000 at the most]] => ..8000 at most
[[not even half a million]] => ..500000 at most
[[up to a dozen]] => ..12 at most
[[≤ 20]] => ..20 at most
[[60 or fewer]] => ..60 at most
[[at least a couple of hundred]] => 200.. at least
[[up to several hundred]] => ..999 at most
[[no more than twenty or thirty]] => ..30 at most
At least [[40]] were held => 40.. at least
No more than [[forty]] came => ..40 at most
They were [[500]] or more => 500.. at least
They were [[500]], or so they said => 500..500 exact
"""
ABOUT = """
[[about 200]] => 200..200 about
[[some 2,000]] => 2000..2000 about
[[around 3 dozen]] => 36..36 about
[[approximately 120]] => 120..120 about
[[~500]] => 500..500 about
[[an estimated 6,000]] => 6000..6000 about
[[100 or so]] => 100..100 about
[[perhaps six thousand]] => 6000..6000 about
[[3,000-strong]] => 3000..3000 about
[[9 (est.)]] => 9..9 about
[[nearly 400]] => 400..400 nearly
[[almost a thousand]] => 1000..1000 nearly
[[close to 2,000]] => 2000..2000 nearly
[[barely 700]] => 700..700 nearly
[[forty-odd]] => 40..49 odd
[[300-odd]] => 300..399 odd
[[50-some]] => 50..59 odd
"""
VAGUE = """
[[dozens]] => 24..99 vague
[[Dozens of]] people => 24..99 vague
[[scores]] => 40..99 vague
[[hundreds]] => 200..999 vague
[[hundreds and hundreds]] => 200..999 vague
[[thousands]] => 2000..9999 vague
[[tens of thousands]] => 20000..99999 vague
[[hundreds of thousands]] => 200000..999999 vague
[[lakhs of]] people => 200000..9999999 vague
[[millions]] => 2000000..9999999 vague
[[several hundred]] => 200..999 few
[[a few dozen]] => 24..99 few
[[a few thousand]] => 2000..9999 few
[[a couple of hundred]] => 200..399 couple
[[a couple dozen]] => 24..47 couple
[[hundreds, if not thousands]] => 200..9999 several figures
[[in the hundreds]] => 200..999 vague
"""
RANGES = """
[[between 300 and 500]] => 300..500 range
[[between one hundred and two hundred]] => 100..200 range
[[300 to 350]] => 300..350 range
[[80-100]] => 80..100 range
[[80–100]] (en dash) => 80..100 range
[[200 or 300]] => 200..300 range
[[four or five thousand]] => 4000..5000 range
[[six or seven hundred]] => 600..700 range
[[six, seven hundred]] => 600..700 range
[[3-4k]] => 3000..4000 range
[[2 to 3 million]] => 2000000..3000000 range
[[thirty to thirty-five]] => 30..35 range
[[dozens to hundreds]] => 24..999 range
[[between a quarter and half a million]] => 250000..500000 range
[[10-11 (est.)]] => 10..11 range
[[50; more than 100]] => 50.. several figures
[[hundreds; about 1,500]] => 200..1500 several figures
[[at least 500 people, maybe closer to 1,000]] => 500.. several figures
[[three women and a man]] => 4..4 sum
[[two men and three women]] => 5..5 sum
[[2 groups of 50]] => 100..100 groups
[[doubled from 150]] => 300.. times
[[120, including 20 children]] => 120..120 exact
"""
PEOPLE = """
[[a student]] was killed => 1..1 one person
[[A 23-year-old]] died => 1..1 one person
[[a 14-year-old boy]] => 1..1 one person
[[a boy of twelve]] => 1..1 one person
[[learner aged 15]] => 1..1 one person
[[One]] died => 1..1 exact
[[one officer]] => 1..1 exact
[[Constable]] hurt => 1..1 one person
[[a man in a car]] => 1..1 one person
[[the driver]] => 1..1 one person
[[my aunt]] => 1..1 one person
[[a constable's brother]] => 1..1 one person
[[Ana Example]] was detained => 1..1 one person
[[He]] was hurt => 1..1 one person
[[a party youth]] => 1..1 one person
[[a two-wheeler mechanic]] => 1..1 one person
[[no one]] was hurt => 0..0 none
[[Nobody]] => 0..0 none
[[no]] arrests => 0..0 none
[[none]] => 0..0 none
[[not one person]] => 0..0 none
[[zero]] => 0..0 none
"""
SHARES = """
[[more than half of the 400 workers]] => 200..400 share
[[half of the 400]] => 200..200 share
[[a third of 900]] => 300..300 share
[[nine in ten of 22,000]] => 19800..19800 share
[[70 per cent of 500]] => 350..350 share
[[25% of the 80]] => 20..20 share
[[less than half of the 300]] => ..150 share
[[nearly all of the 1,900]] => ..1900 share
[[more than half]] of the plant's 400 workers => 200..400 share
Of the 60 arrested, [[half of them]] were freed => 30..30 share
There were 100 on Monday and [[twice that]] on Tuesday => 200..200 multiple
[[one islander in four, 2,500]] => 2500..2500 exact
"""
UNRESOLVED = """
[[a crowd]] => ? no number
[[large crowd, video]] => ? no number
[[three blocks]] long => ? no number
[[several blocks long]] => ? no number
[[people]] => ? no number
[[workers]] => ? no number
[[several]] => ? no number
[[a few]] => ? no number
[[70 per cent]] => ? share of a whole
[[half]] => ? share of a whole
[[sixth]] => ? ordinal
[[the 21st]] => ? ordinal
[[twice that]] => ? multiple
[[99999999999999]] => ? no number
[[!!!]] => ? no words
"""
TABLES = {
    "numerals": NUMERALS, "words": WORDS, "bounds": BOUNDS, "about": ABOUT, "vague": VAGUE,
    "ranges": RANGES, "people": PEOPLE, "shares": SHARES, "unresolved": UNRESOLVED,
}  # fmt: skip
CASES = [pytest.param(case, id=f"{name}: {case.words}") for name, table in TABLES.items() for case in read_cases(table)]


def shown(value: Count | Unresolved) -> str:
    if isinstance(value, Unresolved):
        return f"? {value.reason}"
    low, high = ("" if end is None else str(end) for end in (value.low, value.high))
    return f"{low}..{high} {value.rule}"


@pytest.mark.parametrize("case", CASES)
def test_marked_up_counts(case: Case) -> None:
    value = resolve_count(case.words, case.text)
    if case.expected.startswith("?"):
        assert isinstance(value, Unresolved), shown(value)
        assert case.expected[2:] in value.reason
    else:
        assert shown(value) == case.expected
    assert value.words == case.words


def test_enough_cases() -> None:
    assert len(CASES) >= 180
