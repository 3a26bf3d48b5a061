"""A production consists of parts; each leaves by the approval of the whole, and none is added to what was settled."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
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
    ELSIF (NEW.code, NEW.request_id, NEW.classes, NEW.manifest, NEW.prepared_by_id, NEW.concerned)
        IS DISTINCT FROM (OLD.code, OLD.request_id, OLD.classes, OLD.manifest, OLD.prepared_by_id, OLD.concerned)
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

CREATE OR REPLACE FUNCTION legal_bundle_leaves_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM custody_evidencebundle WHERE id = NEW.bundle_id AND desk = 'legal')
        AND NOT EXISTS (SELECT 1 FROM legal_production p JOIN legal_productionpart t ON t.production_id = p.id
                        WHERE t.bundle_id = NEW.bundle_id AND p.approved_by_id = NEW.by_id) THEN
        RAISE EXCEPTION 'a production leaves only once it is approved' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION legal_part_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'a part is never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM legal_production WHERE id = NEW.production_id
                   AND approved_at IS NULL AND declined_at IS NULL AND withdrawn_at IS NULL) THEN
        RAISE EXCEPTION 'nothing is added to what was settled' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

INSERT INTO legal_productionpart (production_id, number, bundle_id) SELECT id, 1, bundle_id FROM legal_production;

CREATE TRIGGER legal_part_stays BEFORE INSERT OR UPDATE OR DELETE ON legal_productionpart
    FOR EACH ROW EXECUTE FUNCTION legal_part_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("legal", "0004_what_it_rests_on"), ("custody", "0011_snapshots")]
    operations = [
        migrations.CreateModel(
            name="ProductionPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("bundle", models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="custody.evidencebundle"
                )),
                ("production", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="legal.production"
                )),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.AddConstraint(
            "productionpart", models.UniqueConstraint(fields=["production", "number"], name="part_once")
        ),
        migrations.AddField("export", "part", models.PositiveSmallIntegerField(default=1)),
        migrations.RunSQL(FORWARD, "DROP TRIGGER legal_part_stays ON legal_productionpart; DROP FUNCTION legal_part_stays();"),
    ]
