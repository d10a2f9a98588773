"""How every form of the site comes out: our templates, and the focus on what has to be put right first."""

from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class FocusedField(BoundField):
    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        return attrs | {"autofocus": self.is_first_wrong} if self.form.errors else attrs

    @property
    def is_first_wrong(self):
        return next((name for name in self.form.fields if name in self.form.errors), None) == self.name


class FormRenderer(TemplatesSetting):
    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
    bound_field_class = FocusedField
