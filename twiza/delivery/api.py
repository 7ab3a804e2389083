"""What delivery can do and be asked. Whoever acts is let in by `access` first.

A parcel is known by the `reference` of whoever sends it. Its states are `states.SHIPMENT`, its cash's are
`states.CASH`: due until delivered, never paid before. The buyer's page shows `delivery_code`; whoever brings
the parcel types it into `deliver_with_code`, which must not be called inside a transaction.

Cash that carriers collected comes back by slips. The cooperative's own: `remit_cash`. The market's: a file through
`read_remittance` (nothing booked, each row named), then `book_remittance`, `resolve_difference` for what differs, and
the bank's credit finds its slip by itself or by `match_to_bank`; a paper slip by `remit_by_hand`. `cash_by_carrier`,
`cash_by_holder` say who holds what.
"""

from twiza.delivery.access import (
    shipment_by_number,
    shipment_by_reference,
    shipment_for_desk,
    shipment_of_cooperative,
)
from twiza.delivery.actions.arrive_at_point import arrive_at_point
from twiza.delivery.actions.book_remittance import book_remittance
from twiza.delivery.actions.bring_back import bring_back
from twiza.delivery.actions.cancel_shipment import cancel_shipment
from twiza.delivery.actions.create_shipment import create_shipment
from twiza.delivery.actions.deliver_with_code import deliver_with_code
from twiza.delivery.actions.delivery_code import delivery_code
from twiza.delivery.actions.drop_remittance import drop_remittance
from twiza.delivery.actions.end_tariff import end_tariff
from twiza.delivery.actions.enter_tariff import enter_tariff
from twiza.delivery.actions.explain_with_carrier import explain_with_carrier
from twiza.delivery.actions.forget_recipients import forget_recipients
from twiza.delivery.actions.hand_over import hand_over
from twiza.delivery.actions.match_to_bank import match_to_bank
from twiza.delivery.actions.record_delivery import record_delivery
from twiza.delivery.actions.record_failed_attempt import record_failed_attempt
from twiza.delivery.actions.record_refusal import record_refusal
from twiza.delivery.actions.remit_by_hand import remit_by_hand
from twiza.delivery.actions.remit_cash import remit_cash
from twiza.delivery.actions.resolve_difference import resolve_difference
from twiza.delivery.actions.save_carrier import save_carrier
from twiza.delivery.actions.save_pickup_point import save_pickup_point
from twiza.delivery.actions.set_out import set_out
from twiza.delivery.actions.unlock_code import unlock_code
from twiza.delivery.exchange.read_remittance import read_remittance
from twiza.delivery.facts import (
    AttemptFailed,
    CashCollected,
    CashRemitted,
    ParcelAtPoint,
    ParcelDelivered,
    ParcelHandedOver,
    ParcelRefused,
    ParcelReturned,
)
from twiza.delivery.jobs import move_fake_parcels
from twiza.delivery.models import Carrier, Method, PickupPoint, Remittance, Shipment, Tariff, Zone
from twiza.delivery.queries.cash import CashTotals, cash_of_cooperative, cash_waiting
from twiza.delivery.queries.held import CarrierCash, HeldCash, cash_by_carrier, cash_by_holder, grace_days
from twiza.delivery.queries.parcels import (
    CashCard,
    ShipmentCard,
    TimelineEvent,
    count_troubled,
    overdue,
    shipment_card,
    shipment_cards,
    shipments_for_desk,
    shipments_of_cooperative,
)
from twiza.delivery.queries.personal import personal_data
from twiza.delivery.queries.points import (
    CarrierCard,
    PickupCard,
    TariffLine,
    carriers,
    pickup_points,
    tariffs_of,
)
from twiza.delivery.queries.quotes import NoQuote, Quote, QuoteSheet, quote, quote_sheet, quotes_for
from twiza.delivery.queries.reasons import failure_reasons, refusal_reasons, return_reasons
from twiza.delivery.queries.remittances import (
    LineCard,
    LinePage,
    RemittanceCard,
    RemittancePage,
    count_open_differences,
    remittance_by_id,
    remittance_card,
    remittance_line,
    remittance_lines,
    remittance_of_line,
    remittance_standings,
    remittances,
)
from twiza.delivery.states import CashStatus, Status
from twiza.delivery.terms import (
    CASH_LABELS,
    EVENT_LABELS,
    METHOD_LABELS,
    REASON_LABELS,
    REMITTANCE_LABELS,
    RESOLUTIONS,
    STANDINGS,
    STATUS_LABELS,
    ZONE_LABELS,
    AlreadyPaidIn,
    AlreadyRemitted,
    AttemptStillDue,
    CodeLocked,
    CodeUsed,
    HeldByCooperative,
    NoMoreAttempts,
    NotACredit,
    NotBooked,
    NotCollected,
    NoteMissing,
    NotForPickup,
    ProofMissing,
    QuoteGone,
    RemittanceMissing,
    ResolutionUnfit,
    SlipBooked,
    SlipKnown,
    StillDifferent,
    TariffWrong,
    TotalWrong,
    TrackingMissing,
    UnknownAdapter,
    UnknownCarrier,
    UnknownPickupPoint,
    UnknownReason,
    WrongCode,
)

