"""The database itself lets the tree only grow, and remembers every entry that has no place in it yet."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION ledger_entry_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_unsequencedentry (entry_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_entry_waits AFTER INSERT ON ledger_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION ledger_entry_waits();
INSERT INTO ledger_unsequencedentry (entry_id) SELECT id FROM ledger_ledgerentry;

CREATE TRIGGER ledger_leaves_stay BEFORE UPDATE OR DELETE ON ledger_leaf
    FOR EACH ROW EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_leaf_table_stays BEFORE TRUNCATE ON ledger_leaf
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

CREATE FUNCTION ledger_tile_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.id <> OLD.id OR NEW.level <> OLD.level OR NEW.number <> OLD.number
        OR substring(NEW.hashes FROM 1 FOR octet_length(OLD.hashes)) <> OLD.hashes THEN
        RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_tile_grows BEFORE UPDATE OR DELETE ON ledger_tile
    FOR EACH ROW EXECUTE FUNCTION ledger_tile_grows();
CREATE TRIGGER ledger_tile_table_stays BEFORE TRUNCATE ON ledger_tile
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

CREATE FUNCTION ledger_head_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR NEW.size < OLD.size THEN
        RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_head_grows BEFORE UPDATE OR DELETE ON ledger_treehead
    FOR EACH ROW EXECUTE FUNCTION ledger_head_grows();
"""
BACKWARD = """
DROP TRIGGER ledger_head_grows ON ledger_treehead;
DROP FUNCTION ledger_head_grows();
DROP TRIGGER ledger_tile_table_stays ON ledger_tile;
DROP TRIGGER ledger_tile_grows ON ledger_tile;
DROP FUNCTION ledger_tile_grows();
DROP TRIGGER ledger_leaf_table_stays ON ledger_leaf;
DROP TRIGGER ledger_leaves_stay ON ledger_leaf;
DROP TRIGGER ledger_entry_waits ON ledger_ledgerentry;
DROP FUNCTION ledger_entry_waits();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_tree")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
