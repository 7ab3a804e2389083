"""Letters: once per reference, tried again, with what is attached."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from tests.make.plumbing import letter
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.plumbing.api import letters_backlog, list_letters, retry_letter, run_due, store_file
from twiza.plumbing.letters import send_letters

pytestmark = pytest.mark.django_db


class Gateway:
    """A gateway that behaves: it takes what it is given, unless it is told to fail."""

    sent: list[tuple[str, str, str]] = []
    trouble: BaseException | None = None

    def send(self, *, to: str, text: str, reference: str) -> None:
        if Gateway.trouble:
            raise Gateway.trouble
        Gateway.sent.append((to, text, reference))


@pytest.fixture
def gateway(settings):
    Gateway.sent, Gateway.trouble = [], None
    settings.SMS_ADAPTER = "tests.plumbing.test_letters.Gateway"
    return Gateway


@pytest.fixture(autouse=True)
def _outbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []


def test_a_letter_goes_once_with_all_its_parts(now, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    file = store_file(b"%PDF-1.7", name="commande.pdf", media_type="application/pdf")
    letter(html="<p>Bonjour</p>", attachments=[file.pk], subject="Votre\ncommande")
    assert send_letters(now) == 1
    assert send_letters(now) == 0
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["salma@example.org"], "Votre commande")
    assert sent.body.startswith("Bonjour Salma.\n\n-- \n")  # how to be written to: tests/people
    [html] = sent.alternatives
    assert (html.content.startswith("<p>Bonjour</p><hr>"), html.mimetype) == (True, "text/html")
    assert [tuple(a) for a in sent.attachments] == [("commande.pdf", b"%PDF-1.7", "application/pdf")]
    assert sent.extra_headers["Content-Language"] == "fr"
    [card] = list_letters().items
    assert (card.state, card.sent_at, card.attempts) == ("sent", now, 1)


def test_the_same_reference_is_one_letter(now):
    first = letter("order/1/placed")
    assert letter("order/1/placed", text="Something else.").pk == first.pk
    run_due(now)
    letter("order/1/placed")
    run_due(now)
    assert [m.body.partition("\n\n-- ")[0] for m in mail.outbox] == ["Bonjour Salma."]


def test_by_default_a_text_message_is_only_shown_on_the_letters_page(now):
    letter(channel="sms", to="+212612345678")
    assert send_letters(now) == 1
    assert mail.outbox == []
    assert list_letters(to="+212612345678").items[0].state == "sent"


def test_a_gateway_gets_number_text_and_reference(now, gateway):
    letter("code/7", channel="sms", to="+212612345678", text="123456")
    send_letters(now)
    assert gateway.sent == [("+212612345678", "123456", "code/7")]


def test_failures_are_tried_again_after_1_2_4_minutes_and_then_wait_on_the_desk(now, gateway):
    gateway.trouble = ConnectionError("no route")
    row = letter(channel="sms", to="+212612345678")
    moment, waits = now, []
    for _attempt in range(8):
        assert send_letters(moment) == 0
        row.refresh_from_db()
        waits.append(int((row.next_at - moment).total_seconds()) // 60)
        assert send_letters(row.next_at - timedelta(seconds=1)) == 0
        moment = row.next_at
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128]
    [card] = list_letters(state="failed").items
    assert (card.attempts, card.error) == (8, "ConnectionError: no route")
    assert (letters_backlog().waiting, letters_backlog().given_up) == (0, 1)
    gateway.trouble = None
    assert send_letters(moment + timedelta(days=1)) == 0, "given up: a person must say so"
    retry_letter(letter_id=row.pk, actor="Nadia")
    assert send_letters(moment) == 1
    assert list_letters(state="failed").items == []


def test_only_a_letter_given_up_can_be_sent_again(now):
    row = letter()
    with pytest.raises(MoveRefused):
        retry_letter(letter_id=row.pk)
    send_letters(now)
    with pytest.raises(MoveRefused):
        retry_letter(letter_id=row.pk)
    with pytest.raises(NotFound):
        retry_letter(letter_id=0)
    assert len(mail.outbox) == 1


def test_a_worker_killed_while_sending_leaves_the_letter_to_be_sent_ten_minutes_later(now, gateway):
    letter(channel="sms", to="+212612345678")
    gateway.trouble = SystemExit()
    with pytest.raises(SystemExit):
        send_letters(now)
    gateway.trouble = None
    assert send_letters(now + timedelta(minutes=9)) == 0
    assert send_letters(now + timedelta(minutes=10)) == 1
    assert len(gateway.sent) == 1


def test_letters_are_listed_newest_first(now, django_assert_num_queries):
    for number in range(3):
        letter(f"test/{number}", kind="code" if number else "welcome")
    with django_assert_num_queries(1):
        page = list_letters(page_size=2)
    assert [card.reference for card in page.items] == ["test/2", "test/1"]
    assert [card.reference for card in list_letters(page_size=2, after=page.next).items] == ["test/0"]
    assert [card.reference for card in list_letters(kind="welcome").items] == ["test/0"]
    assert len(list_letters(state="waiting").items) == 3
