"""Rooms, memberships and messages in Django's admin; what is changed there goes the way of the services."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from live.chat import services
from live.chat.bots.services import change_webhook, retire
from live.chat.models import Bot, Delivery, Draft, Membership, Message, Room
from live.engine.admin import ByServices, LookedAt


@admin.register(Room)
class RoomAdmin(ByServices):
    list_display = ["name", "slug", "kind", "creator", "created_at"]
    list_filter = ["kind"]
    search_fields = ["name", "slug"]
    fields = ["name", "kind"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.is_direct)

    def formfield_for_choice_field(self, field, request, **options):
        kinds = [choice for choice in Room.Kind.choices if choice[0] != Room.Kind.DIRECT]
        return super().formfield_for_choice_field(field, request, **options | {"choices": kinds})

    def save_model(self, request, room, form, change):
        if change:
            self._change(Room.objects.get(pk=room.pk), form)
        else:
            made = services.create_room(request.user, room.name, room.kind)
            room.pk, room.slug = made.pk, made.slug

    def _change(self, room, form):
        if "name" in form.changed_data:
            services.rename_room(room, form.cleaned_data["name"])
        if "kind" in form.changed_data:
            services.convert_room(room, form.cleaned_data["kind"])

    def remove(self, request, room):
        services.delete_room(room)


@admin.register(Membership)
class MembershipAdmin(ByServices):
    list_display = ["room", "user", "involvement"]
    list_filter = ["room"]
    list_select_related = ["room", "user"]
    fields = ["room", "user"]

    def save_model(self, request, membership, form, change):
        services.add_member(membership.room, membership.user)
        membership.pk = membership.room.memberships.get(user=membership.user).pk

    def formfield_for_foreignkey(self, field, request, **options):
        """Whose a conversation is does not change."""
        if field.name == "room":
            options["queryset"] = Room.objects.exclude(kind=Room.Kind.DIRECT)
        return super().formfield_for_foreignkey(field, request, **options)

    def get_queryset(self, request):
        return super().get_queryset(request).exclude(room__kind=Room.Kind.DIRECT)

    def has_change_permission(self, request, obj=None):
        return False

    def remove(self, request, membership):
        services.remove_member(membership.room, membership.user)


class WordsForm(forms.ModelForm):
    def clean_body(self):
        body = self.cleaned_data["body"]
        if not body.strip() and not self.instance.files:
            raise ValidationError(_("A message without files needs words."))
        return body


@admin.register(Message)
class MessageAdmin(ByServices):
    form = WordsForm
    list_display = ["created_at", "room", "author", "gist"]
    list_filter = ["room"]
    list_select_related = ["room", "author"]
    search_fields = ["body", "author__username"]
    fields = ["body", "files_with_it"]
    readonly_fields = ["files_with_it"]

    @admin.display(description=_("Files"))
    def files_with_it(self, message):
        links = ((message.path, file.key, file.name) for file in message.files)
        return format_html_join(", ", '<a href="{}files/{}/">{}</a>', links)

    def save_model(self, request, message, form, change):
        services.edit_message(message, message.body)

    def has_add_permission(self, request):
        return False

    def remove(self, request, message):
        services.delete_message(message)


@admin.register(Bot)
class BotAdmin(ByServices):
    """Bots are made where their token is shown: /chat/bots/."""

    list_display = ["user", "webhook", "created_at"]
    fields = ["webhook"]

    def save_model(self, request, bot, form, change):
        change_webhook(bot, bot.webhook)

    def has_add_permission(self, request):
        return False

    def remove(self, request, bot):
        retire(bot)


@admin.register(Delivery)
class DeliveryAdmin(LookedAt):
    list_display = ["created_at", "bot", "outcome"]
    list_filter = ["bot"]


@admin.register(Draft)
class DraftAdmin(LookedAt):
    """What somebody has not sent is theirs: only that it is there."""

    list_display = ["changed_at", "user", "room"]
    exclude = ["body"]
