"""Every attribution of some of our reports, not only those of coded values: who says, asks, believes or denies, and the cue.

``attribution/*.txt`` lists a report's attributions in the order of its text, a snippet a line, ``[source]`` and ``<cue>`` marked:

    = SV001
    [Police Commissioner Dinesh Raol] <said>
    <according to> [the local trust]

A snippet is found from where the one before it began; the same snippet twice means its next occurrence. In reports that are not
listed, a sentence with a reporting word and no marked speaker says nothing about attribution; training leaves it out (see
``data.example``). Sources and cues follow PolNeAR (Newell, Margolin and Ruths 2018): statements, beliefs, intentions, pronouns too.

    python -m training.attribution        checks the files
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "attribution"
_WORDS = r"""
    sa(?:id|ys?|ying) t(?:old|ells?|elling) ask(?:ed|s|ing)? add(?:ed|s) announc\w+ claim\w* alleg\w+ accus\w+ according
    den(?:y|ied|ies) insist\w* warn\w* argu\w+ stat(?:ed|es|ing) report(?:ed|s) repl(?:ied|ies) call(?:ed|s)\s(?:on|for)
    demand(?:ed|s|ing)? urg(?:ed|es|ing) appeal(?:ed|s) condemn\w* promis\w+ vow\w* pledg\w+ believ\w+ think\w* thought
    want(?:ed|s)? hop(?:ed|es) expect(?:ed|s)? fear(?:ed|s)? blam(?:ed|es) describ\w+ admit\w* confirm\w* estimat\w+ put
    explain\w* not(?:ed|es) point\w*\sout recall\w* shout\w* chant\w* reject\w* refus\w+ suggest\w* propos\w+ order(?:ed|s)
    quoted wrote writes? tweeted posted declar\w+ maintain\w* complain\w* threaten\w* criticis\w+ criticiz\w+
"""
REPORTING = re.compile(r"\b(?:" + "|".join(_WORDS.split()) + r")\b", re.IGNORECASE)


def spans(text: str, lines: list[str]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Sources and cues of a report as code-point ranges; raises ValueError for a snippet the text does not have."""
    sources, cues, at = [], [], 0
    before = ""
    for line in lines:
        plain = re.sub(r"[\[\]<>]", "", line)
        found = text.find(plain, at + (plain == before))
        if found < 0:
            raise ValueError(f"not in the text, or not after the line before it: {line}")
        offset = 0
        for match in re.finditer(r"[\[\]<>]|[^\[\]<>]+", line):
            piece = match.group()
            if piece in "[<":
                begun = found + offset
            elif piece in "]>":
                (sources if piece == "]" else cues).append((begun, found + offset))
            else:
                offset += len(piece)
        at, before = found, plain
    return sources, cues


@lru_cache(maxsize=1)
def listed(folder: Path = FOLDER) -> dict[str, list[str]]:
    """The snippets of each listed report, by its id."""
    result: dict[str, list[str]] = {}
    for path in sorted(folder.glob("*.txt")):
        current: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("= "):
                current = result.setdefault(line[2:].strip(), [])
            elif line.strip():
                current.append(line.strip())
    return result


def main() -> int:
    from training.data import own_documents

    texts = {document["id"]: document["text"] for document in own_documents()}
    faults = 0
    for name, lines in listed().items():
        if name not in texts:
            print(f"{name}: no such report")
            faults += 1
            continue
        for upto in range(1, len(lines) + 1):
            try:
                spans(texts[name], lines[:upto])
            except ValueError as error:
                print(f"{name}: {error}")
                faults += 1
                break
    print(f"{len(listed())} reports, {sum(map(len, listed().values()))} attributions, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
