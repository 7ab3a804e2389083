"""The platform's role `adviser` is gone: an association's own team lets people in (decision 0041)."""

from django.db import migrations, models


def take_back(apps, schema_editor) -> None:
    apps.get_model("people", "Grant").objects.filter(role="adviser").delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0003_consents_kept")]
    operations = [
        migrations.RunPython(take_back, migrations.RunPython.noop),
        migrations.AlterField("grant", "role", models.CharField(choices=[("desk", "Desk")], max_length=12)),
    ]
