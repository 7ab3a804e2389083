"""Which drawn pages are no longer true. See docs/decisions/0050.

Whoever changes what pages show says so in the same transaction: `drop(["product:12"])`. Whoever reads it for a page
says the same tag: `note("product:12")`; so both stand in one context, and no page has to know what its parts hang on.
Tags in use: `product:<id>` (its page and its card), `left:<id>` (how many are left), `reviews:<product id>`,
`warnings:<product id>`, `cooperative:<id>`; lists: `category:<code>`, `goods-of:<cooperative id>`, `region:<code>`,
`market` (all goods), `goods` (whatever list: a seller came or went), `sellers`; `delivery`, `payouts`, `figures`,
`associations`, `sample`.

`noting()` collects while a page is drawn. `drops_after(revision)` and `number_drops()` are for who follows: a page is
good while none of its tags has a number above the revision known when its drawing began.

Nothing is kept about persons.
"""

from twiza.freshness.actions.drop import drop
from twiza.freshness.actions.number_drops import number_drops
from twiza.freshness.actions.sweep_drops import sweep_drops
from twiza.freshness.queries import Drops, drops_after, known
from twiza.freshness.terms import note, note_each, noting

__all__ = ["Drops", "drop", "drops_after", "known", "note", "note_each", "noting", "number_drops", "sweep_drops"]
