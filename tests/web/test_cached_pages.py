"""Pages kept whole: the same for everybody, never older than what they show."""

from __future__ import annotations

import gzip
import io
import threading
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import brotli
import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tests.conftest import NOW
from tests.make.catalog import a_product, a_variant
from tests.make.conversations import a_photo
from tests.make.mediation import WORDS, an_association
from tests.make.ordering import a_carrier, a_seller
from tests.make.reviews import a_received_line, a_review
from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.delivery.api import enter_tariff
from twiza.mediation import api as mediation
from twiza.plumbing.api import run_due
from twiza.reviews import api as reviews
from twiza.search import api as search
from twiza.search.api import catch_up
from twiza.web.kit.pages import Unfit, cached
from twiza.web.kit.pages.entry import Entry
from twiza.web.kit.pages.follow import follower
from twiza.web.kit.pages.middleware import KeptPages
from twiza.web.kit.pages.shared import Careful, FileTier

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path, monkeypatch) -> Any:
    """A browser whose pages are kept; `hear()` is what the follower's thread does twice a second."""
    caches["local"].clear()
    settings.DATA = tmp_path
    monkeypatch.setenv("TWIZA_RELEASE", "test")
    monkeypatch.setattr(follower, "revision", 0)
    monkeypatch.setattr(follower, "floor", 0)
    monkeypatch.setattr(follower, "tags", {})
    monkeypatch.setattr(follower, "heard_at", float("-inf"))
    monkeypatch.setattr(follower, "forget_pages", lambda: None)
    follower.look()
    return Client(HTTP_HOST="testserver")


@pytest.fixture
def market(kept, hassan) -> Any:
    """Hassan's honey in Marrakech-Safi, a carrier."""
    a_carrier()
    seller = a_seller(hassan)
    slug = catalog.product_cards([seller.variants[0].product_id])[seller.variants[0].product_id].slug
    catch_up(timezone.now())
    follower.look()
    return SimpleNamespace(seller=seller, slug=slug, product=seller.variants[0].product, variant=seller.variants[0])


def addresses(market: Any) -> list[str]:
    return [
        "/fr/",
        f"/fr/product/{market.slug}/",
        f"/fr/product/{market.slug}/?commune=Smimou",
        f"/fr/product/{market.slug}/reviews/",
        "/fr/category/thyme-honey/",
        "/fr/category/food/",
        "/fr/category/craft-textile/",
        "/fr/cooperatives/",
        f"/fr/cooperatives/{market.seller.cooperative.slug}/",
        "/fr/regions/marrakech-safi/",
        "/sitemap.xml",
    ]


def signed_in(person: Any) -> Client:
    browser = Client(HTTP_HOST="testserver")
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser


OTHERS = ["/fr/search/?q=miel", "/fr/rights/", "/fr/terms/", "/fr/privacy/", "/fr/about/", "/fr/rules/", "/fr/guide/"]


def get(client: Client, address: str, **headers: str) -> HttpResponse:
    return client.get(address, headers=headers)


def drawn_anew(address: str) -> tuple[int, bytes]:
    heard, follower.heard_at = follower.heard_at, float("-inf")
    answer = Client(HTTP_HOST="testserver").get(address)
    follower.heard_at = heard
    assert "X-Page" not in answer
    return answer.status_code, answer.content


