"""The team keeps itself: its head invites, changes and removes; nobody of the platform, no other role."""

import re

from django.urls import reverse
from django.utils import timezone

from tests.make.people import make_person
from tests.web.everything import everything
from tests.web.rooms import Row, walk_association_room
from twiza.mediation import api as mediation
from twiza.plumbing.models import Letter
from twiza.web.association.team.urls import patterns


def test_the_room_and_the_team(desk):
    reader_row = next(a for a in mediation.team_of(desk.association) if a.person_id == desk.reader.pk)
    rows = {
        "team": Row(queries=10, size=25_000, post={"contact": "x@association.example", "role": "adviser"}),
        "house": Row(queries=12, size=30_000, post={"seat": "x"}),
        "team-leave": Row(button=True),
        "team-uninvite": Row((1,), button=True),
        "team-role": Row((reader_row.adviser_id,), button=True, post={"role": "head"}),
        "team-remove": Row((reader_row.adviser_id,), button=True),
    }
    walk_association_room(patterns, rows, slug=desk.slug, insider=desk.head, others=desk.others)
    adviser = desk.client()
    before = everything()
    assert adviser.get(reverse("association:team", args=(desk.slug,))).status_code == 200
    for name in ("team", "house", "team-uninvite", "team-role", "team-remove"):
        address = reverse(f"association:{name}", args=(desk.slug, *rows[name].arguments))
        assert adviser.post(address, rows[name].post).status_code == 404, name
    assert everything() == before

    head, team = desk.client(desk.head), reverse("association:team", args=(desk.slug,))
    assert head.post(team, {"contact": "nobody", "role": "adviser"}).status_code == 422
    assert head.post(team, {"contact": "new@association.example", "role": "boss"}).status_code == 422
    assert head.post(team, {"contact": "new@association.example", "role": "adviser"}).status_code == 302
    (invited,) = mediation.invitations_of(desk.association, now=timezone.now())
    assert head.post(reverse("association:team-uninvite", args=(desk.slug, invited.invitation_id))).status_code == 302
    assert (
        head.post(reverse("association:team-role", args=(desk.slug, reader_row.adviser_id)), {"role": "x"}).status_code
        == 302
    )
    head.post(reverse("association:team-role", args=(desk.slug, reader_row.adviser_id)), {"role": "adviser"})
    roles = {a.person_id: a.role for a in mediation.team_of(desk.association)}
    assert roles[desk.reader.pk] == "adviser"
    head.post(reverse("association:team-remove", args=(desk.slug, reader_row.adviser_id)))
    assert desk.client(desk.reader).get(team).status_code == 404
    assert head.post(reverse("association:team-leave", args=(desk.slug,))).status_code == 302  # the last head stays
    assert head.get(team).status_code == 200
    house = reverse("association:house", args=(desk.slug,))
    kept = {
        "names_ar": "جمعية أمل", "names_fr": "Association Amal", "seat": "5, rue Neuve", "commune": "07.041.01.01",
        "phone": "0524000002", "email": "amal@association.example", "languages": ["ar", "zgh"],
    }  # fmt: skip
    assert head.post(house, kept | {"phone": "x"}).status_code == 422
    assert head.post(house, kept).status_code == 302
    assert mediation.association_card(desk.slug).seat == "5, rue Neuve"


def test_an_invitation_is_read_and_taken_by_its_person_alone(desk, salma, nadia):
    person = make_person(email="new@association.example", name="Nouvelle", language="fr")
    mediation.invite_adviser(
        association=desk.association, contact="new@association.example", role="reader", by=desk.head, now=timezone.now()
    )
    letter = Letter.objects.filter(to="new@association.example").latest("pk")
    token = re.search(r"/association/invitation/([^/\s]+)/", letter.text)[1]
    address = reverse("association:invitation", args=(token,))
    strangers = [desk.client(salma), desk.client(nadia)]
    before = everything()
    for stranger in strangers:
        assert stranger.post(address).status_code in (404, 422)
    assert everything() == before
    client = desk.client(person)
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 422
    assert {a.person_id: a.role for a in mediation.team_of(desk.association)}[person.pk] == "reader"
