"""Telegram Desktop's JSON exports (``result.json``): each message with words is a document, its channel the source.

Kept beside the text: message id, edits, whom a message was forwarded from, what it replies to, media it captions, addresses
behind its words. Not kept: who in a group wrote it. Service messages (joined, pinned, changed the photo) are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from placard.reading.files import fault, read_within
from placard.reading.options import Found, ReadOptions
from placard.reading.report import Report
from placard.records import Detail, Problem

VERSION = "1"
_MEDIA = ("photo", "file", "media_type", "mime_type")
_USERNAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}\Z")


def recognises(head: bytes) -> bool:
    """Whether ``head`` begins an export of one chat or of an account."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start.startswith(b"{"):
        return False
    one = b'"messages"' in start and b'"type"' in start and re.search(rb'"id"\s*:\s*-?\d', start) is not None
    return one or (b'"chats"' in start and b'"list"' in start)


def read(found: Found, options: ReadOptions) -> Iterator[Report | Problem]:
    """Read an export.

    Raises:
        ReadError: it is too large or no JSON, or holds no chat.
        OSError: it cannot be opened or read.
    """
    data = read_within(found, options.max_file_bytes, "one export", "export fewer months at a time, or raise max_file_bytes")
    try:
        export = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise fault("json", f"is not JSON that can be read: {str(error)[:120]}", "export it again") from None
    for chat in _chats(export):
        if str(chat.get("type")) in ("personal_chat", "saved_messages", "bot_chat"):
            name = str(chat.get("name") or "a chat")[:60]
            yield Problem(
                found.shown,
                "private_chat",
                f"{name!r} is a private chat, not a channel or group",
                "export channels and groups only",
            )
            continue
        yield from _messages(found, chat)


def _chats(export: Any) -> list[Mapping[str, Any]]:
    if isinstance(export, dict) and isinstance(export.get("messages"), list):
        return [export]
    listed: list[Mapping[str, Any]] = []
    if isinstance(export, dict):
        for part in ("chats", "left_chats"):
            found = export.get(part)
            if isinstance(found, dict) and isinstance(found.get("list"), list):
                listed += [chat for chat in found["list"] if isinstance(chat, dict) and isinstance(chat.get("messages"), list)]
    if not listed:
        raise fault("json", "holds no chat", "export it from Telegram Desktop as JSON")
    return listed


def _messages(found: Found, chat: Mapping[str, Any]) -> Iterator[Report]:
    channel = _chat_key(chat)
    name = chat.get("name") if isinstance(chat.get("name"), str) else None
    public = _public_name(chat)
    for number, message in enumerate(chat["messages"], start=1):
        if not isinstance(message, dict) or message.get("type") != "message":
            continue
        text, links = _words(message.get("text"))
        if not text.strip():
            continue  # a picture, sticker or poll without words says nothing that could be coded
        key = message.get("id")
        told = isinstance(key, int) and not isinstance(key, bool)
        yield Report(
            where=f"{found.shown} message {key if told else number}",
            fallback_id=f"{found.name}:{number}",
            reader=f"telegram {VERSION}",
            id=f"telegram:{channel}/{key}" if told and channel else None,
            text=text,
            published=_moment(message.get("date_unixtime"), message.get("date")),
            url=_url(public, channel, key) if told else None,
            source={"outlet": name, "kind": "channel"} if name else None,
            details=tuple(_details(message, links)),
        )


def _words(given: Any) -> tuple[str, list[tuple[int, int, str]]]:
    """A message's text, which the export gives as a string or as a list of strings and entities, and the links in it."""
    if isinstance(given, str):
        return given, []
    parts: list[str] = []
    links: list[tuple[int, int, str]] = []
    length = 0
    for part in given if isinstance(given, list) else ():
        words = part if isinstance(part, str) else part.get("text") if isinstance(part, dict) else None
        if not isinstance(words, str) or not words:
            continue
        href = part.get("href") if isinstance(part, dict) else None
        if isinstance(href, str):
            links.append((length, length + len(words), href))
        parts.append(words)
        length += len(words)
    return "".join(parts), links


def _details(message: Mapping[str, Any], links: list[tuple[int, int, str]]) -> Iterator[Detail]:
    if message.get("edited") or message.get("edited_unixtime"):
        yield Detail("edited", _moment(message.get("edited_unixtime"), message.get("edited")) or "yes")
    for name, key in (("forwarded_from", "forwarded_from"), ("reply_to", "reply_to_message_id"), ("message_id", "id")):
        value = message.get(key)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            yield Detail(name, str(value))
    media = next((str(message[key]) for key in ("media_type", "mime_type") if isinstance(message.get(key), str)), None)
    if media or any(message.get(key) for key in _MEDIA):
        yield Detail("caption_of", media or ("photo" if message.get("photo") else "file"))
    for start, end, href in links:
        yield Detail("link", href, start, end)


def _moment(unix: Any, local: Any) -> str | None:
    """The moment in UTC; an export without Unix times gives the exporter's local time, of which only the day is kept."""
    try:
        return datetime.fromtimestamp(int(unix), UTC).isoformat()
    except (TypeError, ValueError, OverflowError, OSError):
        return local[:10] if isinstance(local, str) and re.match(r"\d{4}-\d\d-\d\d", local) else None


def _chat_key(chat: Mapping[str, Any]) -> str:
    key = chat.get("id")
    return _public_name(chat) or (str(key) if isinstance(key, int) and not isinstance(key, bool) else "")


def _public_name(chat: Mapping[str, Any]) -> str | None:
    for key in ("username", "public_name"):
        name = chat.get(key)
        if isinstance(name, str) and _USERNAME.match(name.lstrip("@")):
            return name.lstrip("@")
    return None


def _url(public: str | None, channel: str, key: Any) -> str | None:
    """The message's address: by the channel's public name, else the form that works for its members."""
    if public:
        return f"https://t.me/{public}/{key}"
    return f"https://t.me/c/{channel.removeprefix('-100')}/{key}" if channel else None
