import pytest


@pytest.fixture
def heard():
    """`heard(signal)`: the list of what it sends from now on."""
    connected = []

    def listen(signal):
        calls = []

        def note(sender, **provided):
            calls.append({name: value for name, value in provided.items() if name != "signal"})

        signal.connect(note)
        connected.append((signal, note))
        return calls

    yield listen
    for signal, note in connected:
        signal.disconnect(note)
