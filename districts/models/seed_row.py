"""What load_seeds wrote last, so that it never overwrites what people edited."""

from django.db import models


class SeedRow(models.Model):
    """The last loaded value of one seed row.

    `digest` is the SHA-256 of the values as loaded. A row whose present values
    give another digest was edited here; a row that is gone was removed here.
    """

    table = models.CharField(max_length=40)
    key = models.CharField(max_length=260)
    object_id = models.CharField(max_length=40)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="seed_row_is_remembered_once")]

    def __str__(self):
        return f"{self.table}: {self.key}"
