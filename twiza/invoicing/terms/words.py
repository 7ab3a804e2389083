"""What codes are called on papers and pages."""

from django.utils.translation import pgettext_lazy

from twiza.invoicing.terms.drafts import Kind

KIND_WORDS = {
    Kind.INVOICE.value: pgettext_lazy("paper", "Invoice"),
    Kind.RECEIPT.value: pgettext_lazy("paper", "Receipt"),
    Kind.CREDIT_NOTE.value: pgettext_lazy("paper", "Credit note"),
}
FEE_WORDS = {
    "delivery": pgettext_lazy("paper", "Delivery"),
    "cash_fee": pgettext_lazy("paper", "Cash collection fee"),
}
WAY_WORDS = {
    "cash": pgettext_lazy("paid by", "Cash"),
    "transfer": pgettext_lazy("paid by", "Bank transfer"),
    "card": pgettext_lazy("paid by", "Bank card"),
    "card_abroad": pgettext_lazy("paid by", "International card"),
    "mobile": pgettext_lazy("paid by", "Mobile payment"),
    "cheque": pgettext_lazy("paid by", "Cheque"),
    "deducted": pgettext_lazy("paid by", "Kept from what is owed to the cooperative"),
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
