"""What codes are called on papers and pages."""

from django.utils.translation import pgettext_lazy as _p

from twiza.invoicing.terms.drafts import Kind

KIND_WORDS = {
    Kind.INVOICE.value: _p("paper", "Invoice"),
    Kind.RECEIPT.value: _p("paper", "Receipt"),
    Kind.CREDIT_NOTE.value: _p("paper", "Credit note"),
}
FEE_WORDS = {
    "delivery": _p("paper", "Delivery"),
    "cash_fee": _p("paper", "Cash collection fee"),
}
WAY_WORDS = {
    "cash": _p("paid by", "Cash"),
    "transfer": _p("paid by", "Bank transfer"),
    "card": _p("paid by", "Bank card"),
    "card_abroad": _p("paid by", "International card"),
    "mobile": _p("paid by", "Mobile payment"),
    "cheque": _p("paid by", "Cheque"),
    "deducted": _p("paid by", "Kept from what is owed to the cooperative"),
}
# UN/ECE 4461: how it was paid, for the XML.
WAY_CODES = {
    "cash": "10",
    "cheque": "20",
    "transfer": "30",
    "card": "48",
    "card_abroad": "48",
    "mobile": "68",
    "deducted": "97",
}
