"""The sample's rights in use: reviews of what was received, complaints of a summer and of this week, an association.

All through the same actions as everything else. The association is invented, like the cooperatives, and says so.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from twiza.complaints import api as complaints
from twiza.conversations import api as conversations
from twiza.cooperatives.api import Cooperative
from twiza.geography import api as geography
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.mediation import api as mediation
from twiza.observatory.api import Quarter, QuarterOpen, publish_figures
from twiza.ordering import api as ordering
from twiza.people import api as people
from twiza.plumbing.api import list_letters
from twiza.protection import api as protection
from twiza.reviews import api as reviews

TENSIFT = {
    "ar": "جمعية نموذجية لحماية المستهلك بتانسيفت",
    "fr": "Association échantillon de protection du consommateur du Tensift",
    "en": "Sample consumer association of Tensift",
}
ABOUT = {
    "ar": "جمعية متخيلة، وُضعت مثالا: ترشد المستهلكين مجانا، بالهاتف أو في مكتبها.",
    "fr": "Association inventée, donnée en exemple : elle conseille gratuitement, par téléphone ou à son guichet.",
    "en": "An invented association, given as an example: it advises free of charge, by phone or at its desk.",
}
GUIDE = (
    {"ar": "كيف تتفقد طردك عند الباب", "fr": "Vérifier son colis à la porte"},
    {
        "ar": (
            "انظر إلى العلبة قبل أن تؤدي. إن كانت مبللة أو مكسورة فلك أن ترفضها، ولا تؤدي شيئا. "
            "ولا تعط رمز التسليم قبل أن يكون الطرد في يدك."
        ),
        "fr": (
            "Regardez le carton avant de payer. S’il est mouillé ou cassé, vous pouvez le refuser et ne rien payer. "
            "Ne donnez le code de livraison qu’une fois le colis en main."
        ),
    },
)
PRAISE = (
    ("ar", 5, "طعم أصيل وتغليف محكم، وصل في يومين. بارك الله في أيديهن."),
    ("ar", 4, "منتوج جيد كما في الصورة، وتأخر الطرد يوما واحدا."),
    ("fr", 5, "Très bon, bien emballé, comme sur la photo. Je recommanderai."),
    ("fr", 4, "Bonne qualité. Le pot est un peu plus petit que je ne l’imaginais, mais la contenance était indiquée."),
    ("ar", 3, "لا بأس به، لكن الرائحة أقوى مما توقعت."),
    ("en", 5, "Just what the page says. The cooperative called before sending, which was kind."),
    ("ar", 5, ""),
    ("fr", 2, "Le bouchon fuyait un peu à l’arrivée ; la coopérative a répondu tout de suite."),
)
TROUBLE = ("broken", "broken", "different", "missing", "different", "broken", "counterfeit", "missing")
SAID = {
    "broken": "وصلت القنينة مكسورة والطرد مبلل.",
    "different": "اللون غير الذي في الصورة.",
    "missing": "نقصت قطعة من الطرد.",
    "counterfeit": "الملصق لا يذكر من أين جاء العسل.",
}


@dataclass(frozen=True)
class Received:
    """A part in its buyer's hands since `at`, and its first line."""

    part: ordering.CooperativeOrder
    line: ordering.OrderLine
    at: datetime


def use_rights(tifawin: Cooperative, cast: dict[str, people.Person], *, now: datetime) -> None:
    """What buyers said, complained of and were answered; once, whatever happens."""
    desk = cast["Nadia"]
    if mediation.associations():
        return
    association = found_association(cast, now=now)
    received = list(_received(desk))
    for number, one in enumerate(received):
        chance = random.Random(f"review {number}")
        if one.at > now - timedelta(days=80) and chance.random() < 0.6:
            _review(one, chance, one.at + timedelta(days=2, minutes=number))
    summer = [one for one in received if now - timedelta(days=150) < one.at < now - timedelta(days=60)]
    for number, one in enumerate(summer[:36]):
        _complain_of_the_past(one, random.Random(f"complaint {number}"))
    hers = [one for one in received if one.part.cooperative_id == tifawin.pk]
    _change_minds(received[-20:] + hers[-6:], now=now)
    salmas = [one for one in received if one.part.order.person_id == cast["Salma"].pk]
    if salmas:
        _complain_now(salmas[-1], association, cast, now=now)
    try:
        publish_figures(quarter=Quarter.of(day_of(now)).before, now=now)
    except QuarterOpen:
        return  # the first month of a quarter: the calendar publishes it


def found_association(cast: dict[str, people.Person], *, now: datetime) -> mediation.Association:
    """An invented association; Youssef heads its team."""
    then = now - timedelta(days=120)
    head = cast["Youssef"]
    association = mediation.register_association(
        names=TENSIFT,
        about=ABOUT,
        seat="شارع نموذجي، حي كليز",
        commune=geography.find_communes("Marrakech", limit=1)[0].code,
        phone="0524000000",
        email="association@sample.twiza.example",
        languages=("ar", "fr"),
        head_contact=head.phone or "",
        by=cast["Nadia"],
        now=then,
        is_sample=True,
    )
    # The token stands in the letter alone: the sample reads it there, as the person would.
    letter = next(card for card in list_letters(to=head.phone).items if card.kind == "adviser_invitation")
    token = re.findall(r"/([\w-]{30,})/", letter.text)[0]
    mediation.accept_invitation(token=token, person=head, now=then)
    guide = mediation.write_publication(
        association=association, kind="guide", titles=GUIDE[0], bodies=GUIDE[1], by=head, now=then
    )
    mediation.publish(publication=guide, by=head, now=then)
    return association


