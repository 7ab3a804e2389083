from __future__ import annotations

import pytest

from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import file_card, open_file, store_file
from twiza.plumbing.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places(settings, tmp_path):
    settings.PRIVATE_ROOT, settings.MEDIA_ROOT = tmp_path / "private", tmp_path / "media"


def kept(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_is_kept_comes_back(tmp_path):
    file = store_file("طلبية".encode(), name="commande.txt", media_type="text/plain")
    assert open_file(file.pk).decode() == "طلبية"
    card = file_card(file.pk)
    assert (card.name, card.media_type, card.size, card.private) == ("commande.txt", "text/plain", 10, True)
    assert kept(tmp_path / "private") == [file.sha256]
    assert not (tmp_path / "media").exists()


def test_the_same_bytes_are_kept_once_under_each_of_their_names(tmp_path):
    first = store_file(b"same", name="a.txt", media_type="text/plain")
    assert store_file(b"same", name="a.txt", media_type="text/plain").pk == first.pk
    other = store_file(b"same", name="b.txt", media_type="text/plain")
    assert other.pk != first.pk
    assert kept(tmp_path / "private") == [first.sha256]
    assert StoredFile.objects.count() == 2


def test_private_and_public_never_share_a_place(tmp_path):
    private = store_file(b"same", name="a", media_type="text/plain")
    public = store_file(b"same", name="a", media_type="text/plain", private=False)
    assert private.pk != public.pk
    assert kept(tmp_path / "private") == kept(tmp_path / "media") == [private.sha256]


def test_a_name_is_never_a_path(tmp_path):
    file = store_file(b"x", name="../../etc/passwd", media_type="text/plain")
    assert kept(tmp_path) == [file.sha256]


def test_what_is_not_there_is_not_found(tmp_path):
    assert file_card(0) is None
    with pytest.raises(NotFound):
        open_file(0)
    file = store_file(b"x", name="x", media_type="text/plain")
    next(path for path in tmp_path.rglob(file.sha256)).unlink()
    with pytest.raises(NotFound):
        open_file(file.pk)
