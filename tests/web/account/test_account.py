"""The account's own screens: who I am, how I am reached, where parcels go."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from tests.make.people import make_address, make_person
from tests.web.account.test_signing_in import errors, last_code
from twiza.people import api as people
from twiza.plumbing.models import Letter

pytestmark = pytest.mark.django_db
ADDRESS = {
    "recipient": "سلمى بناني",
    "phone": "06 61 23 45 67",
    "commune": "Ait Ourir",
    "quarter": "دوار تاماسينت",
    "landmark": "قرب المسجد",
}


class Words(HTMLParser):
    """The words a reader sees or hears: text, and the attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.quiet += tag in ("script", "style")
        named = dict(attrs)
        if named.get("lang") in (None, "ar"):
            self.words += [named.get(name) or "" for name in ("alt", "placeholder", "title", "aria-label")]
        elif tag not in ("html", "input"):
            self.quiet += 1
            self.foreign = tag

    def handle_endtag(self, tag: str) -> None:
        self.quiet -= tag in ("script", "style") or (self.quiet > 0 and tag == getattr(self, "foreign", ""))

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.words.append(data)


def english_in(page: str) -> list[str]:
    reader = Words()
    reader.feed(page)
    text = " ".join(reader.words)
    text = re.sub(r"\S+@\S+|[A-Z2-7]{16,}|https?://\S+", " ", text)
    return [w for w in re.findall(r"[A-Za-zÀ-ÿ]{2,}", text) if w not in ("SMS", "Français", "English")]


def test_each_page_is_arabic_right_to_left_with_no_english_left(client, salma) -> None:
    make_address(salma)
    pages = {"/ar/account/login/code/", "/ar/account/login/", "/ar/account/signup/", "/ar/account/inactive/"}
    seen = {address: client.get(address).content.decode() for address in pages}
    client.post("/ar/account/login/code/", {"contact": "salma@example.ma"})
    seen["code"] = client.get("/ar/account/login/code/confirm/").content.decode()
    client.force_login(salma)
    address = people.addresses_of(salma)[0].id
    for path in (
        "me/",
        "me/addresses/",
        "me/addresses/add/",
        f"me/addresses/{address}/",
        "account/logout/",
        "account/phone/change/",
        "account/email/",
        "account/confirm-email/nonsense/",
        "account/password/set/",
        "account/2fa/",
        "account/2fa/totp/activate/",
    ):
        response = client.get(f"/ar/{path}")
        assert response.status_code == 200, path
        seen[path] = response.content.decode()
    for path, page in seen.items():
        assert '<html lang="ar" dir="rtl">' in page, path
        # The header and footer are another's; this looks at the page itself.
        main = page[page.index("<main") : page.index("</main>")]
        assert english_in(main) == [], path
        assert " style=" not in main, path


def test_preferences_are_kept_and_said_in_the_new_language(client, salma) -> None:
    client.force_login(salma)
    typed = {"name": "Salma Bennani", "language": "fr", "contact_by": "sms"}
    response = client.post("/ar/me/", typed, follow=True)
    assert response.redirect_chain == [("/fr/me/", 302)]
    assert "C’est enregistré." in response.content.decode()
    salma.refresh_from_db()
    assert (salma.name, salma.language) == ("Salma Bennani", "fr")


def test_a_way_of_contact_that_is_not_there_is_refused_and_what_was_typed_stays(client, salma) -> None:
    client.force_login(salma)
    response = client.post("/ar/me/", {"name": "اسم جديد", "language": "ar", "contact_by": "email"})
    assert "لا يمكن الاتصال بكم بهذه الطريقة بعد" in errors(response)
    assert "اسم جديد" in response.content.decode()
    salma.refresh_from_db()
    assert salma.name == "سلمى بناني"


def test_who_is_not_signed_in_is_asked_to(client) -> None:
    for path in ("/ar/me/", "/ar/me/addresses/", "/ar/me/addresses/add/", "/ar/account/email/"):
        assert client.get(path).url.startswith("/ar/account/login/code/?next=")


def test_adding_an_address(client, salma) -> None:
    client.force_login(salma)
    response = client.post("/ar/me/addresses/add/", ADDRESS | {"pin": "31.5603، -7.6626"}, follow=True)
    assert response.redirect_chain == [("/ar/me/addresses/", 302)]
    (card,) = people.addresses_of(salma)
    assert (card.postal.commune_code, card.postal.phone) == ("07.041.01.01", "+212661234567")
    assert (card.postal.latitude, card.postal.longitude) == (31.5603, -7.6626)
    page = response.content.decode()
    assert "دوار تاماسينت" in page
    assert "آيت أورير" in page


