"""What a cooperative sells by itself.

Write   `record_sale` (one thing) and `record_ticket` (several), once for a form's `key`; `mark_paid` what was to be
        paid later; `undo_sale`; `give_receipt`. What is owed is in the books from the day it is paid.
Read    `sale_of_cooperative` (NotFound for a stranger), `sale_card`, `sales_of` (keyset), `day_total`, `total_of`,
        `sold_by_product`, `most_sold`.
"""

from twiza.cashbook.access import sale_of_cooperative
from twiza.cashbook.actions.give_receipt import give_receipt
from twiza.cashbook.actions.mark_paid import mark_paid
from twiza.cashbook.actions.record_sale import record_sale
from twiza.cashbook.actions.record_ticket import record_ticket
from twiza.cashbook.actions.undo_sale import undo_sale
from twiza.cashbook.facts import SaleRecorded, SaleUndone
from twiza.cashbook.models import Sale
from twiza.cashbook.queries.sales import (
    SaleCard,
    SaleLineView,
    SalesPage,
    SalesTotal,
    SoldProduct,
    day_total,
    most_sold,
    sale_card,
    sales_of,
    sold_by_product,
    total_of,
)
from twiza.cashbook.states import SALE, Status
from twiza.cashbook.terms import (
    MOST_PIECES,
    AbsurdDay,
    AbsurdPrice,
    AbsurdQuantity,
    BuyerMissing,
    Item,
    NothingSold,
    NotPaid,
    PaidBy,
    ReasonMissing,
    StockShort,
    Where,
)

__all__ = [
    "MOST_PIECES",
    "SALE",
    "AbsurdDay",
    "AbsurdPrice",
    "AbsurdQuantity",
    "BuyerMissing",
    "Item",
    "NotPaid",
    "NothingSold",
    "PaidBy",
    "ReasonMissing",
    "Sale",
    "SaleCard",
    "SaleLineView",
    "SaleRecorded",
    "SaleUndone",
    "SalesPage",
    "SalesTotal",
    "SoldProduct",
    "Status",
    "StockShort",
    "Where",
    "day_total",
    "give_receipt",
    "mark_paid",
    "most_sold",
    "record_sale",
    "record_ticket",
    "sale_card",
    "sale_of_cooperative",
    "sales_of",
    "sold_by_product",
    "total_of",
    "undo_sale",
]
