from django.db import models


class Region(models.Model):
    """One of the 12 regions. Names are JSON by language: ar, fr, and en, zgh where there is one."""

    code = models.CharField(max_length=2, primary_key=True)
    slug = models.SlugField(unique=True)
    names = models.JSONField()
    population_2014 = models.PositiveIntegerField(null=True)
    population_2024 = models.PositiveIntegerField()

    class Meta:
        ordering = ("code",)


class Province(models.Model):
    """One of the 75 provinces and prefectures."""

    class Kind(models.TextChoices):
        PROVINCE = "province"
        PREFECTURE = "prefecture"

    code = models.CharField(max_length=6, primary_key=True)
    slug = models.SlugField(unique=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    names = models.JSONField()
    population_2014 = models.PositiveIntegerField(null=True)
    population_2024 = models.PositiveIntegerField()

    class Meta:
        ordering = ("code",)


class Commune(models.Model):
    """One of the 1,503 communes, urban or rural. Four had no population of their own in 2014; 94 have no point."""

    code = models.CharField(max_length=12, primary_key=True)
    slug = models.SlugField(unique=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+")
    urban = models.BooleanField()
    names = models.JSONField()
    population_2014 = models.PositiveIntegerField(null=True)
    population_2024 = models.PositiveIntegerField()
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ("code",)


class Arrondissement(models.Model):
    """One of the 41 arrondissements of the large cities."""

    code = models.CharField(max_length=12, primary_key=True)
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    names = models.JSONField()
    population_2024 = models.PositiveIntegerField()

    class Meta:
        ordering = ("code",)
