"""Triggers of the papers: each number is the next one, what is issued stays as it is."""

from django.db import migrations

FROZEN = (
    "reference, number, kind, series_id, seq, cooperative_id, client_id, issued_on, issued_at, language, seller, buyer, "
    "platform, order_number, sold_on, delivered_on, place, lines, fees, vat, paid_by, exemption, credits_id, reason, "
    "net_centimes, vat_centimes, fees_centimes, total_centimes, is_sample"
)
POSTGRES = """
CREATE FUNCTION invoicing_next_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM invoicing_invoice WHERE series_id = NEW.series_id) THEN
        RAISE EXCEPTION 'invoicing: % is not the next number of its series', NEW.number
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION invoicing_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'invoicing: % is issued and stays as it is', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;
CREATE FUNCTION invoicing_credit_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.credited_centimes < OLD.credited_centimes THEN
        RAISE EXCEPTION 'invoicing: what was credited stays so' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER invoicing_next_number BEFORE INSERT ON invoicing_invoice
    FOR EACH ROW EXECUTE FUNCTION invoicing_next_number();
CREATE TRIGGER invoicing_invoice_updated BEFORE UPDATE OF %(frozen)s ON invoicing_invoice
    FOR EACH ROW EXECUTE FUNCTION invoicing_kept();
CREATE TRIGGER invoicing_credit_grows BEFORE UPDATE OF credited_centimes ON invoicing_invoice
    FOR EACH ROW EXECUTE FUNCTION invoicing_credit_grows();
CREATE TRIGGER invoicing_invoice_deleted BEFORE DELETE ON invoicing_invoice
    FOR EACH ROW EXECUTE FUNCTION invoicing_kept();
CREATE TRIGGER invoicing_paper_kept BEFORE UPDATE OR DELETE ON invoicing_paper
    FOR EACH ROW EXECUTE FUNCTION invoicing_kept();
CREATE TRIGGER invoicing_series_deleted BEFORE DELETE ON invoicing_series
    FOR EACH ROW EXECUTE FUNCTION invoicing_kept();
"""
SQLITE = [
    """CREATE TRIGGER invoicing_next_number BEFORE INSERT ON invoicing_invoice
    WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM invoicing_invoice WHERE series_id = NEW.series_id)
    BEGIN SELECT RAISE(ABORT, 'invoicing: not the next number of its series'); END""",
    """CREATE TRIGGER invoicing_invoice_updated BEFORE UPDATE OF %(frozen)s ON invoicing_invoice
    BEGIN SELECT RAISE(ABORT, 'invoicing: it is issued and stays as it is'); END""",
    """CREATE TRIGGER invoicing_credit_grows BEFORE UPDATE OF credited_centimes ON invoicing_invoice
    WHEN NEW.credited_centimes < OLD.credited_centimes
    BEGIN SELECT RAISE(ABORT, 'invoicing: what was credited stays so'); END""",
    """CREATE TRIGGER invoicing_paper_updated BEFORE UPDATE ON invoicing_paper
    BEGIN SELECT RAISE(ABORT, 'invoicing: a paper is set once'); END""",
    *(
        f"""CREATE TRIGGER invoicing_{table}_deleted BEFORE DELETE ON invoicing_{table}
    BEGIN SELECT RAISE(ABORT, 'invoicing: it stays'); END"""
        for table in ("invoice", "paper", "series")
    ),
]


def lock(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRES.replace("%(frozen)s", FROZEN), params=None)
    else:
        for statement in SQLITE:
            schema_editor.execute(statement.replace("%(frozen)s", FROZEN), params=None)


class Migration(migrations.Migration):
    dependencies = [("invoicing", "0001_initial")]
    operations = [migrations.RunPython(lock, migrations.RunPython.noop)]
