"""What the old rows knew goes on in the new columns; their words stay, so a plain query finds them at once."""

from django.db import migrations


def carry_stock(apps, schema_editor):
    """The weight of a product was whether it can be had now."""
    apps.get_model("search", "Entry").objects.filter(kind="product", weight=0).update(in_stock=False)


def begin_counting(apps, schema_editor):
    apps.get_model("search", "Counter").objects.get_or_create(name="entries")


class Migration(migrations.Migration):
    dependencies = [("search", "0002_found_and_fresh")]

    operations = [
        migrations.RunPython(carry_stock, migrations.RunPython.noop),
        migrations.RunPython(begin_counting, migrations.RunPython.noop),
        migrations.RemoveField(model_name="entry", name="weight"),
    ]