def changes(market: Any, people_: Any) -> list[tuple[str, Any]]:
    """Everything that a public page shows, changed through its own action."""
    m, hassan, salma = market, people_.hassan, people_.salma
    by = {"by": hassan, "now": NOW}
    cooperative = m.seller.cooperative
    made: dict[str, Any] = {}

    def product() -> Any:
        m.product.refresh_from_db()
        return m.product

    def warn() -> None:
        made["association"] = an_association()
        made["warning"] = mediation.write_publication(
            association=made["association"], kind="warning", product_ids=[m.product.pk], by=salma, now=NOW, **WORDS
        )
        mediation.publish(publication=made["warning"], by=salma, now=NOW)

    def review() -> None:
        made["review"] = a_review(a_received_line(m.seller))

    def suspended() -> None:
        cooperative.refresh_from_db()
        cooperatives.suspend_cooperative(cooperative=cooperative, by=people_.desk, now=NOW, note="…")

    def reinstated() -> None:
        cooperative.refresh_from_db()
        cooperatives.reinstate_cooperative(cooperative=cooperative, by=people_.desk, now=NOW)

    claim = {
        "designation": "miel-deuphorbe-tadla-azilal",
        "certificate_number": "IG-1",
        "body": "Organisme d’exemple",
        "valid_until": date(2027, 3, 31),
    }
    step = {"carrier_code": "test-carrier", "method": "carrier", "zone": "country", "max_grams": 1_000}
    days = {"days_min": 1, "days_max": 9, "valid_from": date(2026, 1, 1)}
    return [
        ("price", lambda: catalog.set_price(variant=m.variant, price_centimes=83_00, **by)),
        ("few left", lambda: catalog.count_stock(variant=m.variant, on_hand=4, **by)),
        ("held", lambda: catalog.hold_stock(reference="x", quantities={m.variant.pk: 2}, expires_at=NOW, now=NOW)),
        ("let go", lambda: catalog.release_hold(reference="x")),
        ("sold out", lambda: catalog.count_stock(variant=m.variant, on_hand=0, **by)),
        ("back", lambda: catalog.count_stock(variant=m.variant, on_hand=9, **by)),
        ("text", lambda: catalog.edit_product(product=product(), descriptions={"fr": "Autre miel."}, **by)),
        ("photo", lambda: catalog.add_photo(product=product(), upload=io.BytesIO(a_photo()), **by)),
        ("variant", lambda: a_variant(product(), by=hassan, price_centimes=12_00, labels={"fr": "Petit"})),
        ("another", lambda: a_product(cooperative.pk, by=hassan, names={"fr": "Miel d’oranger", "ar": "عسل"})),
        ("moved", lambda: catalog.edit_product(product=product(), category="carpets", **by)),
        ("designated", lambda: catalog.claim_designation(product=product(), **claim, **by)),
        ("lapsed", lambda: catalog.lapse(on=date(2027, 4, 1))),
        ("review", review),
        ("answered", lambda: reviews.answer_review(review=made["review"], text="Merci.", **by)),
        ("removed", lambda: reviews.remove_review(review=made["review"], reason="insult", by=people_.desk, now=NOW)),
        ("warning", warn),
        ("taken back", lambda: mediation.withdraw_publication(publication=made["warning"], why="…", by=salma, now=NOW)),
        ("tariff", lambda: enter_tariff(**step, **days, fee_centimes=77_00)),
        ("seller", lambda: cooperatives.edit_cooperative(cooperative=cooperative, story={"fr": "Notre vie."}, **by)),
        ("suspended", suspended),
        ("reinstated", reinstated),
        ("withdrawn", lambda: catalog.withdraw_product(product=product(), by=hassan, now=NOW)),
    ]


def test_after_each_change_every_page_is_what_it_would_be_if_drawn_anew(kept, market, hassan, salma, nadia):
    """And what did not change is not drawn again: a rug's shelf hears nothing of honey."""
    who = SimpleNamespace(hassan=hassan, salma=salma, desk=nadia)
    pages = addresses(market)
    for name, change in changes(market, who):
        before = {address: get(kept, address) for address in pages}
        change()
        catch_up(timezone.now())
        follower.look()
        fresh = {address: drawn_anew(address) for address in pages}
        shown = {address: get(kept, address) for address in pages}
        for address in pages:
            answer = shown[address]
            status, html = fresh[address]
            assert answer.status_code == status, (name, address)
            assert answer.content.splitlines() == html.splitlines(), f"{name}: {address} is an old page"
        assert any(before[a].content != shown[a].content for a in pages), f"{name} shows nowhere"
        if name in ("few left", "tariff"):
            assert shown["/fr/category/craft-textile/"]["X-Page"] == "memory", name
            assert shown["/fr/"]["X-Page"] == "memory", name


