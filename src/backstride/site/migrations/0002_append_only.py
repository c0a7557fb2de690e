"""Guard the events in the database itself: they are neither changed nor deleted."""

from django.db import migrations

TOO_LATE_TO_CHANGE = """
CREATE TRIGGER backstride_event_stays
BEFORE UPDATE ON backstride_storedevent
BEGIN
    SELECT RAISE(ABORT, 'a diary is only ever added to: append a correction instead');
END
"""

ONLY_WITH_THE_WALKER = """
CREATE TRIGGER backstride_event_is_kept
BEFORE DELETE ON backstride_storedevent
WHEN NOT EXISTS (SELECT 1 FROM backstride_farewell WHERE walker_id = OLD.walker_id)
BEGIN
    SELECT RAISE(ABORT, 'a diary is only ever added to: append a retraction instead');
END
"""


class Migration(migrations.Migration):
    """Two triggers; a farewell row opens the second one for a walker who leaves."""

    dependencies = [("backstride", "0001_initial")]

    operations = [
        migrations.RunSQL(TOO_LATE_TO_CHANGE, "DROP TRIGGER backstride_event_stays"),
        migrations.RunSQL(ONLY_WITH_THE_WALKER, "DROP TRIGGER backstride_event_is_kept"),
    ]
