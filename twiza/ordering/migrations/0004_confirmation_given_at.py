from django.db import migrations, models


def from_the_file(apps, schema_editor):
    """What was kept before was given when its file was made."""
    order = apps.get_model("ordering", "Order")
    file = apps.get_model("plumbing", "StoredFile").objects.filter(pk=models.OuterRef("confirmation_id"))
    order.objects.exclude(confirmation=None).update(
        confirmation_given_at=models.Subquery(file.values("created_at")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [
        ("ordering", "0003_warranty_and_personalised_of_lines"),
        ("plumbing", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="confirmation_given_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(from_the_file, migrations.RunPython.noop),
    ]
