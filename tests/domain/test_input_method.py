import pytest

from liaison.domain.input_method import advice, needed

TO_IBUS = {"QT_IM_MODULE": "ibus", "IBUS_USE_PORTAL": "1"}


@pytest.fixture
def packaged(tmp_path):
    """Qt's plug-ins as the packages bring them."""
    folder = tmp_path / "platforminputcontexts"
    folder.mkdir()
    for name in ("compose", "ibus", "qtvirtualkeyboard"):
        (folder / f"lib{name}platforminputcontextplugin.so").touch()
    return tmp_path


@pytest.mark.parametrize(
    ("environ", "change"),
    [
        ({}, {}),
        ({"QT_IM_MODULE": "fcitx"}, TO_IBUS),
        ({"QT_IM_MODULE": "fcitx5"}, TO_IBUS),
        ({"XMODIFIERS": "@im=fcitx"}, TO_IBUS),
        ({"GTK_IM_MODULE": "fcitx5"}, TO_IBUS),
        ({"QT_IM_MODULE": "", "XMODIFIERS": "@im=fcitx"}, TO_IBUS),
        ({"QT_IM_MODULE": "ibus"}, {}),
        ({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}, {"IBUS_USE_PORTAL": "1"}),
        ({"QT_IM_MODULE": "fcitx", "IBUS_USE_PORTAL": "0"}, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, {}),
        ({"QT_IM_MODULE": "xim"}, {}),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus"}, {"IBUS_USE_PORTAL": "1"}),
        (
            {"QT_IM_MODULES": "wayland;fcitx", "QT_IM_MODULE": "fcitx"},
            {"QT_IM_MODULES": "wayland;fcitx;ibus", "IBUS_USE_PORTAL": "1"},
        ),
        ({"XMODIFIERS": "@im=ibus"}, {}),
    ],
)
def test_fcitx_is_reached_through_ibus_and_a_working_choice_is_left_alone(
    environ, change, packaged
):
    assert needed(environ, packaged) == change


def test_nothing_is_changed_where_qt_has_an_fcitx_plugin(packaged):
    (packaged / "platforminputcontexts" / "libfcitx5platforminputcontextplugin.so").touch()

    assert needed({"QT_IM_MODULE": "fcitx"}, packaged) == {}


def test_nothing_fails_where_there_are_no_plugins_at_all(tmp_path):
    assert needed({"QT_IM_MODULE": "fcitx"}, tmp_path) == TO_IBUS


@pytest.mark.parametrize(
    ("environ", "fine", "word"),
    [
        ({"QT_IM_MODULE": "fcitx"}, True, "自动"),
        ({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx", "IBUS_USE_PORTAL": "1"}, True, "IBus"),
        ({"QT_IM_MODULE": "ibus"}, True, "IBus"),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, False, "compose"),
        ({}, False, "fcitx5"),
    ],
)
def test_the_advice_says_what_will_happen_or_what_to_do(environ, fine, word, packaged):
    said = advice(environ, packaged)

    assert said[0] is fine
    assert word in said[1]
