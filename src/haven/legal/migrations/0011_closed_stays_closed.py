"""The database itself: a request may be taken back, or found forged after a part left; closed, it stays as it is."""

import importlib

from django.db import migrations

_BEFORE = importlib.import_module("haven.legal.migrations.0004_what_it_rests_on")


def _function(sql: str) -> str:
    start = sql.index("CREATE OR REPLACE FUNCTION legal_request_is_real()")
    return sql[start : sql.index("END $$;", start)] + "END $$;\n"


FORWARD = """
CREATE OR REPLACE FUNCTION legal_request_is_real() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a request is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.instrument, NEW.judicial, NEW.reference, NEW.country, NEW.wanted, NEW.since, NEW.until)
        IS DISTINCT FROM (OLD.instrument, OLD.judicial, OLD.reference, OLD.country, OLD.wanted, OLD.since, OLD.until) THEN
        RAISE EXCEPTION 'what was asked for is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.closed_at IS NOT NULL AND NEW.state <> OLD.state THEN
        RAISE EXCEPTION 'a closed request stays as it was closed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.verified_by_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM legal_callback WHERE id = NEW.verified_by_id AND request_id = NEW.id AND result = 'confirmed') THEN
        RAISE EXCEPTION 'no call has confirmed this request' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'withdrawn' AND NOT EXISTS (
        SELECT 1 FROM legal_callback WHERE request_id = NEW.id AND result = 'withdrawn') THEN
        RAISE EXCEPTION 'no call has taken this request back' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT (NEW.entitled <@ NEW.wanted) THEN
        RAISE EXCEPTION 'nothing is entitled that was not asked for' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state IN ('refused', 'withdrawn') AND OLD.state <> NEW.state AND EXISTS (
        SELECT 1 FROM legal_production WHERE request_id = NEW.id AND declined_at IS NULL AND withdrawn_at IS NULL
        AND delivered_at IS NULL) THEN
        RAISE EXCEPTION 'a production is under way or has left' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("legal", "0010_taken_back")]
    operations = [migrations.RunSQL(FORWARD, _function(_BEFORE.FORWARD))]