__all__ = [
    "CASH_LABELS",
    "EVENT_LABELS",
    "METHOD_LABELS",
    "REASON_LABELS",
    "REMITTANCE_LABELS",
    "RESOLUTIONS",
    "STANDINGS",
    "STATUS_LABELS",
    "ZONE_LABELS",
    "AlreadyPaidIn",
    "AlreadyRemitted",
    "AttemptFailed",
    "AttemptStillDue",
    "Carrier",
    "CarrierCard",
    "CarrierCash",
    "CashCard",
    "CashCollected",
    "CashRemitted",
    "CashStatus",
    "CashTotals",
    "CodeLocked",
    "CodeUsed",
    "HeldByCooperative",
    "HeldCash",
    "LineCard",
    "LinePage",
    "Method",
    "NoMoreAttempts",
    "NoQuote",
    "NotACredit",
    "NotBooked",
    "NotCollected",
    "NotForPickup",
    "NoteMissing",
    "ParcelAtPoint",
    "ParcelDelivered",
    "ParcelHandedOver",
    "ParcelRefused",
    "ParcelReturned",
    "PickupCard",
    "PickupPoint",
    "ProofMissing",
    "Quote",
    "QuoteGone",
    "QuoteSheet",
    "Remittance",
    "RemittanceCard",
    "RemittanceMissing",
    "RemittancePage",
    "ResolutionUnfit",
    "Shipment",
    "ShipmentCard",
    "SlipBooked",
    "SlipKnown",
    "Status",
    "StillDifferent",
    "Tariff",
    "TariffLine",
    "TariffWrong",
    "TimelineEvent",
    "TotalWrong",
    "TrackingMissing",
    "UnknownAdapter",
    "UnknownCarrier",
    "UnknownPickupPoint",
    "UnknownReason",
    "WrongCode",
    "Zone",
    "arrive_at_point",
    "book_remittance",
    "bring_back",
    "cancel_shipment",
    "carriers",
    "cash_by_carrier",
    "cash_by_holder",
    "cash_of_cooperative",
    "cash_waiting",
    "count_open_differences",
    "count_troubled",
    "create_shipment",
    "deliver_with_code",
    "delivery_code",
    "drop_remittance",
    "end_tariff",
    "enter_tariff",
    "explain_with_carrier",
    "failure_reasons",
    "forget_recipients",
    "grace_days",
    "hand_over",
    "match_to_bank",
    "move_fake_parcels",
    "overdue",
    "personal_data",
    "pickup_points",
    "quote",
    "quote_sheet",
    "quotes_for",
    "read_remittance",
    "record_delivery",
    "record_failed_attempt",
    "record_refusal",
    "refusal_reasons",
    "remit_by_hand",
    "remit_cash",
    "remittance_by_id",
    "remittance_card",
    "remittance_line",
    "remittance_lines",
    "remittance_of_line",
    "remittance_standings",
    "remittances",
    "resolve_difference",
    "return_reasons",
    "save_carrier",
    "save_pickup_point",
    "set_out",
    "shipment_by_number",
    "shipment_by_reference",
    "shipment_card",
    "shipment_cards",
    "shipment_for_desk",
    "shipment_of_cooperative",
    "shipments_for_desk",
    "shipments_of_cooperative",
    "tariffs_of",
    "unlock_code",
]
