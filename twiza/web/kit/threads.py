"""A thread on a page: what was said, the form to say something, the files. Used by every room that owns a subject.

The room has an address of the thread (GET shows earlier messages, POST sends one) and below it one of its files:

    path("orders/<str:number>/messages/", views.messages, name="messages"),
    path("orders/<str:number>/messages/<int:message_id>/<int:n>/", views.file, name="messages-file"),

    thread = threads.open_thread(request, subject=..., role="buyer", author=..., author_name=..., address=reverse(...))
    if thread.sent: return redirect(back)             # a POST that went well
    render(..., {"thread": thread}, status=thread.status)   # {% include "parts/thread.html" %}

    return threads.send_file(subject=..., message_id=message_id, n=n, role="buyer")

Who may see the subject was asked by the room's gate before. Works without JavaScript; `voice.js` adds a button that
records. On a page with other forms, only a POST that carries `thread` is the thread's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from twiza.conversations import api as conversations
from twiza.kernel.refusals import NotFound, Refusal
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import now
from twiza.web.kit.spans import after_of

KEPT = "twiza.thread.files"


class PhotosInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(PhotosField, self).clean(one, initial) for one in given if one]


class MessageForm(Form):
    """`kept` carries, signed, the files that came with a message that was refused: they needn't be sent again."""

    thread = forms.CharField(widget=forms.HiddenInput, required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    kept = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)
    text = forms.CharField(
        label=_("Message"), required=False, widget=forms.Textarea(attrs={"rows": "3", "dir": "auto"})
    )
    photos = PhotosField(
        label=_("Photos"), required=False, widget=PhotosInput(attrs={"accept": "image/*", "multiple": True})
    )
    voice = forms.FileField(
        label=_("Voice note"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": True, "data-voice": True}),
    )


@dataclass(frozen=True, slots=True)
class Thread:
    """What `parts/thread.html` shows. `status` is 422 where what was typed needs attention."""

    subject: str
    role: str
    address: str
    page: Any
    form: MessageForm | None
    closed: bool
    sent: bool
    status: int
    kept: int


def open_thread(
    request: HttpRequest,
    *,
    subject: str,
    role: str,
    author: Any,
    author_name: str,
    address: str,
    may_write: bool = True,
) -> Thread:
    """Show a thread as one side reads it, mark it read, and take what is sent. `author` is None for a guest."""
    ours = request.method == "POST" and "thread" in request.POST
    state = conversations.thread_state(subject)
    form, sent, kept = None, False, 0
    if may_write and not state.closed:
        fresh = {"key": uuid4().hex, "thread": "1"}
        form = MessageForm(request.POST, request.FILES) if ours else MessageForm(initial=fresh)
        if ours:
            sent, kept = _send(form, subject=subject, role=role, author=author, author_name=author_name)
    elif ours:
        form = MessageForm(request.POST)
        form.is_valid()
        form.refuse(conversations.ThreadClosed())
    page = conversations.messages_of(subject, as_role=role, after=after_of(request))
    if request.method == "GET":
        conversations.mark_read(subject=subject, role=role, now=now())
    status = 422 if form is not None and form.errors else 200
    return Thread(subject, role, address, page, form, state.closed, sent, status, kept)


def _send(form: MessageForm, *, subject: str, role: str, author: Any, author_name: str) -> tuple[bool, int]:
    if not form.is_valid():
        return False, 0
    given, moment = form.cleaned_data, now()
    photos, voice = _kept(given["kept"], subject)
    try:
        for upload in given["photos"][: conversations.MOST_PHOTOS + 1]:
            photos.append(conversations.take_in_photo(upload, moment))
        if given["voice"]:
            voice = conversations.take_in_voice(given["voice"], moment)
        conversations.post_message(
            subject=subject,
            role=role,
            author=author,
            author_name=author_name,
            text=given["text"],
            photos=photos,
            voice=voice,
            key=given["key"] or uuid4().hex,
            now=moment,
        )
    except Refusal as refusal:
        form.refuse(refusal)
        # Six photos too many would be refused again with each try: what is kept is what fits.
        photos = photos[: conversations.MOST_PHOTOS]
        typed: Any = form.data
        typed = typed.copy()
        typed["kept"] = signing.dumps([subject, photos, voice], salt=KEPT)
        form.data = typed
        return False, len(photos) + (voice is not None)
    return True, 0


def _kept(text: str, subject: str) -> tuple[list[int], int | None]:
    try:
        of, photos, voice = signing.loads(text, salt=KEPT, max_age=24 * 3600)
    except (signing.BadSignature, ValueError):
        return [], None
    return (list(photos), voice) if of == subject else ([], None)


def send_file(*, subject: str, message_id: int, n: int, role: str) -> HttpResponse:
    """A photo or a voice note of a thread whose gate the reader passed; never kept by a cache on the way."""
    if message_id > 2**62 or n > 100:
        raise NotFound(message_id)
    file = conversations.file_of_message(message_id, n, role, subject=subject)
    headers = {
        "Content-Disposition": f'inline; filename="{file.name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(file.data, content_type=file.media_type, headers=headers)
