"""A room's page: what it may ask for over its socket."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from live.chat import drafts, lines, reactions, reading, services
from live.chat.composer import Composer, text_of, unsent
from live.chat.forms import EditForm, MessageForm, ReactionForm
from live.chat.history import number_in, quoted_in
from live.chat.models import Room
from live.engine import presence
from live.engine.compiled import Compiled
from live.engine.consumers import LiveConsumer, action, notice

REPLACE = "innerHTML settle:0"  # at once, without the moment that CSS transitions would get


class RoomConsumer(LiveConsumer):
    """Answers are forms for this page alone; what happened to messages reaches every page by the room's topic."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.composer = Composer()
        self.several = False  # lines in the composer, as far as the page has said

    def resumed(self):
        """A message may have been accepted while the answer was lost with the connection."""
        return self.render("chat/composer.html#probe")

    # Writing

    @action
    def post_message(self, data):
        room, text, nonce = self.room(), self.composer.text_in(data), text_of(data, "nonce")
        if self.composer.holds_what_was_sent(data):
            text, nonce = unsent(room, self.user, text, nonce)
        if self.composer.is_double_click(data, text):
            return None
        form = MessageForm({"body": text, "nonce": nonce}, author=self.user)
        if not form.is_valid():
            return self.compose("parts", data, form=form, swap="innerMorph")
        quoted = quoted_in(room, data.get("reply_to"))
        services.post_message(room, self.user, form.cleaned_data["body"], nonce, reply_to=quoted)
        self.composer.has_sent(data)
        presence.stopped_typing(room, self.user)
        return self.compose("accepted", data)

    @action
    def draft(self, data):
        """The answer to a probe."""
        if self.composer.was_replaced(data):
            return self.compose("probe", data) if self.composer.hear_late(data) else None
        held, nonce = text_of(data, "body"), text_of(data, "nonce")
        wanted, _nonce = unsent(self.room(), self.user, self.composer.text_in(data), nonce)
        if wanted == held and (held or nonce != self.composer.spent):
            return self.compose("quiet", data)
        self.composer.goes_on = bool(wanted)
        if wanted and data.get("length") != str(len(held)):
            return self.compose("probe", data, length=str(len(held)))
        self.composer.replace(data, wanted)
        return self.compose("replaced", data, form=MessageForm.fresh(wanted))

    @action
    def keep_draft(self, data):
        """What stands in the field and was not sent is there again when its author comes back."""
        if not self.composer.was_replaced(data):
            room = self.room()
            text, _nonce = unsent(room, self.user, self.composer.text_in(data), text_of(data, "nonce"))
            drafts.keep_draft(room, self.user, text)

    @action
    def change_lines(self, data):
        lines.keep(self.page.session_key, several=data.get("lines") == "several")
        form = MessageForm.fresh(text_of(data, "body"), text_of(data, "nonce"))
        return self.compose("parts", data | {"now": data.get("lines")}, form=form)

    @action
    def typing(self, data):
        if data.get("nonce") != self.composer.spent:
            presence.typing(self.room(), self.user)

    def compose(self, part, data, swap=REPLACE, **context):
        """Part of the composer, with one line or several as the page has it now."""
        self.several = data.get("now") == "several"
        return self.render(f"chat/composer.html#{part}", several_lines=self.several, swap=swap, **context)

    @action
    def reply(self, data):
        """The next message will answer this one; without one, none."""
        quoted = self.message(data) if "message" in data else None
        about = {"quoted": quoted, "several_lines": self.several, "swap": "outerMorph"}
        return self.render("chat/composer.html#replying", **about) + (self.done(quoted) if quoted else "")

    # Changing

    @action
    def edit_message(self, data):
        """Without a body: the form for it; with one: save."""
        message = self.own_message(data)
        if "body" not in data:
            return self.editor(message, EditForm(message=message), REPLACE) + self.done(message)
        form = EditForm(data, message=message)
        if not form.is_valid():
            return self.editor(message, form, "innerMorph")
        services.edit_message(message, form.cleaned_data["body"])
        return self.cancel_edit(data)

    @action
    def cancel_edit(self, data):
        return self.render("chat/message.html#no_editor")

    @action
    def ask_delete(self, data):
        message = self.own_message(data)
        return self.render("chat/message.html#confirm", message=message) + self.done(message)

    @action
    def delete_message(self, data):
        services.delete_message(self.own_message(data))
        return self.render("chat/message.html#no_confirm")

    def editor(self, message, form, swap):
        return self.render("chat/message.html#editor", message=message, form=form, swap=swap)

    # Answering without words

    @action
    def react(self, data):
        """Without an emoji: those to choose from; with one: give it, or take it back."""
        message = self.message(data)
        if "emoji" not in data:
            return self.render("chat/message.html#picker", message=message, emoji=reactions.QUICK)
        form = ReactionForm(data, person=self.user)
        if not form.is_valid():
            return notice(form.errors["emoji"][0])
        reactions.react(message, self.user, form.cleaned_data["emoji"])
        return self.done(message, "react") if "picked" in data else None

    @action
    def cancel_reaction(self, data):
        return self.done(self.message(data), "react")

    @action
    def mark_unread(self, data):
        message = self.message(data)
        reading.mark_unread(message, self.user)
        return self.render("chat/room.html#unread_from_here", first_unread=message) + self.done(message, "unread")

    def done(self, message, what="yes"):
        """Its actions are put away; the focus stays at what was done, unless that has taken it elsewhere."""
        return self.render("chat/message.html#actions", message=message, done=what)

    # What it is about

    def room(self):
        for room in _visible(self.user.pk, self.kwargs["slug"]) if self.user.is_authenticated else ():
            return room
        raise Http404

    def message(self, data):
        return get_object_or_404(self.room().messages.select_related("room"), pk=number_in(data.get("message")))

    def own_message(self, data):
        message = self.message(data)
        if not message.may_be_changed_by(self.user):
            raise PermissionDenied
        return message


@Compiled
def _visible(user_id, slug):
    return Room.objects.visible_to_person(user_id).filter(slug=slug)