def test_a_day_ends_at_midnight_and_a_page_with_it(kept, market, monkeypatch):
    address = f"/fr/product/{market.slug}/"
    first = get(kept, address)
    assert get(kept, address)["X-Page"] == "memory"
    tomorrow = timezone.now() + timedelta(hours=14, minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    second = get(kept, address)
    assert second["X-Page"] == "drawn"
    assert first.content != second.content  # "you could return it until …" is a day later


def test_a_warm_page_asks_the_database_nothing_and_runs_nothing_behind(
    kept, market, django_assert_num_queries, monkeypatch
):
    address = f"/fr/product/{market.slug}/"
    first = get(kept, address)
    assert first["X-Page"] == "drawn"
    part = kept.get(address, headers={"HX-Request": "true"})
    assert part["X-Page"] == "drawn"
    monkeypatch.setattr("django.contrib.sessions.middleware.SessionMiddleware.process_request", None)
    with django_assert_num_queries(0):
        again = get(kept, address)
        head = kept.head(address)
        same = kept.get(f"{address}?utm_source=mail&commune=")
    assert (again["X-Page"], again.content) == ("memory", first.content)
    assert (head.content, head["Content-Length"]) == (b"", str(len(first.content)))
    assert (same["X-Page"], same.content) == ("memory", first.content)
    assert again["Cache-Control"] == "public, max-age=5, s-maxage=5, stale-while-revalidate=5"
    assert again["Vary"] == "Accept-Encoding, HX-Request"
    assert "Set-Cookie" not in again
    assert "css/base.css>; rel=preload; as=style" in again["Link"]
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"] != ""


def test_each_encoding_has_its_own_strong_tag_and_304(kept, market):
    address, plain = f"/fr/product/{market.slug}/", None
    for accepted, encoding, unpack in (
        ("", None, bytes),
        ("gzip", "gzip", gzip.decompress),
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
    ):
        answer = get(kept, address, **{"Accept-Encoding": accepted})
        plain = plain or answer.content
        assert (answer.get("Content-Encoding"), unpack(answer.content)) == (encoding, plain)
        assert not answer["ETag"].startswith("W/")
        known = get(kept, address, **{"Accept-Encoding": accepted, "If-None-Match": f'"x", W/{answer["ETag"]}'})
        assert (known.status_code, known.content, known["ETag"]) == (304, b"", answer["ETag"])
        other = get(kept, address, **{"Accept-Encoding": accepted, "If-None-Match": '"x"'})
        assert other.status_code == 200


def test_no_kept_page_has_a_byte_of_whoever_asked_for_it(kept, market, salma, hassan):
    """Two signed-in people with names and baskets, and a guest: one and the same page, whoever comes first."""
    browsers = [signed_in(salma), signed_in(hassan), Client()]
    browsers[0].post("/fr/basket/add/", {"variant": market.variant.pk, "quantity": 3})
    for address in [*addresses(market), *OTHERS]:
        seen = []
        for browser in browsers:
            follower.heard_at = float("-inf")  # each draws her own
            seen.append(browser.get(address))
        assert len({answer.content for answer in seen}) == 1, address
        follower.look()
        first = kept.get(address)
        assert first["X-Page"] in ("drawn", "shared"), address
        assert {first.content} == {answer.content for answer in seen}, address
        for person in (salma, hassan):
            assert str(person.name) not in first.content.decode(), address
        for browser in browsers:
            assert browser.get(address).content == first.content, address
            assert not browser.get(address).cookies.get("sessionid"), address


def test_a_page_that_knows_its_reader_is_loud_and_not_kept(rf, settings, kept):
    def middleware(view: Any) -> KeptPages:
        return KeptPages(view)

    def asks_the_session(request):
        request.session = SimpleNamespace(accessed=True, modified=False)
        return HttpResponse("Salma")

    def gives_a_cookie(request):
        answer = HttpResponse("x")
        answer.set_cookie("a", "b")
        return answer

    def has_a_token(request):
        request.META["CSRF_COOKIE_NEEDS_UPDATE"] = True
        return HttpResponse("x")

    def says_private(request):
        return HttpResponse("x", headers={"Cache-Control": "private"})

    for view in (asks_the_session, gives_a_cookie, has_a_token, says_private):
        settings.LOUD = True
        with pytest.raises(Unfit):
            cached()(view)(rf.get("/fr/"))
        settings.LOUD = False
        answer = cached()(view)(rf.get("/fr/"))
        assert not hasattr(answer, "drawn")
        assert "public" not in answer.get("Cache-Control", "")
    settings.LOUD = True
    with pytest.raises(Unfit, match=r"\?other="):
        cached(parameters=["q"])(lambda request: HttpResponse(request.GET.get("other", "")))(rf.get("/fr/?other=1"))
    late = cached()(lambda request: HttpResponse("x"))

    def other_middleware(request):
        answer = late(request)
        answer.set_cookie("a", "b")
        return answer

    settings.LOUD = False
    store = middleware(other_middleware)
    assert store(rf.get("/fr/")).cookies["a"].value == "b"
    assert not store.memory.entries


def test_only_what_is_there_is_kept(kept, market):
    for address in ("/fr/product/nothing/", "/fr/basket/", "/fr/", "/fr/search/?q=%FF%FE"):
        kept.get(address)
        kept.post(address)
    missing = kept.get("/fr/product/nothing/")
    assert (missing.status_code, "X-Page" in missing) == (404, False)
    assert "X-Page" not in kept.get("/fr/basket/")
    assert "X-Page" not in kept.get("/fr/?" + "x" * 1001)
    catalog.withdraw_product(product=market.product, by=market.seller.manager, now=NOW)
    follower.look()
    assert kept.get(f"/fr/product/{market.slug}/").status_code == 404


def test_a_follower_that_hears_nothing_keeps_no_page(kept, market):
    address = f"/fr/product/{market.slug}/"
    get(kept, address)
    follower.heard_at -= 2.1
    assert "X-Page" not in get(kept, address)
    follower.look()
    assert get(kept, address)["X-Page"] == "memory"


def test_of_many_one_draws_and_a_process_takes_what_another_drew(rf, kept):
    """Threads in one process; then a second process with the same file."""
    drawn, gate = [], threading.Event()

    def slow(request):
        drawn.append(1)
        gate.wait(5)
        return HttpResponse(f"page {len(drawn)}" * 100)

    store, answers = KeptPages(cached(tags=["t"])(slow)), []
    crowd = [threading.Thread(target=lambda: answers.append(store(rf.get("/fr/about/")))) for _ in range(8)]
    for one in crowd:
        one.start()
    gate.set()
    for one in crowd:
        one.join()
    assert (len(drawn), {a.content for a in answers}) == (1, {b"page 1" * 100})
    other = KeptPages(cached(tags=["t"])(slow))
    assert (other(rf.get("/fr/about/"))["X-Page"], len(drawn)) == ("shared", 1)
    follower.tags, follower.revision = {"t": 5}, 5
    assert (other(rf.get("/fr/about/"))["X-Page"], len(drawn)) == ("drawn", 2)
    assert (store(rf.get("/fr/about/"))["X-Page"], len(drawn)) == ("shared", 2)


def test_while_one_draws_the_others_get_the_last_page(rf, kept):
    gates = [threading.Event(), threading.Event()]
    gates[0].set()

    def view(request):
        wait, number = gates[0], len(seen)
        seen.append(1)
        (gates[1] if number else wait).wait(5)
        return HttpResponse(f"page {number}")

    seen: list[int] = []
    store = KeptPages(cached(tags=["t"])(view))
    assert store(rf.get("/fr/about/")).content == b"page 0"
    follower.tags, follower.revision = {"t": 5}, 5
    drawer = threading.Thread(target=lambda: store(rf.get("/fr/about/")))
    drawer.start()
    while len(seen) < 2:
        pass
    last = store(rf.get("/fr/about/"))
    assert (last["X-Page"], last.content) == ("last", b"page 0")
    gates[1].set()
    drawer.join()
    assert store(rf.get("/fr/about/")).content == b"page 1"


def test_the_shared_tier_may_break_and_lies_to_nobody(rf, kept, tmp_path):
    file = FileTier(tmp_path / "tier.sqlite3", most=3000)
    file.put("a", b"x" * 2000, 60)
    file.put("old", b"y", -1)
    assert (file.get("a"), file.get("old")) == (b"x" * 2000, None)
    assert (file.take("a"), file.take("a")) == (True, False)
    file.give_back("a")
    assert file.take("a")
    file.put("b", b"z" * 2000, 120)
    file.sweep()
    assert (file.get("a"), file.get("b")) == (None, b"z" * 2000)
    broken = Careful(FileTier(tmp_path))  # a folder is no database
    assert (broken.get("a"), broken.take("a")) == (None, True)
    broken.put("a", b"", 1)
    store = KeptPages(cached()(lambda request: HttpResponse("page" * 200)))
    store(rf.get("/fr/about/"))
    (entry,) = store.memory.entries.values()
    packed = entry.packed()
    assert Entry.unpacked(packed).plain == entry.plain
    for torn in (packed[: -2000 or None][:40], packed[:100], b"", packed.replace(b"br", b"rb")[:60]):
        store.shared.clear()
        store.memory.clear()
        store.shared.get = lambda _name, torn=torn: torn
        assert store(rf.get("/fr/about/"))["X-Page"] == "drawn"


def test_memory_has_its_bounds(rf, kept, settings):
    settings.PAGE_MEMORY = 100_000
    store = KeptPages(cached()(lambda request: HttpResponse(f"{request.path}" * 100)))
    for n in range(60):
        store(rf.get(f"/fr/product/p{n}/"))
    assert 10 < len(store.memory.entries) < 60
    assert store.memory.size == sum(entry.size for entry in store.memory.entries.values()) <= 100_000


def test_what_a_page_counts_is_counted_each_time_it_is_given_out(kept, market):
    run_due(timezone.now())  # the honey comes into the index
    catch_up(timezone.now())
    follower.look()
    for _ in range(3):
        assert kept.get("/fr/search/?q=zguniwan").status_code == 200
        kept.get("/fr/category/thyme-honey/")
    kept.get("/fr/search/?q=miel&region=01")  # there, but not in that region: no word is missing
    assert kept.get("/fr/search/?q=zguniwan")["X-Page"] == "memory"
    published = "/fr/exposure.json"
    assert kept.get(published).json()["months"] == []
    search.flush()
    assert [(one.text, one.times) for one in search.unfound()] == [("zguniwan", 4)]
    follower.look()
    assert [one["shown"] for one in kept.get(published).json()["months"]] == [3]
