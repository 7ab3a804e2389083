"""The workshop's addresses. Before the slug: everybody's; under it: the team's alone (each view says which roles)."""

from django.urls import URLPattern, path

from twiza.web.workshop import composition, house, money, orders, part, products, registration, sheets, shelves, start
from twiza.web.workshop.cases import urls as cases_room
from twiza.web.workshop.complaints import urls as complaints_room
from twiza.web.workshop.earnings import urls as earnings_room
from twiza.web.workshop.invoices import urls as invoices_room
from twiza.web.workshop.members import urls as members_room
from twiza.web.workshop.returns import urls as returns_room
from twiza.web.workshop.reviews import urls as reviews_room
from twiza.web.workshop.talk import urls as talk_room
from twiza.web.workshop.till import urls as till_room

app_name = "workshop"
HALL: list[URLPattern] = [
    path("", start.start, name="start"),
    path("new/", start.register, name="register"),
    path("invitation/<str:token>/", start.invitation, name="invitation"),
    path("<slug:slug>/", orders.today, name="today"),
    path("<slug:slug>/orders/", orders.orders, name="orders"),
    path("<slug:slug>/orders/<str:number>/", part.part, name="part"),
    path("<slug:slug>/orders/<str:number>/packing-list.pdf", part.packing_list, name="packing-list"),
    path("<slug:slug>/orders/<str:number>/label.pdf", part.label, name="label"),
    path("<slug:slug>/orders/<str:number>/<slug:deed>/", part.do_part, name="do-part"),
    path("<slug:slug>/products/", products.products, name="products"),
    path("<slug:slug>/products/new/", products.new_product, name="new-product"),
    path("<slug:slug>/products/<int:product_id>/", products.product, name="product"),
    path("<slug:slug>/products/<int:product_id>/edit/", products.edit_product, name="edit-product"),
    path("<slug:slug>/products/<int:product_id>/variants/new/", shelves.new_variant, name="new-variant"),
    path("<slug:slug>/products/<int:product_id>/photos/new/", shelves.new_photo, name="new-photo"),
    path("<slug:slug>/products/<int:product_id>/names/new/", shelves.new_claim, name="new-claim"),
    path("<slug:slug>/products/<int:product_id>/<slug:verb>/", products.product_verb, name="product-verb"),
    path("<slug:slug>/variants/<int:variant_id>/", shelves.edit_variant, name="edit-variant"),
    path("<slug:slug>/variants/<int:variant_id>/price/", shelves.price, name="price"),
    path("<slug:slug>/variants/<int:variant_id>/composition/", composition.composition, name="composition"),
    path("<slug:slug>/variants/<int:variant_id>/stock/", shelves.stock, name="stock"),
    path("<slug:slug>/photos/<int:photo_id>/", shelves.edit_photo, name="edit-photo"),
    path("<slug:slug>/photos/<int:photo_id>/first/", shelves.photo_first, name="photo-first"),
    path("<slug:slug>/photos/<int:photo_id>/remove/", shelves.remove_photo, name="remove-photo"),
    path("<slug:slug>/names/<int:claim_id>/drop/", shelves.drop_claim, name="drop-claim"),
    path("<slug:slug>/sheets/", sheets.sheets, name="sheets"),
    path("<slug:slug>/sheets/<int:run_id>/", sheets.sheet, name="import"),
    path("<slug:slug>/sheets/<int:run_id>/apply/", sheets.apply_sheet, name="apply-import"),
    path("<slug:slug>/sheets/<int:run_id>/corrected.xlsx", sheets.corrected, name="corrected"),
    path("<slug:slug>/sheets/template-<str:language>.<str:kind>", sheets.template, name="template"),
    path("<slug:slug>/sheets/export.<str:kind>", sheets.export, name="export"),
    path("<slug:slug>/money/", money.money, name="money"),
    path("<slug:slug>/more/", house.more, name="more"),
    path("<slug:slug>/registration/", registration.registration, name="registration"),
    path("<slug:slug>/registration/papers/", registration.papers, name="papers"),
    path("<slug:slug>/registration/submit/", registration.submit, name="submit"),
    path("<slug:slug>/public/", house.public, name="public"),
    path("<slug:slug>/public/photos/new/", house.new_picture, name="new-picture"),
    path("<slug:slug>/public/photos/<int:photo_id>/remove/", house.remove_picture, name="remove-picture"),
    path("<slug:slug>/season/", house.season, name="season"),
    path("<slug:slug>/season/reopen/", house.reopen, name="reopen"),
    path("<slug:slug>/season/<int:closure_id>/cancel/", house.cancel_closure, name="cancel-closure"),
    path("<slug:slug>/team/", house.team, name="team"),
    path("<slug:slug>/team/<int:member_id>/role/", house.change_role, name="change-role"),
    path("<slug:slug>/team/<int:member_id>/remove/", house.remove_member, name="remove-member"),
    path(
        "<slug:slug>/team/invitations/<int:invitation_id>/withdraw/",
        house.withdraw_invitation,
        name="withdraw-invitation",
    ),
    path("<slug:slug>/team/leave/", house.leave, name="leave"),
]
ROOMS: list[URLPattern] = [
    *till_room.patterns,
    *members_room.patterns,
    *earnings_room.patterns,
    *invoices_room.patterns,
    *complaints_room.patterns,
    *cases_room.patterns,
    *reviews_room.patterns,
    *returns_room.patterns,
    *talk_room.patterns,
]
urlpatterns = [*ROOMS, *HALL]
