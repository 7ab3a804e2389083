from __future__ import annotations

import pytest

from twiza.catalog.api import (
    VatClass,
    category,
    category_tree,
    designation,
    designations,
    is_food,
    leaf_categories,
    load_categories,
    load_designations,
    trail,
)
from twiza.catalog.models import Category, Designation

pytestmark = pytest.mark.django_db


def nodes():
    return [category(code) for root in category_tree() for code in root.subtree()]


def test_three_roots_and_every_name_in_three_languages():
    assert [root.code for root in category_tree()] == ["food", "cosmetics", "handicraft", "other"]
    for node in nodes():
        assert {language for language, name in node.names.items() if name.strip()} == {"ar", "fr", "en"}, node.code
        assert node.vat_class in VatClass.values


def test_all_thirteen_branches_of_the_decree_are_there():
    assert {node.branch for node in nodes() if node.branch} == set(range(1, 14))
    crafts = category("handicraft").children
    assert [node.branch for node in crafts] == [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13]
    assert all(node.children for node in crafts)
    assert category("food").branch == 7


def test_what_is_said_of_a_category_goes_down():
    assert (category("goat-cheese").perishable, category("goat-cheese").vat_class) == (True, "normal")
    assert category("saffron").perishable is False
    assert {
        c for c in ("olive-oil", "wheat-couscous", "dates", "carpets") if category(c).vat_class != "exempt"
    } == set()
    assert [node.code for node in trail("thyme-honey")] == ["food", "honey-and-hive", "thyme-honey"]
    assert is_food("thyme-honey")
    assert not is_food("carpets")
    assert len([leaf for leaf in leaf_categories() if is_food(leaf.code)]) >= 35


def test_sixty_two_designations():
    cards = designations()
    assert len(cards) == 62
    assert designation("safran-de-taliouine").sign == "AOP"
    assert designation("argane").names == {"ar": "أركان", "fr": "Argane"}
    assert all(card.names["fr"] and card.goods for card in cards)
    assert sum("ar" in card.names for card in cards) == 18
    assert {card.sign for card in cards} == {"IGP", "AOP", "LA", ""}
    assert all(row.source for row in Designation.objects.all())


def test_loading_again_changes_nothing():
    before = list(Category.objects.order_by("code").values()), list(Designation.objects.order_by("code").values())
    assert (load_categories(), load_designations()) == (len(before[0]), 62)
    assert (
        list(Category.objects.order_by("code").values()),
        list(Designation.objects.order_by("code").values()),
    ) == before
