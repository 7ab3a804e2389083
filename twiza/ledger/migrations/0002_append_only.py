"""Triggers of the ledger: lines before their posting, the posting only if they sum to zero, nothing changed after.

A line without its posting cannot be committed (its foreign key), so it may be taken away again: `post` does so when
another writer was first with the same reference.
"""

from django.db import migrations

POSTGRES = """
CREATE FUNCTION ledger_posting_sums() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE total bigint; lines integer; strays integer;
BEGIN
    SELECT COALESCE(SUM(centimes), 0), COUNT(*), COUNT(*) FILTER (WHERE day <> NEW.day) INTO total, lines, strays
        FROM ledger_line WHERE posting_id = NEW.id;
    IF total <> 0 OR lines < 2 OR strays > 0 THEN
        RAISE EXCEPTION 'ledger: posting % has % lines that sum to %, % on another day',
            NEW.reference, lines, total, strays USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM ledger_closing WHERE until >= NEW.day) THEN
        RAISE EXCEPTION 'ledger: the books of % are closed', NEW.day USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION ledger_line_late() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_posting WHERE id = NEW.posting_id) THEN
        RAISE EXCEPTION 'ledger: posting % is sealed', NEW.posting_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION ledger_line_sealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_posting WHERE id = OLD.posting_id) THEN
        RAISE EXCEPTION 'ledger: posting % is sealed', OLD.posting_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE FUNCTION ledger_closing_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_closing WHERE until >= NEW.until) THEN
        RAISE EXCEPTION 'ledger: the books of % are closed', NEW.until USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'ledger: % is append-only', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
-- Lines come in the order of their days: a few pages of index spare a trial balance the years that are closed.
CREATE INDEX ledger_line_days ON ledger_line USING brin (day) WITH (pages_per_range = 32);
CREATE TRIGGER ledger_posting_sums BEFORE INSERT ON ledger_posting
    FOR EACH ROW EXECUTE FUNCTION ledger_posting_sums();
CREATE TRIGGER ledger_line_late BEFORE INSERT ON ledger_line FOR EACH ROW EXECUTE FUNCTION ledger_line_late();
CREATE TRIGGER ledger_line_sealed BEFORE DELETE ON ledger_line FOR EACH ROW EXECUTE FUNCTION ledger_line_sealed();
CREATE TRIGGER ledger_line_kept BEFORE UPDATE ON ledger_line FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_posting_kept BEFORE UPDATE OR DELETE ON ledger_posting
    FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_closing_forward BEFORE INSERT ON ledger_closing
    FOR EACH ROW EXECUTE FUNCTION ledger_closing_forward();
CREATE TRIGGER ledger_closing_kept BEFORE UPDATE OR DELETE ON ledger_closing
    FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
CREATE TRIGGER ledger_closedbalance_kept BEFORE UPDATE OR DELETE ON ledger_closedbalance
    FOR EACH ROW EXECUTE FUNCTION ledger_append_only();
"""
SQLITE = [
    """CREATE TRIGGER ledger_posting_sums BEFORE INSERT ON ledger_posting
    WHEN (SELECT COALESCE(SUM(centimes), 0) <> 0 OR COUNT(*) < 2 OR COALESCE(SUM(day <> NEW.day), 0) > 0
          FROM ledger_line WHERE posting_id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'ledger: the lines of this posting do not sum to zero on its day'); END""",
    """CREATE TRIGGER ledger_posting_closed BEFORE INSERT ON ledger_posting
    WHEN EXISTS (SELECT 1 FROM ledger_closing WHERE until >= NEW.day)
    BEGIN SELECT RAISE(ABORT, 'ledger: the books of this day are closed'); END""",
    """CREATE TRIGGER ledger_line_late BEFORE INSERT ON ledger_line
    WHEN EXISTS (SELECT 1 FROM ledger_posting WHERE id = NEW.posting_id)
    BEGIN SELECT RAISE(ABORT, 'ledger: this posting is sealed'); END""",
    """CREATE TRIGGER ledger_line_sealed BEFORE DELETE ON ledger_line
    WHEN EXISTS (SELECT 1 FROM ledger_posting WHERE id = OLD.posting_id)
    BEGIN SELECT RAISE(ABORT, 'ledger: this posting is sealed'); END""",
    """CREATE TRIGGER ledger_closing_forward BEFORE INSERT ON ledger_closing
    WHEN EXISTS (SELECT 1 FROM ledger_closing WHERE until >= NEW.until)
    BEGIN SELECT RAISE(ABORT, 'ledger: the books of this day are closed'); END""",
    "CREATE TRIGGER ledger_line_kept BEFORE UPDATE ON ledger_line "
    "BEGIN SELECT RAISE(ABORT, 'ledger: append-only'); END",
    *(
        f"""CREATE TRIGGER ledger_{table}_{verb}d BEFORE {verb.upper()} ON ledger_{table}
    BEGIN SELECT RAISE(ABORT, 'ledger: append-only'); END"""
        for table in ("posting", "closing", "closedbalance")
        for verb in ("update", "delete")
    ),
]


def lock(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES, params=None)
    else:
        for statement in SQLITE:
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(lock, migrations.RunPython.noop)]
