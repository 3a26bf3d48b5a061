"""The database itself: what leaves still rests on what it was approved for; whom it is about is not swapped."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION legal_call_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'a call is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM legal_authority a JOIN legal_legalrequest r ON r.id = NEW.request_id
                   WHERE a.id = NEW.authority_id AND a.country = r.country
                   AND a.confirmed_at IS NOT NULL AND a.retired_at IS NULL) THEN
        RAISE EXCEPTION 'the number is not in the directory' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION legal_request_is_real() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a request is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.instrument, NEW.judicial, NEW.reference, NEW.country, NEW.wanted, NEW.since, NEW.until)
        IS DISTINCT FROM (OLD.instrument, OLD.judicial, OLD.reference, OLD.country, OLD.wanted, OLD.since, OLD.until) THEN
        RAISE EXCEPTION 'what was asked for is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.verified_by_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM legal_callback WHERE id = NEW.verified_by_id AND request_id = NEW.id AND result = 'confirmed') THEN
        RAISE EXCEPTION 'no call has confirmed this request' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT (NEW.entitled <@ NEW.wanted) THEN
        RAISE EXCEPTION 'nothing is entitled that was not asked for' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state = 'refused' AND OLD.state <> 'refused' AND EXISTS (
        SELECT 1 FROM legal_production WHERE request_id = NEW.id AND declined_at IS NULL AND withdrawn_at IS NULL) THEN
        RAISE EXCEPTION 'a production is under way or has left' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION legal_production_is_right() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked legal_legalrequest%ROWTYPE;
    caller bigint;
    retired timestamptz;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a production is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT * INTO asked FROM legal_legalrequest WHERE id = NEW.request_id;
    SELECT c.called_by_id, a.retired_at INTO caller, retired FROM legal_callback c
        JOIN legal_authority a ON a.id = c.authority_id WHERE c.id = asked.verified_by_id;
    IF TG_OP = 'INSERT' THEN
        IF asked.state <> 'verified' OR NEW.approved_at IS NOT NULL OR NEW.delivered_at IS NOT NULL THEN
            RAISE EXCEPTION 'no call has confirmed this request' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF (NEW.code, NEW.request_id, NEW.classes, NEW.bundle_id, NEW.manifest, NEW.prepared_by_id, NEW.concerned)
        IS DISTINCT FROM (OLD.code, OLD.request_id, OLD.classes, OLD.bundle_id, OLD.manifest, OLD.prepared_by_id, OLD.concerned)
        OR (OLD.approved_by_id IS NOT NULL AND NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id)
        OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at) THEN
        RAISE EXCEPTION 'a production is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.classes = '[]' THEN
        RAISE EXCEPTION 'the instrument does not entitle to this' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.declined_at IS NULL AND NEW.withdrawn_at IS NULL THEN
        IF NOT (NEW.classes <@ asked.entitled) THEN
            RAISE EXCEPTION 'the instrument does not entitle to this' USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.approved_by_id IS NOT NULL AND (asked.verified_by_id IS NULL OR NEW.approved_by_id = caller) THEN
            RAISE EXCEPTION 'approved by who called, or for a request that is not confirmed' USING ERRCODE = 'check_violation';
        END IF;
        IF TG_OP = 'UPDATE' AND NEW.approved_by_id IS NOT NULL AND OLD.approved_by_id IS NULL AND retired IS NOT NULL THEN
            RAISE EXCEPTION 'the number that was called is out of use' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF TG_OP = 'UPDATE' AND NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id THEN
        RAISE EXCEPTION 'what was sent back or withdrawn is not approved' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.delivered_at IS NOT NULL AND NEW.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'what was withdrawn is not handed over' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION legal_export_is_right() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'an export is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM legal_production p
        JOIN legal_legalrequest r ON r.id = p.request_id
        JOIN legal_callback c ON c.id = r.verified_by_id
        JOIN legal_authority a ON a.id = c.authority_id
        WHERE p.id = NEW.production_id AND p.approved_at IS NOT NULL AND p.withdrawn_at IS NULL
        AND p.classes <@ r.entitled AND r.state IN ('verified', 'answered')
        AND (a.retired_at IS NULL OR r.state = 'answered')) THEN
        RAISE EXCEPTION 'what it rests on does not hold any more' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION legal_target_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM legal_production WHERE request_id = COALESCE(NEW.request_id, OLD.request_id)
               AND declined_at IS NULL AND withdrawn_at IS NULL) THEN
        RAISE EXCEPTION 'whom a production is about stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER legal_export_is_right BEFORE INSERT OR UPDATE OR DELETE ON legal_export
    FOR EACH ROW EXECUTE FUNCTION legal_export_is_right();
CREATE TRIGGER legal_target_stays BEFORE INSERT OR UPDATE OR DELETE ON legal_target
    FOR EACH ROW EXECUTE FUNCTION legal_target_stays();
"""
BACKWARD = """
DROP TRIGGER legal_target_stays ON legal_target;
DROP TRIGGER legal_export_is_right ON legal_export;
DROP FUNCTION legal_target_stays();
DROP FUNCTION legal_export_is_right();
"""


class Migration(migrations.Migration):
    dependencies = [("legal", "0003_what_it_rests_on_fields")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
