"""Threads: what is said, refused, masked, removed, counted, told; and files known by their first bytes."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from tests.conftest import NOW
from tests.make.conversations import (
    FILM,
    M4A,
    MP3,
    MP3_BARE,
    MP4_FILM,
    OGG,
    WAV,
    WEBM,
    a_photo,
    say,
)
from tests.web.everything import everything
from twiza.conversations import api as conversations
from twiza.conversations.jobs import tell_owed
from twiza.conversations.models import Message
from twiza.kernel.refusals import NotFound, Refusal
from twiza.kernel.states import MoveRefused
from twiza.plumbing.models import FactRow, StoredFile

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PART = "part:TW-1"


def read(role: str, subject: str = PART) -> list[str]:
    return [message.text for message in conversations.messages_of(subject, as_role=role).items]


def test_both_sides_talk_and_each_message_stands_once(salma, fatima) -> None:
    first = say("  السلام، متى يصل؟\x00\r\n\u202eشكرا ", now=NOW, author=salma, key="once")
    assert say("again", now=NOW, author=salma, key="once").pk == first.pk
    say("Demain, madame <script>alert(1)</script>", now=NOW + MINUTE, role="cooperative", author=fatima)
    assert read("buyer") == ["السلام، متى يصل؟\nشكرا", "Demain, madame <script>alert(1)</script>"]
    mine, theirs = conversations.messages_of(PART, as_role="buyer").items
    assert (mine.mine, theirs.mine, theirs.unread, theirs.author_name) == (True, False, True, fatima.name)
    assert conversations.unread_of([PART, "part:none"], role="buyer") == {PART: 1, "part:none": 0}
    conversations.mark_read(subject=PART, role="buyer", now=NOW + HOUR)
    assert conversations.unread_of([PART], role="buyer") == {PART: 0}
    assert conversations.unread_of([PART], role="cooperative") == {PART: 1}
    assert [row.fields["subject"] for row in FactRow.objects.filter(kind="MessageSent")] == [PART, PART]


def test_nothing_too_long_and_a_closed_thread_are_refused() -> None:
    for text, refusal in ((" \n\u202e", conversations.NothingSaid), ("x" * 4001, conversations.TooLong)):
        with pytest.raises(refusal):
            say(text, now=NOW)
    with pytest.raises(conversations.UnknownFile):
        say("look", now=NOW, photos=[987654])
    assert conversations.close_thread(subject=PART, now=NOW)
    with pytest.raises(conversations.ThreadClosed):
        say("hello?", now=NOW)
    assert conversations.reopen_thread(subject=PART, now=NOW)
    say("hello", now=NOW)
    assert not Message.objects.exclude(text="hello").exists()


def test_forty_messages_in_a_row_are_refused_politely(salma) -> None:
    sent = 0
    for n in range(40):
        try:
            say(f"message {n}", now=NOW + n * timedelta(seconds=5), author=salma)
            sent += 1
        except conversations.TooManyMessages:
            continue
    assert sent == 12
    later = NOW + HOUR
    for n in range(18):
        say(f"later {n}", now=later + n * 5 * MINUTE, author=salma)
    with pytest.raises(conversations.TooManyMessages):
        say("the 31st without an answer", now=later + 100 * MINUTE, author=salma)
    say("السلام", now=later + 101 * MINUTE, role="cooperative")
    say("and on it goes", now=later + 102 * MINUTE, author=salma)


def test_what_leads_outside_is_masked_for_the_other_side_until_the_desk_looked(salma, nadia, brahim) -> None:
    message = say("عيطي ليا 0661 23 45 67 أو وافاكاش", now=NOW, author=salma)
    assert "0661 23 45 67" in read("buyer")[0]
    assert read("cooperative") == ["عيطي ليا  أو "] == read("adviser")
    (shown,) = conversations.messages_of(PART, as_role="cooperative").items
    assert [piece.kind for piece in shown.pieces if piece.masked] == ["phone", "payment"]
    assert FactRow.objects.filter(kind="MessageFlagged").count() == 1
    (looked,) = conversations.flagged().items
    assert (looked.message.id, looked.subject, looked.deeds) == (message.pk, PART, ("allow", "mask", "remove"))

    before = everything()
    for stranger in (brahim, salma):
        with pytest.raises(NotFound):
            conversations.settle_flag(message_id=message.pk, how="allow", by=stranger, now=NOW)
        with pytest.raises(NotFound):
            conversations.remove_message(message_id=message.pk, reason="fraud", by=stranger, now=NOW)
        with pytest.raises(NotFound):
            conversations.looked(stranger, message.pk)
    assert everything() == before

    conversations.settle_flag(message_id=message.pk, how="mask", by=nadia, now=NOW)
    assert read("cooperative") == ["عيطي ليا  أو "]
    with pytest.raises(MoveRefused):
        conversations.settle_flag(message_id=message.pk, how="mask", by=nadia, now=NOW)
    conversations.settle_flag(message_id=message.pk, how="allow", by=nadia, now=NOW)
    assert "0661 23 45 67" in read("cooperative")[0]
    assert conversations.flag_counts() == {"flagged": 0, "allowed": 1, "masked": 0, "removed": 0}


def test_a_removed_message_leaves_its_place_and_the_reason(salma, nadia) -> None:
    photo = conversations.take_in_photo(a_photo(), NOW)
    message = say("كلام قبيح", now=NOW, author=salma, photos=[photo])
    assert conversations.file_of_message(message.pk, 1, "cooperative", subject=PART).media_type == "image/jpeg"
    with pytest.raises(ValueError, match="because"):
        conversations.remove_message(message_id=message.pk, reason="because", by=nadia, now=NOW)
    conversations.remove_message(message_id=message.pk, reason="abuse", by=nadia, now=NOW)
    for role in ("buyer", "cooperative"):
        (shown,) = conversations.messages_of(PART, as_role=role).items
        assert (shown.text, shown.files, shown.is_removed, str(shown.removed_for) != "") == ("", (), True, True)
        with pytest.raises(NotFound):
            conversations.file_of_message(message.pk, 1, role, subject=PART)
    assert conversations.looked(nadia, message.pk).message.text == "كلام قبيح"
    with pytest.raises(MoveRefused):
        conversations.settle_flag(message_id=message.pk, how="allow", by=nadia, now=NOW)


def test_the_case_of_an_association_is_not_the_desks(nadia) -> None:
    message = say("0661234567", now=NOW, subject="case:AS-1", role="buyer")
    assert read("adviser", "case:AS-1") == ["0661234567"]
    assert conversations.flagged().items == []
    with pytest.raises(NotFound):
        conversations.remove_message(message_id=message.pk, reason="abuse", by=nadia, now=NOW)


def test_a_file_opens_under_its_own_subject_alone() -> None:
    voice = conversations.take_in_voice(OGG, NOW)
    message = say("", now=NOW, voice=voice)
    assert conversations.file_of_message(message.pk, 1, "cooperative", subject=PART).data == OGG
    for pk, n, subject in ((message.pk, 1, "part:TW-2"), (message.pk, 2, PART), (message.pk + 1, 1, PART)):
        with pytest.raises(NotFound):
            conversations.file_of_message(pk, n, "cooperative", subject=subject)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (OGG, "audio/ogg"),
        (WEBM, "audio/webm"),
        (M4A, "audio/mp4"),
        (MP3, "audio/mpeg"),
        (MP3_BARE, "audio/mpeg"),
        (WAV, "audio/wav"),
    ],
)
def test_a_voice_note_is_known_by_its_first_bytes(data, kind) -> None:
    assert StoredFile.objects.get(pk=conversations.take_in_voice(data, NOW)).media_type == kind


class Upload(io.BytesIO):
    """A file as the browser sends it: what it calls itself is believed by nobody."""

    def __init__(self, data: bytes, size: int | None = None) -> None:
        super().__init__(data)
        self.size, self.name, self.content_type, self.was_read = size or len(data), "voice.ogg", "audio/ogg", False

    def read(self, *arguments: int) -> bytes:
        self.was_read = True
        return super().read(*arguments)


def test_what_is_no_voice_note_or_too_big_is_refused() -> None:
    for data in (FILM, MP4_FILM, a_photo(), b"<script>alert(1)</script>", b"MZ" + bytes(60), b"", b"\xff\xfb"):
        with pytest.raises(conversations.NotAVoiceNote):
            conversations.take_in_voice(Upload(data), NOW)
    for take in (conversations.take_in_voice, conversations.take_in_photo):
        film = Upload(FILM, size=200 * 2**20)
        with pytest.raises(conversations.FileTooBig):
            take(film, NOW)
        assert not film.was_read
    with pytest.raises(Refusal):
        conversations.take_in_photo(Upload(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), NOW)
    assert not StoredFile.objects.exists()


def test_a_photo_is_kept_for_the_parties_alone_without_where_it_was_taken() -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "at home, 31.6 N"
    Image.new("RGB", (2400, 60), "blue").save(out, "JPEG", exif=exif)
    file = StoredFile.objects.get(pk=conversations.take_in_photo(out.getvalue(), NOW))
    from twiza.plumbing.api import open_file

    data = open_file(file.pk)
    assert (file.private, file.name, b"31.6 N" in data) == (True, "photo.jpg", False)
    with Image.open(io.BytesIO(data)) as kept:
        assert kept.size == (1600, 40)


def test_a_long_thread_is_read_page_by_page_in_constant_queries() -> None:
    for n in range(7):
        say(f"{n}", now=NOW + n * HOUR, role="buyer" if n % 2 else "cooperative")
    with CaptureQueriesContext(connection) as spent:
        page = conversations.messages_of(PART, as_role="buyer", page_size=3)
    assert [m.text for m in page.items] == ["4", "5", "6"]
    assert len(spent) == 4
    page = conversations.messages_of(PART, as_role="buyer", page_size=3, after=page.next)
    assert [m.text for m in page.items] == ["1", "2", "3"]
    page = conversations.messages_of(PART, as_role="buyer", page_size=3, after=page.next)
    assert ([m.text for m in page.items], page.next) == (["0"], None)


def test_the_other_side_is_written_to_once_an_hour_and_of_what_it_has_not_read() -> None:
    def told(message: Message, at, role: str = "cooperative") -> bool:
        return conversations.claim_notice(message_id=message.pk, to_role=role, now=at) is not None

    first = say("one", now=NOW)
    assert not told(first, NOW, "buyer")
    assert told(first, NOW)
    assert not told(first, NOW)
    second = say("two", now=NOW + MINUTE)
    third = say("three", now=NOW + 2 * MINUTE)
    assert not told(second, NOW + MINUTE)
    assert not told(third, NOW + 2 * MINUTE)
    assert tell_owed(now=NOW + 59 * MINUTE) == 0
    assert tell_owed(now=NOW + 61 * MINUTE) == 1
    assert FactRow.objects.order_by("-pk")[0].fields["message_id"] == third.pk
    assert told(third, NOW + 61 * MINUTE)
    assert tell_owed(now=NOW + 200 * MINUTE) == 0
    fourth = say("four", now=NOW + 62 * MINUTE)
    assert not told(fourth, NOW + 62 * MINUTE)
    conversations.mark_read(subject=PART, role="cooperative", now=NOW + 63 * MINUTE)
    assert tell_owed(now=NOW + 300 * MINUTE) == 0
    assert not told(fourth, NOW + 300 * MINUTE)


def test_what_is_kept_of_a_person_is_told_and_erased(salma, fatima) -> None:
    photo, voice = conversations.take_in_photo(a_photo(), NOW), conversations.take_in_voice(WAV, NOW)
    say("وصلني مكسورا 0661234567", now=NOW, author=salma, photos=[photo], subject="complaint:RC-1", voice=voice)
    say("متى يصل؟", now=NOW, author=salma, photos=[conversations.take_in_photo(a_photo("blue"), NOW)])
    say("نعم", now=NOW, author=fatima, role="cooperative")
    (section,) = conversations.personal_data(person=salma)
    assert [(r["subject"], r["photos"], r["voice_notes"]) for r in section.records] == [
        ("complaint:RC-1", 1, 1),
        (PART, 1, 0),
    ]
    for _twice in range(2):
        conversations.forget_person(person=salma, now=NOW + HOUR)
    assert conversations.personal_data(person=salma) == []
    assert read("cooperative", "complaint:RC-1") == ["وصلني مكسورا ••••••••••"]
    erased, theirs = conversations.messages_of(PART, as_role="cooperative").items
    assert (erased.text, erased.author_name, erased.erased, erased.files) == ("", "", True, ())
    assert (theirs.text, theirs.author_name) == ("نعم", fatima.name)
    assert StoredFile.objects.values_list("pk", flat=True).get() == photo


def box(name: bytes, *inside: bytes) -> bytes:
    held = b"".join(inside)
    return (len(held) + 8).to_bytes(4, "big") + name + held


PLACE = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7+31.6295-007.9811/"))
NOWHERE = box(b"free", bytes(len(PLACE) - 8))


@pytest.mark.parametrize(
    ("film", "kept"),
    [
        (
            box(b"moov", box(b"mvhd", b"1"), PLACE),
            box(b"moov", box(b"mvhd", b"1"), NOWHERE),
        ),
        (box(b"moov", box(b"trak", PLACE)), box(b"moov", box(b"trak", NOWHERE))),
        (box(b"mdat", PLACE), box(b"mdat", PLACE)),
        (b"\0\0\0\1moov" + bytes(8) + PLACE, b"\0\0\0\1moov" + bytes(8) + PLACE),  # a length below its own head
        (box(b"moov", PLACE)[:-1], box(b"moov", PLACE)[:-1]),
        (b"\xff" * 9, b"\xff" * 9),
    ],
)
def test_a_film_does_not_say_where_it_was_made(film, kept) -> None:
    assert conversations.without_place(film) == kept
