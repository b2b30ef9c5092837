from liaison.documents.fonts import BOLD, GETA, described, font, missing, printable
from liaison.documents.text_layer import to_unicode_cmap

RARE = "㛃䶮𬭎𬱖𬒗岙堃喆"


def test_every_rare_name_of_the_district_can_be_printed_in_both_weights():
    assert missing(RARE) == frozenset()
    assert all(font(name).has(character) for name in (font().fontName, BOLD) for character in RARE)


def test_a_character_that_no_font_has_is_named_and_shows_as_a_gap():
    text = "张\U0010fffd三"
    assert missing(text) == {"\U0010fffd"}
    assert printable(text) == f"张{GETA}三"
    assert described(missing(text)) == "U+10FFFD"


def test_control_characters_and_halves_of_pairs_are_seen_and_break_nothing():
    assert printable("a\x00b\ud842c\td") == f"a{GETA}b{GETA}c d"
    assert missing("a\x00\ud842\n\t") == {"\x00", "\ud842"}


def test_what_has_no_shape_is_not_drawn_and_not_missed():
    assert printable("葛\U000e0100飾\u200b\ufeff\u202e") == "葛飾"
    assert missing("葛\U000e0100\u200b") == frozenset()


def test_measuring_a_text_adds_its_characters():
    assert font().stringWidth("路灯", 10) == 20


def test_a_character_beyond_the_bmp_is_two_units_in_the_text_layer():
    cmap = to_unicode_cmap("F", [0, 0x2C497, 0x4E00])
    assert "<01> <D871DC97>" in cmap
    assert "<02> <4E00>" in cmap
    assert "2 beginbfchar" in cmap


def test_no_block_of_the_text_layer_is_longer_than_the_standard_allows():
    cmap = to_unicode_cmap("F", list(range(0x4E00, 0x4F00)))
    sizes = [int(line.split()[0]) for line in cmap.splitlines() if line.endswith("beginbfchar")]
    assert sizes == [100, 100, 56]
