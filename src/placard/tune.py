"""Weights of linking for one project: ``python -m placard.tune PROJECT`` estimates them, ``placard.toml`` puts them to use."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from placard.config import CONFIG_NAME
from placard.errors import PlacardError

if TYPE_CHECKING:
    from placard.linking.facts import Facts
    from placard.linking.parameters import Parameters
    from placard.records import Judgement

FILE = "linking.json"


def tune(project: str | Path, *, without_labels: bool = False, out: str | Path | None = None) -> dict[str, Any]:
    """Estimate the weights of linking on a project and write them to a file; the project itself is left as it is.

    Args:
        project: a project folder that has been coded.
        without_labels: by expectation maximisation over its candidate pairs (:func:`placard.linking.em.estimate`), instead of
            from what people judged (:func:`placard.linking.refit.refit`).
        out: the file; ``linking.json`` in the project folder by default.

    Returns:
        ``file``, ``version``, ``moved`` (comparison, level, bits before and after; those that moved most) and, where people's
        judgements were used, ``same``, ``different`` (pairs), ``loss_before`` and ``loss_after`` (bits a pair, cross-validated).

    Raises:
        ProjectError: if the folder is no project.
        InputError: if there are too few judgements or pairs, or the judgements speak for the weights as they are.
    """
    from placard.linking.parameters import shipped, write_parameters
    from placard.linking.refit import changes

    folder = Path(project)
    facts, judgements = _facts(folder)
    base = shipped()
    found, report = _without_labels(facts, base) if without_labels else _from_judgements(facts, judgements, base)
    file = Path(out) if out is not None else folder / FILE
    write_parameters(file, found)
    return {"file": str(file), "version": found.version, "moved": changes(base, found), **report}


def _facts(folder: Path) -> tuple[list[Facts], list[Judgement]]:
    from placard.linking.facts import collect
    from placard.linking.words import proper_names
    from placard.store.folded import FoldedReader
    from placard.store.store import Store

    with Store.open(folder) as store:
        mentions = sorted(FoldedReader(store).mentions(), key=lambda mention: mention.id)
        told = dict.fromkeys(mention.document_id for mention in mentions)
        names = {key: proper_names(store.document(key).text) for key in told}
        return collect(mentions, store.infos(), names), list(store.judgements())


def _without_labels(facts: list[Facts], base: Parameters) -> tuple[Parameters, dict[str, Any]]:
    from placard.linking.candidates import candidate_pairs
    from placard.linking.em import estimate

    pairs = candidate_pairs(facts)
    return estimate(facts, pairs, base), {"pairs": len(pairs)}


def _from_judgements(facts: list[Facts], judgements: list[Judgement], base: Parameters) -> tuple[Parameters, dict[str, Any]]:
    from placard.errors import InputError
    from placard.linking.refit import refit

    found = refit(facts, judgements, base)
    if not found.better:
        raise InputError(
            f"weights fitted to these judgements foretell others no better than the shipped ones"
            f" ({found.loss_after:.2f} against {found.loss_before:.2f} bits a pair)",
            fix="keep the weights as they are, or judge more pairs",
        )
    losses = {"loss_before": round(found.loss_before, 4), "loss_after": round(found.loss_after, 4)}
    return found.parameters, {"same": found.same, "different": found.different, **losses}


def main(arguments: list[str] | None = None) -> int:
    """The command; gives its exit status."""
    parser = argparse.ArgumentParser(prog="python -m placard.tune", description=(tune.__doc__ or "").partition("\n")[0])
    parser.add_argument("project", type=Path)
    parser.add_argument("--without-labels", action="store_true", help="Estimate without people's judgements.")
    parser.add_argument("-o", "--out", type=Path, help=f"The file; {FILE} in the project folder by default.")
    given = parser.parse_args(arguments)
    try:
        found = tune(given.project, without_labels=given.without_labels, out=given.out)
    except PlacardError as error:
        print(f"placard: {error}", file=sys.stderr)
        return 1
    if "same" in found:
        print(f"{found['same']} pairs judged the same, {found['different']} judged different:", end=" ")
        print(f"{found['loss_before']:.2f} bits of surprise a pair before, {found['loss_after']:.2f} after (cross-validated)")
    for comparison, level, before, after in found["moved"]:
        print(f"  {comparison} {level}: {before:+.1f} -> {after:+.1f} bits")
    # Beside the settings a name is enough, so that the project can be moved; elsewhere only the whole path is sure.
    file, home = Path(found["file"]).resolve(), given.project.resolve()
    named = file.relative_to(home) if file.is_relative_to(home) else file
    setting = f"linking = {json.dumps(named.as_posix())}"
    print(f"{found['version']} written to {found['file']}; {setting} in {given.project / CONFIG_NAME} puts it to use")
    return 0


if __name__ == "__main__":
    sys.exit(main())
