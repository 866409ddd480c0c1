"""``placard doctor``: every law of a project checked on what is stored and released, and how to mend what breaks one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from placard.errors import PlacardError, VerifyError

_NAMED = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check: its name and what it says, how many records break it, the first of them, and how to mend it."""

    check: str
    says: str
    faults: int
    first: tuple[str, ...]
    mend: str


def doctor(project: str | Path) -> list[Finding]:
    """Check a project; it is only read, and may be in use.

    Returns:
        One finding a check, in the order of the checks; those with ``faults`` above 0 need mending.

    Raises:
        ProjectError: if the folder is no project, or was made by a newer Placard.
    """
    from placard.release.package import RELEASE
    from placard.store.laws import CHECKS
    from placard.store.store import Store

    findings: list[Finding] = []
    with Store.open(project) as store:
        for check in CHECKS:
            count, first = 0, list[str]()
            try:
                for name in check.broken(store):
                    count += 1
                    if len(first) < _NAMED:
                        first.append(name)
            except Exception as error:  # a damaged file can break any query; the other checks still say what they can
                count += 1
                first.append(f"cannot be checked ({str(error).splitlines()[0][:120]})")
            findings.append(Finding(check.name, check.says, count, tuple(first), check.mend))
    if (Path(project) / RELEASE).is_dir():
        findings.append(_release(project))
    return findings


def _release(project: str | Path) -> Finding:
    from placard.release.verify import verify

    says, mend = "the release proves itself", "placard release PROJECT"
    try:
        verify(project)
    except VerifyError as error:
        faults = tuple(error.message.splitlines()[:_NAMED])
        return Finding("release", says, max(1, len(faults)), faults, mend)
    except PlacardError as error:
        return Finding("release", says, 1, (str(error),), mend)
    return Finding("release", says, 0, (), mend)
