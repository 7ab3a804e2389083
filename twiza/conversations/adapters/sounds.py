"""What a recording is, told by its first bytes: never by its name or by what the browser calls it."""

from __future__ import annotations

HEAD = 4096


def kind_of_sound(data: bytes) -> str:
    """The media type of a voice note: OGG, WebM, M4A, MP3 or WAV; '' for anything else, and for a film."""
    head = data[:HEAD]
    if head.startswith(b"OggS"):
        return "" if b"theora" in head or b"video" in head else "audio/ogg"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:64]:
        return "" if b"V_VP" in head or b"V_AV1" in head or b"V_MPEG" in head else "audio/webm"
    if head[4:8] == b"ftyp" and head[8:12] in (b"M4A ", b"M4B ", b"isom", b"iso5", b"iso6", b"mp41", b"mp42", b"dash"):
        return "audio/mp4" if _is_sound_alone(data) else ""
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        return "audio/wav"
    if head.startswith(b"ID3") or _is_mp3_frame(head):
        return "audio/mpeg"
    return ""


def _is_sound_alone(data: bytes) -> bool:
    """The box `hdlr` names a track: `vide` for pictures that move, `soun` for sound (ISO/IEC 14496-12)."""
    tracks, at = set(), data.find(b"hdlr")
    while at >= 0:
        tracks.add(data[at + 12 : at + 16])
        at = data.find(b"hdlr", at + 4)
    return b"soun" in tracks and b"vide" not in tracks


def _is_mp3_frame(head: bytes) -> bool:
    """Eleven bits of one, then a version, layer III, and a rate that exists (ISO/IEC 11172-3)."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer, rate, frequency = head[1] >> 3 & 3, head[1] >> 1 & 3, head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer == 1 and rate not in (0, 15) and frequency != 3
