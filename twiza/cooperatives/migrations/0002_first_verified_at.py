from django.db import migrations, models
from django.db.models import F


def copy(apps, schema_editor):
    apps.get_model("cooperatives", "Cooperative").objects.update(first_verified_at=F("verified_at"))


class Migration(migrations.Migration):
    dependencies = [("cooperatives", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="cooperative",
            name="first_verified_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(copy, migrations.RunPython.noop),
    ]
