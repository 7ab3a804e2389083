"""What a recording says about where it was made is no message: phones write the place into the film itself."""

from __future__ import annotations

HOLDERS = (b"moov", b"trak", b"moof", b"traf")
TELLING = (b"udta", b"meta", b"uuid")  # of MP4, MOV and M4A: place, device and owner stand in these boxes


def without_place(data: bytes) -> bytes:
    """The same film or sound, its telling boxes emptied: as long as before, so that nothing else moves.

    ISO/IEC 14496-12: a box is its length, its name, and what it holds; a box `free` is passed over by players. What is
    no such file, or is cut off, stays as it is from there on.
    """
    kept = bytearray(data)
    _empty(kept, 0, len(kept))
    return bytes(kept)


def _empty(data: bytearray, at: int, end: int) -> None:
    while at + 8 <= end:
        size, name, head = int.from_bytes(data[at : at + 4]), bytes(data[at + 4 : at + 8]), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16]), 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            return
        if name in TELLING:
            data[at + 4 : at + 8] = b"free"
            data[at + head : at + size] = bytes(size - head)
        elif name in HOLDERS:
            _empty(data, at + head, at + size)
        at += size
