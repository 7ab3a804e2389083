"""When this happens, do that: every cross-context reaction, on one page.

Each fact has a row, even an empty one. Reactions run after commit, at least once, hence are idempotent.
"""

from collections.abc import Callable
from typing import Any

from twiza.bank import facts as bank
from twiza.cashbook import facts as cashbook
from twiza.catalog import facts as catalog
from twiza.catalog import reactions as on_catalog
from twiza.clocks import facts as clocks
from twiza.complaints import facts as complaints
from twiza.complaints import reactions as on_complaints
from twiza.conversations import facts as conversations
from twiza.cooperatives import facts as cooperatives
from twiza.cooperatives import reactions as on_cooperatives
from twiza.delivery import facts as delivery
from twiza.delivery import reactions as on_delivery
from twiza.invoicing import facts as invoicing
from twiza.kernel.facts import Fact
from twiza.mediation import facts as mediation
from twiza.mediation import reactions as on_mediation
from twiza.members import facts as members
from twiza.members import reactions as on_members
from twiza.observatory import facts as observatory
from twiza.ordering import facts as ordering
from twiza.ordering import reactions as on_ordering
from twiza.payments import facts as payments
from twiza.payments import reactions as on_payments
from twiza.people import facts as people
from twiza.privacy import facts as privacy
from twiza.privacy import reactions as on_privacy
from twiza.protection import facts as protection
from twiza.protection import reactions as on_protection
from twiza.reviews import facts as reviews
from twiza.reviews import reactions as on_reviews
from twiza.settlement import facts as settlement
from twiza.settlement import reactions as on_settlement

