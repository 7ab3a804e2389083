"""Commission: the rules, what a sale would cost, and statements of prices that the books do not bear out."""

from django.urls import URLPattern, path

from twiza.web.desk.commission import rules, tries

patterns: list[URLPattern] = [
    path("commission/", rules.rules, name="commission"),
    path("commission/new/", rules.new_rule, name="commission-new"),
    path("commission/try/", tries.try_out, name="commission-try"),
    path("commission/differences/", tries.differences, name="commission-differences"),
    path("commission/<int:rule_id>/end/", rules.end_rule, name="commission-end"),
    path("commission/<int:rule_id>/withdraw/", rules.withdraw_rule, name="commission-withdraw"),
]
