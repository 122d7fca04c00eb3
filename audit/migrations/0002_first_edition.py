from django.db import migrations


def begin_to_count(apps, schema_editor):
    apps.get_model("audit", "Edition").objects.get_or_create(pk=1, defaults={"number": 1})


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunPython(begin_to_count, migrations.RunPython.noop)]
