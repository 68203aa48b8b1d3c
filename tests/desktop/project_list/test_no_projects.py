"""The project page of a book that has no projects yet."""

from desktop.page import Place


def test_a_book_without_projects_says_what_to_do(start, empty_path):
    application = start(empty_path)
    application.window.go_to(Place("project_list"))
    page = application.window.page
    assert page.nothing.words == "还没有项目。从一览表导入（Ctrl+I），或按 Ctrl+N 新增。"
    assert page.choose_stage() is None
    assert application.window.status.missing == "还没有项目"
    page.go_to_next_late()
    page.print_timeline()
    page.add_project()
