"""What others may do with conversations. See docs/decisions/0040.

A thread hangs under a subject (`part:<number>`, `complaint:<number>`, `case:<number>`): who may read and write it, and
as which role (buyer, cooperative, adviser, desk), is known by whoever owns the subject, and asked before anything here.

Files    `take_in_photo`, `take_in_voice` before the transaction; their ids go to `post_message`.
Reading  `messages_of`, `unread_of`, `mark_read`; `file_of_message(..., subject=...)` after the owner's gate.
Letters  in a reaction to `MessageSent`, for each side of the subject:
         `notice = claim_notice(message_id=..., to_role=...,now=...)`.
         Where it is not None, queue one letter to each recipient of that side, with
         `reference=f"{notice.reference}:{recipient}"`. At most one an hour a thread and side; what comes within the
         hour is announced again when it is over, if still unread.
Desk     `flagged`, `looked`, `settle_flag`, `remove_message`; never of `case:` threads.
Web      `web/kit/threads.py` and `parts/thread.html` show a thread with its form.
"""

from twiza.conversations.actions.claim_notice import Notice, claim_notice
from twiza.conversations.actions.close_thread import close_thread, reopen_thread
from twiza.conversations.actions.forget_person import forget_buyer, forget_person
from twiza.conversations.actions.mark_read import mark_read
from twiza.conversations.actions.post_message import post_message
from twiza.conversations.actions.settle_message import remove_message, settle_flag
from twiza.conversations.actions.take_in_file import take_in_photo, take_in_voice
from twiza.conversations.adapters.films import without_place
from twiza.conversations.facts import MessageFlagged, MessageRemoved, MessageSent
from twiza.conversations.models import Message
from twiza.conversations.queries.moderation import Looked, flag_counts, flagged, looked, removal_reasons
from twiza.conversations.queries.personal import personal_data
from twiza.conversations.queries.threads import (
    FileOfMessage,
    MessageView,
    Piece,
    SentFile,
    ThreadState,
    file_of_message,
    messages_of,
    thread_state,
    unread_of,
)
from twiza.conversations.terms import (
    MOST_PHOTO_BYTES,
    MOST_PHOTOS,
    MOST_TEXT,
    MOST_VOICE_BYTES,
    FileTooBig,
    NotAVoiceNote,
    NothingSaid,
    RemovalReason,
    Role,
    ThreadClosed,
    TooLong,
    TooManyMessages,
    TooManyPhotos,
    UnknownFile,
)
from twiza.plumbing.images import NotAPicture

__all__ = [
    "MOST_PHOTOS",
    "MOST_PHOTO_BYTES",
    "MOST_TEXT",
    "MOST_VOICE_BYTES",
    "FileOfMessage",
    "FileTooBig",
    "Looked",
    "Message",
    "MessageFlagged",
    "MessageRemoved",
    "MessageSent",
    "MessageView",
    "NotAPicture",
    "NotAVoiceNote",
    "NothingSaid",
    "Notice",
    "Piece",
    "RemovalReason",
    "Role",
    "SentFile",
    "ThreadClosed",
    "ThreadState",
    "TooLong",
    "TooManyMessages",
    "TooManyPhotos",
    "UnknownFile",
    "claim_notice",
    "close_thread",
    "file_of_message",
    "flag_counts",
    "flagged",
    "forget_buyer",
    "forget_person",
    "looked",
    "mark_read",
    "messages_of",
    "personal_data",
    "post_message",
    "removal_reasons",
    "remove_message",
    "reopen_thread",
    "settle_flag",
    "take_in_photo",
    "take_in_voice",
    "thread_state",
    "unread_of",
    "without_place",
]
