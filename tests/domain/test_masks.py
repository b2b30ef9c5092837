import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.domain.masks import hide, mask_in_text, mask_name, mask_phone


@pytest.mark.parametrize(
    "name, masked",
    [
        ("林小敏", "林**"),
        ("林敏", "林**"),
        ("欧阳敏", "欧阳**"),
        ("𬭎大明", "𬭎**"),
        ("买买提·艾力", "买**"),
        ("匿名", "匿名"),
        ("某先生", "某先生"),
        ("", ""),
    ],
)
def test_a_name_shows_its_surname_only(name, masked):
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    "phone, masked",
    [
        ("13912348812", "139****8812"),
        ("１３９－１２３４－８８１２", "139****8812"),
        ("0580-2041234", "****1234"),
        ("2041234", "****1234"),
        ("12345", "****"),
        ("", ""),
    ],
)
def test_a_phone_shows_its_tail(phone, masked):
    assert mask_phone(phone) == masked


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_four_digits_of_every_mobile_number_stay_hidden(phone):
    assert phone[3:7] not in mask_phone(phone)[3:7]


def test_numbers_in_free_text_are_hidden_and_the_rest_stays():
    text = "请打13912348812或0580-2041234，身份证330902199001011234，路灯30盏"
    masked = mask_in_text(text)
    assert "路灯30盏" in masked
    assert not any(part in masked for part in ("8812", "2041234", "330902"))


def test_an_address_is_not_shown_and_an_empty_one_says_nothing():
    assert hide("东山社区3号") == "已隐去"
    assert hide("") == ""