REACTIONS: dict[type[Fact], list[Callable[[Any], None]]] = {
    clocks.ClockReminder: [
        on_privacy.follow_clock,
        on_complaints.follow_clock,
        on_protection.follow_clock,
        on_mediation.follow_clock,
    ],
    clocks.ClockDue: [
        on_privacy.follow_clock,
        on_complaints.follow_clock,
        on_protection.follow_clock,
        on_mediation.follow_clock,
    ],
    people.ConsentGiven: [],
    people.ConsentWithdrawn: [],
    cooperatives.CooperativeSubmitted: [],
    cooperatives.CooperativeVerified: [on_cooperatives.index_cooperative, on_catalog.tell_its_products],
    cooperatives.CooperativeRefused: [on_cooperatives.index_cooperative, on_catalog.tell_its_products],
    cooperatives.CooperativeSuspended: [on_cooperatives.index_cooperative, on_catalog.tell_its_products],
    cooperatives.CooperativeChanged: [on_cooperatives.index_cooperative, on_catalog.tell_its_products],
    cooperatives.TeamInvited: [],
    bank.CreditBooked: [on_delivery.find_slip, on_payments.recognise_transfer],
    bank.TransferPaid: [on_settlement.payout_paid, on_payments.repayment_paid],
    bank.TransferFailed: [on_settlement.payout_failed, on_payments.repayment_not_paid],
    bank.TransferReturned: [on_settlement.payout_returned, on_payments.repayment_not_paid],
    conversations.MessageSent: [on_protection.tell_message, on_complaints.tell_message, on_mediation.follow_message],
    conversations.MessageFlagged: [],
    conversations.MessageRemoved: [],
    catalog.ProductsChanged: [on_catalog.index_products],
    catalog.ProductSubmitted: [],
    catalog.ProductPublished: [],
    catalog.ProductSentBack: [],
    catalog.CatalogueImported: [],
    payments.PaymentSettled: [on_ordering.mark_paid, on_settlement.give_to_parts],
    payments.PaymentRefused: [],
    payments.PaymentExpired: [on_ordering.let_go],
    payments.MoneyParked: [],
    payments.RepaymentPaid: [on_settlement.refund_sent],
    payments.RepaymentFailed: [on_settlement.refund_sent, on_protection.count_repayment],
    delivery.ParcelHandedOver: [on_ordering.follow],
    delivery.ParcelDelivered: [on_ordering.follow],
    delivery.ParcelAtPoint: [],
    delivery.AttemptFailed: [],
    delivery.ParcelRefused: [on_ordering.follow],
    delivery.ParcelReturned: [on_ordering.follow],
    delivery.CashCollected: [on_settlement.book_cash],
    delivery.CashRemitted: [],
    invoicing.InvoiceIssued: [],
    ordering.OrderPlaced: [on_ordering.give_confirmation, on_ordering.tell_cooperatives],
    ordering.PartConfirmed: [on_ordering.tell_confirmed, on_settlement.square, on_protection.watch],
    ordering.PartDeclined: [on_ordering.tell_declined, on_settlement.square, on_protection.watch],
    ordering.LineDeclined: [on_settlement.square_line],
    ordering.PartPrepared: [],
    ordering.PartHandedOver: [on_ordering.tell_handed_over],
    ordering.PartReceived: [
        on_ordering.weigh_sales,
        on_protection.tell_received,
        on_settlement.square,
        on_protection.watch,
    ],
    ordering.PartReturned: [on_ordering.tell_returned, on_settlement.square, on_protection.watch],
    ordering.PartCancelled: [on_ordering.tell_cancelled, on_settlement.square, on_protection.watch],
    cashbook.SaleRecorded: [],
    cashbook.SaleUndone: [],
    settlement.PartSettled: [on_settlement.invoice],
    settlement.PartReleased: [],
    settlement.RefundDecided: [on_settlement.credit, on_protection.count_refund],
    settlement.RefundPaid: [on_protection.count_refund, on_mediation.follow_refund],
    settlement.PayoutReleased: [],
    settlement.PayoutPaid: [on_members.share_payout],
    settlement.PayoutReturned: [on_members.take_back],
    settlement.StatementDiffers: [],
    members.SharingRuleAdopted: [],
    members.MoneyShared: [on_members.tell_shared],
    members.StatementAcknowledged: [],
    members.StatementContested: [],
    protection.WithdrawalAsked: [on_protection.give_receipt],
    protection.WithdrawalTakenBack: [on_protection.tell_taken_back],
    protection.WithdrawnGoodsReceived: [],
    protection.WithdrawalRefunded: [on_protection.tell_refunded],
    protection.GuaranteeClaimed: [on_protection.tell_claimed],
    protection.GuaranteeAnswered: [on_protection.tell_answered],
    protection.GuaranteeRemedied: [],
    protection.DeliveryLate: [],
    protection.SaleRescinded: [on_complaints.sale_rescinded],
    protection.RefundOverdue: [on_complaints.refund_overdue],
    protection.GuaranteeSilent: [],
    protection.ReplacementSent: [],
    protection.ReplacementReceived: [on_complaints.replacement_received, on_mediation.follow_replacement],
    protection.ReplacementLate: [on_complaints.replacement_late],
    reviews.ReviewWritten: [],
    reviews.ReviewAnswered: [on_reviews.tell_answered],
    reviews.ReviewRemoved: [on_reviews.tell_removed],
    reviews.ReviewsSuspected: [],
    complaints.ComplaintOpened: [],
    complaints.ComplaintAnswered: [],
    complaints.AnswerGraded: [],
    complaints.PromiseBroken: [],
    complaints.ComplaintEscalated: [],
    complaints.ComplaintClosed: [on_mediation.follow_complaint],
    complaints.ReportFiled: [],
    mediation.CaseOpened: [on_mediation.look_for_more],
    mediation.ConsentWithdrawnFromCase: [],
    mediation.ProposalMade: [],
    mediation.ProposalAnswered: [],
    mediation.AgreementReached: [on_mediation.carry_out],
    mediation.AgreementDone: [],
    mediation.AgreementBroken: [],
    mediation.CaseClosed: [],
    mediation.AlertRaised: [],
    mediation.BatchRecalled: [],
    mediation.WarningPublished: [],
    observatory.FiguresPublished: [],
    privacy.DataRequested: [],
    privacy.DataRequestDone: [],
    privacy.PersonForgotten: [],
}
