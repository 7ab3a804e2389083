"""A word once given or taken back stays as it was said; only whose it was may be emptied, by erasure."""

from django.db import migrations

COLUMNS = ("purpose", "given", "contact_hash", "at", "how", "where", "version", "language")

POSTGRES = """
CREATE FUNCTION people_consent_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'people: a consent stays as it was given' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER people_consent_kept BEFORE UPDATE OF {columns} ON people_consent
    FOR EACH ROW EXECUTE FUNCTION people_consent_kept();
"""
SQLITE = """
CREATE TRIGGER people_consent_kept BEFORE UPDATE OF {columns} ON people_consent BEGIN
    SELECT RAISE(ABORT, 'people: a consent stays as it was given');
END;
"""


def lock(apps, schema_editor):
    quoted = ", ".join(f'"{column}"' for column in COLUMNS)
    statements = (POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE).format(columns=quoted)
    schema_editor.execute(statements.strip(), params=None)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_consents")]
    operations = [migrations.RunPython(lock, migrations.RunPython.noop)]
