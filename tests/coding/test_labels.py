"""The network's labels, the codebook and the corpus checker name the same things, so that none can drift from the others."""

from placard.codebook import default_codebook
from placard.coding import labels
from training import marked


def test_labels_are_the_codebooks() -> None:
    book = default_codebook()
    assert set(labels.VARIABLES) == {variable.name for variable in book.variables} == set(marked.VARIABLES)
    assert set(labels.RESPONSES) == set(book.variable("response").codes) == set(marked.RESPONSES)
    assert set(labels.STATUSES) == set(book.status) == set(marked.STATUS)
    assert set(labels.FORMS) == set(book.forms) == set(marked.FORMS)
    assert set(labels.WHO) == set(book.who)
    assert set(labels.CERTAINTIES) == set(book.certainty)
    assert set(labels.SPEAKER_KINDS) == set(book.speaker_kinds) - {"outlet"} == set(marked.SPEAKERS)
