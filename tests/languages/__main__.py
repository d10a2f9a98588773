"""`make messages`: bring the catalogues of all languages to what the site says now."""

from django.conf import settings

from tests.languages.catalogue import po_file, update


def main():
    for language, name in settings.LANGUAGES:
        if language != settings.LANGUAGE_CODE:
            empty = [message.id for message in update(language) if message.id and not message.string]
            print(f"{name}: {len(empty)} to be translated in {po_file(language)}")


if __name__ == "__main__":
    import django

    django.setup()
    main()