def test_a_name_that_fits_several_communes_is_offered_to_choose_from_without_a_script(client, salma) -> None:
    client.force_login(salma)
    response = client.post("/ar/me/addresses/add/", ADDRESS | {"commune": "سيدي غانم"})
    page = response.content.decode()
    choices = re.findall(r'name="commune_choice" value="([\d.]+)"', page)
    assert len(choices) >= 2
    assert "دوار تاماسينت" in page
    assert people.addresses_of(salma) == []
    client.post("/ar/me/addresses/add/", ADDRESS | {"commune": "سيدي غانم", "commune_choice": choices[1]})
    assert people.addresses_of(salma)[0].postal.commune_code == choices[1]


def test_a_choice_that_does_not_fit_what_is_typed_is_not_taken(client, salma) -> None:
    client.force_login(salma)
    client.post("/ar/me/addresses/add/", ADDRESS | {"commune": "تمنار", "commune_choice": "07.041.01.01"})
    assert [c.commune_names["fr"] for c in people.addresses_of(salma)] == ["Tamanar"]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"recipient": ""}, "اكتبوا اسم من سيتسلم الطرد"),
        ({"phone": "12"}, "هذا ليس رقم هاتف"),
        ({"commune": "قققق"}, ""),
        ({"commune": ""}, "اكتبوا الجماعة"),
        ({"quarter": ""}, "اكتبوا الحي أو الدوار"),
        ({"pin": "هنا"}, "اكتبوا النقطة برقمين"),
        ({"pin": "48.85, 2.35"}, "هذه النقطة من الخريطة لا توجد في المغرب"),
    ],
)
def test_a_bad_address_is_said_beside_its_field_and_nothing_typed_is_lost(client, salma, typed, sentence) -> None:
    client.force_login(salma)
    response = client.post("/ar/me/addresses/add/", ADDRESS | typed)
    assert response.status_code == 422
    assert errors(response)
    assert sentence in errors(response)
    for kept in (ADDRESS | typed).values():
        assert not kept or kept in response.content.decode()
    assert people.addresses_of(salma) == []


def test_changing_and_removing_an_address(client, salma) -> None:
    address = make_address(salma, latitude=31.5, longitude=-7.6)
    client.force_login(salma)
    form = client.get(f"/ar/me/addresses/{address.pk}/").content.decode()
    assert "آيت أورير، الحوز" in form
    assert "31.5, -7.6" in form
    client.post(f"/ar/me/addresses/{address.pk}/", ADDRESS | {"commune": "آيت أورير، الحوز", "quarter": "حي السلام"})
    assert [c.postal.quarter for c in people.addresses_of(salma)] == ["حي السلام"]
    assert client.get(f"/ar/me/addresses/{address.pk}/remove/").status_code == 405
    client.post(f"/ar/me/addresses/{address.pk}/remove/")
    assert people.addresses_of(salma) == []


def test_a_strangers_address_is_not_found_and_stays_as_it_was(client, salma, brahim) -> None:
    address = make_address(salma)
    client.force_login(brahim)
    assert client.get(f"/ar/me/addresses/{address.pk}/").status_code == 404
    assert client.post(f"/ar/me/addresses/{address.pk}/", ADDRESS | {"quarter": "x"}).status_code == 404
    assert client.post(f"/ar/me/addresses/{address.pk}/remove/").status_code == 404
    assert [c.postal.quarter for c in people.addresses_of(salma)] == ["دوار تاماسينت"]
    assert people.addresses_of(brahim) == []


def test_a_name_with_markup_is_shown_as_text(client, salma) -> None:
    make_address(salma, recipient="<script>alert(1)</script>")
    client.force_login(salma)
    assert "<script>alert(1)" not in client.get("/ar/me/addresses/").content.decode()


def test_the_page_of_addresses_costs_the_same_with_three_as_with_one(
    client, salma, django_assert_max_num_queries
) -> None:
    make_address(salma)
    client.force_login(salma)
    client.get("/ar/me/addresses/")
    with django_assert_max_num_queries(4):
        client.get("/ar/me/addresses/")
    make_address(salma, quarter="B")
    make_address(salma, quarter="C")
    with django_assert_max_num_queries(4):
        client.get("/ar/me/addresses/")


