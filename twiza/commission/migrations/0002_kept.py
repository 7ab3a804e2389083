"""Triggers: what a rule says is never rewritten, and no rule is deleted; an end or a withdrawal is set once."""

from django.db import migrations

TABLE = "commission_commissionrule"
COLUMNS = "cooperative_id, category_path, trait, basis_points, cap_centimes, since, entered_on"
ENDED = "OLD.until IS NOT NULL AND (NEW.until IS NULL OR NEW.until <> OLD.until)"
ONCE = f"OLD.withdrawn_on IS NOT NULL OR ({ENDED})"
POSTGRES = f"""
CREATE FUNCTION commission_rule_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'commission: a rule is never rewritten' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER commission_rule_kept BEFORE UPDATE OF {COLUMNS} ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION commission_rule_kept();
CREATE TRIGGER commission_rule_once BEFORE UPDATE OF until, ended_on, withdrawn_on ON {TABLE}
    FOR EACH ROW WHEN ({ONCE}) EXECUTE FUNCTION commission_rule_kept();
CREATE TRIGGER commission_rule_stays BEFORE DELETE ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION commission_rule_kept();
"""
ABORT = "BEGIN SELECT RAISE(ABORT, 'commission: a rule is never rewritten'); END"
SQLITE = [
    f"CREATE TRIGGER commission_rule_kept BEFORE UPDATE OF {COLUMNS} ON {TABLE} {ABORT}",
    f"CREATE TRIGGER commission_rule_once BEFORE UPDATE OF until, ended_on, withdrawn_on ON {TABLE} WHEN {ONCE} {ABORT}",
    f"CREATE TRIGGER commission_rule_stays BEFORE DELETE ON {TABLE} {ABORT}",
]


def lock(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES, params=None)
    else:
        for statement in SQLITE:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("commission", "0001_initial")]
    operations = [migrations.RunPython(lock, migrations.RunPython.noop)]
