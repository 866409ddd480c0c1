"""Finding things in the JSON twins."""

from __future__ import annotations

from typing import Any

from tests.workbench.client import Answer, Client, hidden


def event(client: Client, words: str = "flour") -> dict[str, Any]:
    found = client.get(f"/events.json?q={words}").json["events"]
    assert found, f"no event with {words}"
    return dict(client.get(f"/events/{found[0]['id']}.json").json)


def document(client: Client, input_id: str) -> dict[str, Any]:
    found = next(one for one in client.get("/documents.json").json["documents"] if one["input_id"] == input_id)
    return dict(client.get(f"/documents/{found['id']}.json").json)


def statements(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for mention in page["mentions"] for one in mention["statements"]]


def statement(page: dict[str, Any], variable: str, quote: str) -> dict[str, Any]:
    return next(one for one in statements(page) if one["variable"] == variable and quote in one["quotes"])


def variable(page: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in page["variables"] if one["name"] == name)


def decide(client: Client, found: dict[str, Any], verb: str, **fields: str) -> Answer:
    """Send the form of a value's card, as its page has it now."""
    html = client.get(f"/documents/{found['document_id']}").text
    given = hidden(html, f"/statements/{found['id']}")
    return client.post(f"/statements/{found['id']}", given | {"verb": verb, "answer": ""} | fields)


def decide_mention(client: Client, mention: dict[str, Any], verb: str, **fields: str) -> Answer:
    html = client.get(f"/documents/{mention['document']['id']}").text
    return client.post(f"/mentions/{mention['id']}", hidden(html, f"/mentions/{mention['id']}") | {"verb": verb} | fields)
