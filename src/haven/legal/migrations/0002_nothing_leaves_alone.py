"""The database itself: nothing is given for a request that no call confirmed, nor what is not entitled, nor by one person."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION legal_authority_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - '{confirmed_by_id,confirmed_at,retired_at}'::text[])
        <> (to_jsonb(OLD) - '{confirmed_by_id,confirmed_at,retired_at}'::text[])
        OR (OLD.confirmed_at IS NOT NULL AND (NEW.confirmed_at, NEW.confirmed_by_id) IS DISTINCT FROM (OLD.confirmed_at, OLD.confirmed_by_id))
        OR (OLD.retired_at IS NOT NULL AND NEW.retired_at IS DISTINCT FROM OLD.retired_at) THEN
        RAISE EXCEPTION 'an entry of the directory is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION legal_call_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'a call is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM legal_authority WHERE id = NEW.authority_id
                   AND confirmed_at IS NOT NULL AND retired_at IS NULL) THEN
        RAISE EXCEPTION 'the number is not in the directory' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION legal_request_is_real() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a request is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.instrument, NEW.judicial, NEW.reference, NEW.wanted, NEW.since, NEW.until)
        IS DISTINCT FROM (OLD.instrument, OLD.judicial, OLD.reference, OLD.wanted, OLD.since, OLD.until) THEN
        RAISE EXCEPTION 'what was asked for is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.verified_by_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM legal_callback WHERE id = NEW.verified_by_id AND request_id = NEW.id AND result = 'confirmed') THEN
        RAISE EXCEPTION 'no call has confirmed this request' USING ERRCODE = 'check_violation';
    END IF;
    IF NOT (NEW.entitled <@ NEW.wanted) THEN
        RAISE EXCEPTION 'nothing is entitled that was not asked for' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION legal_production_is_right() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked legal_legalrequest%ROWTYPE;
    caller bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a production is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT * INTO asked FROM legal_legalrequest WHERE id = NEW.request_id;
    SELECT called_by_id INTO caller FROM legal_callback WHERE id = asked.verified_by_id;
    IF TG_OP = 'INSERT' THEN
        IF asked.state <> 'verified' OR NEW.approved_at IS NOT NULL OR NEW.delivered_at IS NOT NULL THEN
            RAISE EXCEPTION 'no call has confirmed this request' USING ERRCODE = 'check_violation';
        END IF;
    ELSIF (NEW.code, NEW.request_id, NEW.classes, NEW.bundle_id, NEW.manifest, NEW.prepared_by_id)
        IS DISTINCT FROM (OLD.code, OLD.request_id, OLD.classes, OLD.bundle_id, OLD.manifest, OLD.prepared_by_id)
        OR (OLD.approved_by_id IS NOT NULL AND NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id) THEN
        RAISE EXCEPTION 'a production is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.classes = '[]' OR (NEW.declined_at IS NULL AND NOT (NEW.classes <@ asked.entitled)) THEN
        RAISE EXCEPTION 'the instrument does not entitle to this' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.approved_by_id IS NOT NULL AND (asked.verified_by_id IS NULL OR NEW.approved_by_id = caller) THEN
        RAISE EXCEPTION 'approved by who called, or for a request that is not confirmed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION legal_bundle_leaves_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM custody_evidencebundle WHERE id = NEW.bundle_id AND desk = 'legal')
        AND NOT EXISTS (SELECT 1 FROM legal_production WHERE bundle_id = NEW.bundle_id AND approved_by_id = NEW.by_id) THEN
        RAISE EXCEPTION 'a production leaves only once it is approved' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER legal_authority_stays BEFORE UPDATE OR DELETE ON legal_authority
    FOR EACH ROW EXECUTE FUNCTION legal_authority_stays();
CREATE TRIGGER legal_call_counts BEFORE INSERT OR UPDATE OR DELETE ON legal_callback
    FOR EACH ROW EXECUTE FUNCTION legal_call_counts();
CREATE TRIGGER legal_request_is_real BEFORE INSERT OR UPDATE OR DELETE ON legal_legalrequest
    FOR EACH ROW EXECUTE FUNCTION legal_request_is_real();
CREATE TRIGGER legal_production_is_right BEFORE INSERT OR UPDATE OR DELETE ON legal_production
    FOR EACH ROW EXECUTE FUNCTION legal_production_is_right();
CREATE TRIGGER legal_bundle_leaves_by_two BEFORE INSERT OR UPDATE ON custody_bundlerelease
    FOR EACH ROW EXECUTE FUNCTION legal_bundle_leaves_by_two();
"""
BACKWARD = """
DROP TRIGGER legal_bundle_leaves_by_two ON custody_bundlerelease;
DROP TRIGGER legal_production_is_right ON legal_production;
DROP TRIGGER legal_request_is_real ON legal_legalrequest;
DROP TRIGGER legal_call_counts ON legal_callback;
DROP TRIGGER legal_authority_stays ON legal_authority;
DROP FUNCTION legal_bundle_leaves_by_two();
DROP FUNCTION legal_production_is_right();
DROP FUNCTION legal_request_is_real();
DROP FUNCTION legal_call_counts();
DROP FUNCTION legal_authority_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("legal", "0001_initial"), ("custody", "0007_desks")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