def test_changing_the_phone_counts_once_the_code_is_typed(client, salma) -> None:
    client.force_login(salma)
    response = client.post("/ar/account/phone/change/", {"phone": "06 99 88 77 66"})
    assert response.url == "/ar/account/phone/verify/"
    salma.refresh_from_db()
    assert salma.phone == "+212661234567"
    assert client.get("/ar/account/phone/verify/").status_code == 200
    client.post("/ar/account/phone/verify/", {"code": last_code("+212699887766")})
    salma.refresh_from_db()
    assert (salma.phone, salma.phone_verified) == ("+212699887766", True)


def test_somebody_elses_phone_can_not_be_taken_nor_is_it_told(client, salma, brahim) -> None:
    client.force_login(salma)
    response = client.post("/ar/account/phone/change/", {"phone": brahim.phone})
    assert response.url == "/ar/account/phone/verify/"
    response = client.post(response.url, {"code": last_code(brahim.phone)})
    assert "رقم الهاتف هذا لحساب آخر" in errors(response)
    salma.refresh_from_db()
    assert salma.phone == "+212661234567"


def test_adding_an_email_address_counts_once_the_letter_is_opened(client, salma) -> None:
    client.force_login(salma)
    client.post("/ar/account/email/", {"email": "Salma@example.ma", "action_add": "1"})
    salma.refresh_from_db()
    assert salma.email is None
    link = re.search(r"http://testserver(\S+)", Letter.objects.get(kind="people.prove_email").text)[1]
    page = client.get(link)
    assert "salma@example.ma" in page.content.decode()
    client.post(link)
    salma.refresh_from_db()
    assert salma.email == "salma@example.ma"
    people.set_preferences(salma, contact_by="email")
    assert client.get(link).status_code == 200


def test_somebody_elses_email_address_looks_free_but_is_not_given(client, salma, nadia) -> None:
    client.force_login(salma)
    taken = client.post("/ar/account/email/", {"email": nadia.email, "action_add": "1"}, follow=True)
    free = client.post("/ar/account/email/", {"email": "free@example.ma", "action_add": "1"}, follow=True)
    said = [re.findall(r'<div class="notice.*?</p>', page.content.decode(), re.S) for page in (taken, free)]
    assert said[0] == said[1] != []
    assert Letter.objects.filter(to=nadia.email).get().kind == "people.has_account"
    assert not salma.emailaddress_set.filter(email=nadia.email).exists()


def test_a_password_is_optional_and_lets_one_in(client, salma) -> None:
    client.force_login(salma)
    assert client.get("/ar/account/password/change/").url == "/ar/account/password/set/"
    response = client.post("/ar/account/password/set/", {"password1": "short"})
    assert errors(response)
    client.post("/ar/account/password/set/", {"password1": "quatre mots bien longs"})
    client.logout()
    response = client.post("/ar/account/login/", {"login": "06 61 23 45 67", "password": "wrong wrong wrong"})
    assert "رقم الهاتف وكلمة السر غير متطابقين" in response.content.decode()
    assert client.session.get("_auth_user_id") is None
    client.post("/ar/account/login/", {"login": "06 61 23 45 67", "password": "quatre mots bien longs"})
    assert client.session.get("_auth_user_id") == str(salma.pk)


def test_with_a_password_a_contact_is_changed_only_after_showing_it_again(client) -> None:
    person = make_person(phone="+212612345678")
    person.set_password("quatre mots bien longs")
    person.save()
    client.post("/ar/account/login/code/", {"contact": person.phone})
    client.post("/ar/account/login/code/confirm/", {"code": last_code(person.phone)})
    response = client.post("/ar/account/phone/change/", {"phone": "0699887766"})
    assert response.url.startswith("/ar/account/reauthenticate/")
    assert client.get(response.url).status_code == 200
    assert Letter.objects.count() == 1
    client.post(response.url, {"password": "quatre mots bien longs", "next": "/ar/account/phone/change/"})
    # The form that was sent is taken up where it was left: it need not be typed again.
    assert Letter.objects.filter(to="+212699887766").count() == 1


def test_a_second_code_within_seconds_is_refused_in_words(client, salma) -> None:
    client.force_login(salma)
    client.post("/ar/account/phone/change/", {"phone": "0699887766"})
    response = client.post("/ar/account/phone/change/", {"phone": "0699887766"})
    assert response.status_code == 429
    assert "انتظروا بضع دقائق" in response.content.decode()
    assert Letter.objects.count() == 1
