"""The cheap first screen: a text in which no word can name a contentious event never reaches the encoder."""

from __future__ import annotations

import re

# Stems and words that name or accompany contentious events in press English. Chosen for recall: the screen may let anything
# through, and must stop no report. Measured on our corpus by ``training/screen.py``.
_WORDS = re.compile(
    r"""\b(?:
    protest|demonstrat|ralli|rally|march|strik|stoppage|walk(?:ed|ing|s)?[ -]?(?:out|off)|walkout|picket|riot|unrest|uprising|
    revolt|rebel|mutin|clash|mob|crowd|boycott|blockad|block(?:ed|ing)|barricad|occup|encamp|sit[ -]?in|sit[ -]?down|vigil|
    hunger|fast(?:ing)?\b|bandh|hartal|dharna|gherao|morcha|lathi|curfew|tear[ -]?gas|teargas|water[ ]cannon|rubber[ ]bullet|
    slogan|chant|placard|banner|effig|graffiti|toyi|stay[ -]?away|stayaway|shut(?:ter|s)?[ -]?down|shutdown|stone|pelt|loot|
    arson|torch|burn|violen|disturb|agitat|dissent|oppos|movement|campaign|activis|striker|union|industrial[ ]action|
    down(?:ed)?[ ]tools|go[ -]slow|lockout|took[ ]to[ ]the[ ]streets|street|procession|gather|assembl|massacre|crackdown|
    intifada|insurrect|sabotage|vandal|petition|mobiliz|mobilis|communal|stir\b|rampage|storm|siege|besieg|cacerol|camp\b|
    tents?\b|refus|angr|outrage|grievanc|demand
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def may_report(text: str) -> bool:
    """Whether the text could report a contentious event; texts mostly outside Latin script always pass."""
    if _WORDS.search(text):
        return True
    letters = [character for character in text[:4000] if character.isalpha()]
    return sum(character > "\u024f" for character in letters) * 2 > len(letters)
