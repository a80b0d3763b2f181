"""Forms look like pages: Django's renderer with our field templates."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Fields with label, hint, input and error, in that order and linked to each other."""

    form_template_name = "kit/forms/div.html"
    field_template_name = "kit/forms/field.html"
