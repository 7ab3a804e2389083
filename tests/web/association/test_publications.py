"""A guide is written, looked at in each language, published, withdrawn: by the team's working people alone."""

from django.urls import reverse

from tests.web.everything import everything
from tests.web.rooms import Row, walk_association_room
from twiza.mediation.models import Publication
from twiza.web.association.publications.urls import patterns

SENT = {
    "kind": "guide",
    "titles_ar": "كيف تعرف العسل",
    "titles_fr": "Reconnaître le miel",
    "titles_en": "Telling honey",
    "bodies_ar": "انظر إلى الملصق.",
    "bodies_fr": "Lisez l’étiquette. <script>alert(1)</script>",
    "bodies_en": "Read the label.",
}


def test_the_room_and_a_guide(desk):
    client, new = desk.client(), reverse("association:publication-new", args=(desk.slug,))
    looked = client.post(new, SENT | {"preview": "1"})
    assert looked.status_code == 200
    assert "&lt;script&gt;" in looked.content.decode()
    assert "<script>alert" not in looked.content.decode()
    assert not Publication.objects.exists()
    untitled = {"titles_ar": "", "titles_fr": "", "titles_en": ""}
    for wrong in ({"kind": "x"}, untitled, {"products": "nothing-here"}):
        refused = client.post(new, SENT | wrong)
        assert refused.status_code == 422, wrong
        assert "Lisez l’étiquette." in refused.content.decode()
    assert client.post(new, SENT).status_code == 302
    found = Publication.objects.get()
    rows = {
        "publications": Row(queries=9, size=20_000),
        "publication-new": Row(queries=6, size=25_000, post=SENT),
        "publication": Row((found.pk,), queries=12, size=30_000, post=SENT),
        "publication-publish": Row((found.pk,), button=True),
        "publication-withdraw": Row((found.pk,), button=True, post={"why": "x"}),
    }
    walk_association_room(patterns, rows, slug=desk.slug, insider=desk.adviser, others=desk.others)
    reader = desk.client(desk.reader)
    before = everything()
    assert reader.get(reverse("association:publications", args=(desk.slug,))).status_code == 200
    for name, args in (("publication-new", ()), ("publication", (found.pk,)), ("publication-publish", (found.pk,))):
        assert reader.post(reverse(f"association:{name}", args=(desk.slug, *args)), SENT).status_code == 404
    assert everything() == before
    client.post(reverse("association:publication-publish", args=(desk.slug, found.pk)))
    found.refresh_from_db()
    assert found.published_at is not None
    client.post(reverse("association:publication-withdraw", args=(desk.slug, found.pk)), {"why": "Une erreur"})
    found.refresh_from_db()
    assert (found.withdrawn_at is not None, found.why_withdrawn) == (True, "Une erreur")
