import pytest

from liaison.documents.paper import Paper
from liaison.documents.render import page_count, page_picture, page_sizes


def two_pages():
    paper = Paper("试")
    paper.paragraph("第一页")
    paper.turn()
    return paper.pdf()


def test_pages_are_counted_and_measured():
    assert page_count(two_pages()) == 2
    width, height = page_sizes(two_pages())[0]
    assert (round(width), round(height)) == (595, 842)


def test_a_page_becomes_a_picture_of_the_resolution_asked_for():
    picture = page_picture(two_pages(), 0, 72)
    assert (picture.width, picture.height) == (596, 842)
    assert len(picture.pixels) >= picture.stride * picture.height
    assert picture.stride >= picture.width * 3
    assert min(picture.pixels) < 80, "there is ink on the page"


def test_a_page_that_is_not_there_and_a_file_that_is_no_pdf_are_refused():
    with pytest.raises(IndexError):
        page_picture(two_pages(), 2, 72)
    with pytest.raises(ValueError, match="not a PDF"):
        page_count(b"GIF89a")
