from rest_framework import serializers

from audit.installation import is_demonstration


class Marked(serializers.Serializer):
    """Every object of a demonstration database says so; objects of a real one have no such key."""

    def to_representation(self, instance):
        shown = super().to_representation(instance)
        if is_demonstration():
            shown["demonstration"] = True
        return shown


class SourceShape(serializers.Serializer):
    """Where a fact was read."""

    publisher = serializers.CharField()
    title = serializers.CharField()
    address = serializers.CharField()
    as_of = serializers.CharField()
    licence = serializers.CharField()