def _received(desk: people.Person) -> Iterator[Received]:
    """Every part that a buyer has in her hands, with its first line, the oldest first."""
    numbers, after = [], None
    while True:
        page = ordering.orders_for_desk(status="delivered", after=after, page_size=100)
        numbers += [card.number for card in page.items]
        after = page.next
        if after is None:
            break
    for number in reversed(numbers):
        for part in ordering.parts_of_order(ordering.order_for_desk(desk, number)):
            line = part.lines.exclude(status=ordering.LineStatus.DECLINED).first()
            if part.status == ordering.Status.DELIVERED and part.ended_at and line:
                yield Received(part, line, part.ended_at)


def _review(one: Received, chance: random.Random, then: datetime) -> None:
    language, stars, text = chance.choice(PRAISE)
    mine = reviews.line_of_order(one.part.order, one.line.pk)
    try:
        review = reviews.write_review(line=mine, stars=stars, text=text, language=language, now=then)
    except Refusal:
        return
    if stars < 4:
        reviews.answer_review(
            review=review,
            text="شكرا على صراحتكم. سنشد السدادة أكثر، وإن تضررت القنينة نعوضها.",
            language="ar",
            by=None,
            now=then + timedelta(days=1),
        )


def _change_minds(received: list[Received], *, now: datetime) -> None:
    """One buyer sends back what she may, another claims the guarantee: of the last parcels in the list first."""
    asked = False
    for one in reversed(received):
        part, line = one.part, one.line
        right = next(r for r in protection.rights_of_part(part, now=now).lines if r.line_id == line.pk)
        if not asked and right.may_withdraw:
            protection.ask_withdrawal(
                part=part,
                items={line.pk: 1},
                returned_by="carrier",
                refund_way="cash",
                key="sample-withdrawal",
                by=part.order.person,
                now=now - timedelta(hours=5),
            )
            asked = True
        elif asked:
            protection.claim_guarantee(
                part=part,
                line_id=line.pk,
                kind="defect",
                defect="broken",
                found_on=day_of(one.at),
                text="الغطاء مكسور.",
                remedy="replace",
                key="sample-claim",
                by=part.order.person,
                now=now - timedelta(hours=2),
            )
            return


def _complain_of_the_past(one: Received, chance: random.Random) -> None:
    """Told two days after receipt; mostly answered in time, mostly well."""
    part, then = one.part, one.at + timedelta(days=2)
    problem = chance.choice(TROUBLE)
    complaint = complaints.open_complaint(
        part=part,
        line_ids=[one.line.pk],
        problem=problem,
        wish={"missing": "deliver", "counterfeit": "explain"}.get(problem, "replace"),
        text=SAID[problem],
        key=f"sample-{part.number}",
        by=part.order.person,
        now=then,
    )
    late = chance.random() < 0.2
    answered = then + timedelta(days=9 if late else 1)
    complaints.answer_complaint(
        complaint=complaint,
        kind="explain",
        text="نعتذر لكم. بدّلنا طريقة التغليف، وأضفنا هدية صغيرة في طردكم القادم.",
        by=None,
        now=answered,
    )
    complaint.refresh_from_db()
    grade = chance.choice(("solved", "solved", "solved", "not"))
    complaints.grade_answer(complaint=complaint, grade=grade, by=part.order.person, now=answered + timedelta(days=1))
    if grade == "not":
        complaint.refresh_from_db()
        complaints.close_complaint(
            complaint=complaint, outcome="not_solved", role="desk", by=None, now=answered + timedelta(days=6)
        )


def _complain_now(
    one: Received, association: mediation.Association, cast: dict[str, people.Person], *, now: datetime
) -> None:
    """Salma's honey is not what its label says: the cooperative explains, she takes it to the association."""
    salma, then = cast["Salma"], now - timedelta(days=3)
    complaint = complaints.open_complaint(
        part=one.part,
        line_ids=[one.line.pk],
        problem="counterfeit",
        wish="refund",
        text="مكتوب على الملصق شيء، وفي صفحة المنتوج شيء آخر.",
        key="sample-now",
        by=salma,
        now=then,
    )
    conversations.post_message(
        subject=complaint.subject,
        role="buyer",
        author=salma,
        author_name=salma.name,
        text="هل يمكنكم إرسال صورة ملصق الدفعة؟",
        key="sample-question",
        now=then + timedelta(minutes=5),
    )
    complaints.answer_complaint(
        complaint=complaint,
        kind="explain",
        text="هو من الدفعة نفسها، والملصق قديم.",
        by=None,
        now=then + timedelta(days=1),
    )
    complaint.refresh_from_db()
    complaints.grade_answer(complaint=complaint, grade="not", by=salma, now=then + timedelta(days=2))
    complaint.refresh_from_db()
    mediation.give_consent(
        complaint=complaint, association=association, by=salma, now=then + timedelta(days=2, hours=1)
    )
