"""A simulator of the acquirer's page, for laptops and tests: no money moves. In production it does not exist."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from twiza.payments import api as payments
from twiza.web.kit.gate import now


@csrf_exempt
@never_cache
@require_POST
def simulator(request: HttpRequest) -> HttpResponse:
    """What the buyer would see at the bank, and what may happen there."""
    fields = request.POST.dict()
    genuine = payments.check_simulated(fields=fields)
    shown = {"fields": fields, "genuine": genuine, "choices": payments.SIMULATED.items()}
    return render(request, "shop/pay/simulator.html", shown, status=200 if genuine else 400)


@csrf_exempt
@never_cache
@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """It happens: the shop is told, and the way back is shown with what the shop answered."""
    fields = request.POST.dict()
    choice = fields.pop("simulate", "")
    done = payments.simulate(fields=fields, choice=choice, now=now())
    return render(request, "shop/pay/simulated.html", {"done": done, "choice": payments.SIMULATED[choice]})
