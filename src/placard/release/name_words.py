"""Words that tell names of persons from those of bodies, offices, places and things. All are in lower case and without accents."""

from __future__ import annotations

import re
import unicodedata

HYPHENS = "-\u2010\u2011"  # in a class of a pattern they come first, for the one that would be a range
ARTICLES = frozenset("ad al an ar as ash at az el ud ul".split())  # noqa: SIM905 - of Arabic surnames, tied by a hyphen and often left out
# Words of bodies, offices, places and things: a run of capitalised words with one of them is no name of a person by itself.
COMMON = frozenset(
    """
    academy action activists additional administration affairs agency air alliance amnesty area army assembly assistant
    association attorney authority bank bar board border brigade bureau bus cabinet campaign campus catholic center central
    centre chairman chamber chief church circle city civil clinic club coalition college commander commission commissioner
    committee community company confederation congress command cooperative corps correctional council country county court crescent
    cross daily defence defense department deputy director directorate district division doctors drivers east eastern
    education embassy emergency employees energy enforcement executive facebook farmers federal federated federation fire force
    forces forum foundation free freedom friday front gazette general government governor group guard guards health herald high
    hospital house human independent industrial information institute interior international islamic journal judge justice
    labor labour law lawmaker lawyers league liberation local major mayor media medical meteorological metropolitan military
    minister ministers ministry monday monitor mosque movement municipal national network news north northern nurses office
    officer officers official officials one opposition organisation organization parents parliament party patrol people peoples
    physicians police post premier president press prime prison professional progressive province provincial public queen
    radio railway red regiment regional relief reporter reporters republic republican residents revolutionary rights river road
    royal saturday school secretary security senate senator service services sheriff society solidarity south southern special
    spokesman spokesperson spokeswoman staff state station street strike student students sunday superintendent supreme
    syndicate taxi teachers team telegram television the thursday times town trade traders transport tribunal tribune tuesday
    union unions unit united university utility valley vice village voice ward watch water wednesday west western women womens
    workers works youth
    """.split()  # noqa: SIM905 - a list of 250 words reads best as words
)
# Of those, what persons are called too: they tell of a body only beside another common word ("Alan Ward", "Sunday Okafor").
SURNAMES = frozenset("cross east judge justice law major north south ward west".split())  # noqa: SIM905
GIVEN = frozenset("friday justice major monday saturday sunday thursday tuesday wednesday".split())  # noqa: SIM905
# Words between others, which headlines write with a capital too; not those that are names ("Kim In Sook", "To Lam").
BETWEEN = frozenset("after against and before by for from into near of off over under with without".split())  # noqa: SIM905
# Who a person is: the name follows ("Reporter Maria Lopez", "Deputy Interior Minister Hugh Bell").
HEADS = frozenset(
    """
    activist assistant attorney chief constable deputy doctor executive farmer general guard lawmaker lawyer leader major nurse
    officer official organiser organizer police premier prime queen reporter spokesman spokesperson spokeswoman student teacher vice
    """.split()  # noqa: SIM905
)
# Of those, what stands before a surname alone ("Judge Kirby").
TITLES = frozenset(
    """
    brigadier capt captain chairman chief col colonel commander commissioner const constable corporal director general gov governor
    inspector judge justice lawmaker lieutenant lt major mayor mec minister mla mp ocpd officer premier president reporter secretary
    senator sergeant sgt sheriff spokesman spokesperson spokeswoman ssp superintendent supt
    """.split()  # noqa: SIM905
)
# What is "of" something in the name of a body ("Federation of Campus Unions"), and what is "for" something. Not what is founded for
# one person (a campaign, a committee, a fund), and no plural of persons: the parents and the lawyers of a victim are quoted often.
BODIES_OF = frozenset(
    """
    association bureau college commission confederation department federation institute league ministry union university
    """.split()  # noqa: SIM905
)
BODIES_FOR = frozenset("bureau commission department forum institute ministry".split())  # noqa: SIM905
# What stands behind a name that has become an institution's ("the Luis Vernaza hospital").
INSTITUTIONS = frozenset(
    """
    agency airport association clinic college company department federation government hospital institute ministry newspaper police
    school stadium station union university
    """.split()  # noqa: SIM905
)
# What is the workers' or the residents' own ("the Inshore Harvesters' Union"); written with a capital there.
OWNED_BODIES = frozenset(
    """
    association chamber club committee confederation congress council federation forum group guild league movement network samiti
    society syndicate union
    """.split()  # noqa: SIM905
)
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
# What stands behind the surname that a body, a street or a house is called after ("Abernathy Foundation"), with a capital.
NAMED_AFTER = (INSTITUTIONS | OWNED_BODIES | BODIES_OF | BODIES_FOR) & COMMON | frozenset(
    """
    avenue bank barracks bridge building centre center company corporation foundation fund group hall hospital house library
    memorial mine mines newspaper park party plaza post road school square stadium street times tower works
    """.split()  # noqa: SIM905
)
# What is done or made rather than somebody. Shorter words of these endings are surnames (Froment, Gration), as is Clement.
_THING = re.compile(r"(?:[st]ion|[^e]ment|[^l]ement|ism|ology)s?\Z")
_LETTERS = re.compile(r"[^\W\d_]+")


def plain(word: str) -> str:
    """A word in lower case and without accents."""
    return "".join(one for one in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(one))


def folded(name: str) -> str:
    """A name as public names are compared: in lower case, with single spaces and straight apostrophes."""
    return " ".join(name.split()).casefold().replace("\u2019", "'")


def parts_of(word: str) -> list[str]:
    """The parts of a word between hyphens, points and apostrophes, plain."""
    return [plain(part) for part in _LETTERS.findall(word)]


def is_thing(word: str) -> bool:
    """Whether a plain word has the ending of a thing ("amendment", "protection")."""
    return len(word) > 7 and _THING.search(word) is not None
