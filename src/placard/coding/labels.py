"""What the tagger's outputs mean: one layout shared by training and by the coder, so that they cannot drift apart."""

from __future__ import annotations

VARIABLES = [
    "trigger",
    "participants",
    "organizer",
    "target",
    "demand",
    "slogan",
    "size",
    "place",
    "venue",
    "date",
    "tactic",
    "property_damage",
    "responder",
    "response",
    "arrests",
    "injuries",
    "deaths",
]
TAGS = ["O"] + [f"{prefix}-{variable}" for variable in VARIABLES for prefix in "BI"]
STATUSES = ["occurred", "planned", "cancelled", "background"]
FORMS = ["demonstration", "strike", "hunger_strike", "boycott", "obstruction", "riot", "symbolic", "other"]
RESPONSES = [
    "presence",
    "arrest",
    "disperse",
    "tear_gas",
    "water_cannon",
    "beat",
    "rubber_bullets",
    "live_fire",
    "kill",
    "curfew_or_ban",
    "internet_shutdown",
    "censor",
    "prosecute",
    "concede",
    "negotiate",
    "denounce",
    "other",
]
WHO = ["protesters", "security", "bystanders", "other", "unknown"]
CERTAINTIES = ["asserted", "hedged", "denied"]
SPEAKER_KINDS = ["authority", "organizer", "participant", "bystander", "official", "ngo", "media", "expert", "other"]
STANCES = ["against", "for"]
COUNTS = ("size", "arrests", "injuries", "deaths")
# What speakers are quoted with, by the codebook; the others frame the event and are rarely anyone's but the outlet's.
TOLD = (*COUNTS, "response", "tactic", "property_damage", "demand")

LINK = 48  # width of each projection that links spans to triggers and values to speakers

# Every token gets one vector; these are its parts, in order.
PARTS: list[tuple[str, int]] = [
    ("tags", len(TAGS)),
    ("speaker", 3),
    ("cue", 3),
    ("sentence", 2),  # the sentence names an event; the sentence carries any value
    ("relevant", 1),
    ("status", len(STATUSES)),
    ("form", len(FORMS)),
    ("response", len(RESPONSES)),
    ("who", len(WHO)),
    ("certainty", len(CERTAINTIES)),
    ("speaker_kind", len(SPEAKER_KINDS)),
    ("stance", len(STANCES)),
    ("trigger_same", LINK),  # two triggers name one event if these agree
    ("trigger_key", LINK),  # a value belongs to a trigger's event if its value_query fits
    ("value_query", LINK),
    ("speaker_key", LINK),
    ("said_query", LINK),
]


def layout() -> dict[str, slice]:
    """Where each part lies in a token's output vector."""
    slices, at = {}, 0
    for name, width in PARTS:
        slices[name] = slice(at, at + width)
        at += width
    return slices


WIDTH = sum(width for _, width in PARTS)
SAID = layout()["trigger_same"].start  # parts before this one are logits, those from it on projections for links
LINKS = WIDTH - SAID  # width of one network's projections for links
