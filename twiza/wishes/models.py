from django.db import models
from django.db.models import Q


class Wish(models.Model):
    """Words that found nothing, and where to say that they do now. The row goes with the one letter, or when dropped:
    nothing is kept of a wish that has ended.

    `folded` is what makes two wishes the same; `secret` opens the page that confirms and drops it.
    """

    words = models.CharField(max_length=100)
    folded = models.CharField(max_length=100)
    language = models.CharField(max_length=3)
    contact = models.CharField(max_length=254)
    person = models.ForeignKey("people.Person", models.CASCADE, null=True, related_name="+")
    secret = models.CharField(max_length=43, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, db_index=True)
    looked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "folded"], name="one_wish_for_the_same_words"),
            models.CheckConstraint(condition=~Q(contact="") & ~Q(folded=""), name="wish_says_what_and_to_whom"),
        ]
