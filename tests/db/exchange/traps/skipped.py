"""Traps of rows that are no rows: totals, footnotes, headers printed again, signatures."""

from tests.db.exchange.traps.trap import Trap, page

TITLE = ("某县“十四五”教育规划主要指标完成情况统计表",)
HEAD = ("类别", "指标", "单位", "2020年", "2025年")
FIRST = ("学前教育", "毛入园率", "%", 93.91, 95)
SECOND = ("义务教育", "巩固率", "%", 98.2, 99.8)
FIRST_LINE = "毛入园率; category=学前教育; unit=%; baseline2020=93.91; target2025=95"
SECOND_LINE = "巩固率; category=义务教育; unit=%; baseline2020=98.2; target2025=99.8"

TRAPS = (
    Trap(
        "totals_above_between_and_below",
        (
            page(
                HEAD,
                ("合 计", None, "项", 2, 2),
                FIRST,
                ("学前教育小计", None, None, 1, 1),
                SECOND,
                (None, "总计", None, 192.11, 194.8),
                ("合计：2 项",),
            ),
        ),
        ("indicators", f"3 {FIRST_LINE}", f"5 {SECOND_LINE}"),
        passed=(2, 4, 6, 7),
    ),
    Trap(
        "footnotes_and_what_follows_them",
        (
            page(
                HEAD,
                FIRST,
                SECOND,
                (),
                ("注：2024年为快报数。",),
                ("　　以年报为准。",),
                ("备注: 口径同上年",),
                ("*含民办",),
                merges="A5:E5",
            ),
        ),
        ("indicators", f"2 {FIRST_LINE}", f"3 {SECOND_LINE}"),
        passed=(5, 6, 7, 8),
    ),
    Trap(
        "a_note_between_rows_does_not_end_the_table",
        (page(HEAD, FIRST, ("说明：以下为义务教育",), SECOND),),
        ("indicators", f"2 {FIRST_LINE}", f"4 {SECOND_LINE}"),
        passed=(3,),
    ),
    Trap(
        "a_starred_indicator_is_no_footnote",
        (page(HEAD, ("学前教育", "*毛入园率", "%", 93.91, 95)),),
        ("indicators", "2 *毛入园率; category=学前教育; unit=%; baseline2020=93.91; target2025=95"),
    ),
    Trap(
        "title_and_header_printed_again",
        (
            page(
                TITLE,
                HEAD,
                FIRST,
                TITLE,
                ("续表",),
                HEAD,
                (None, "普惠率", "%", 87, 92),
                SECOND,
                merges="A1:E1 A4:E4",
            ),
        ),
        (
            "indicators",
            f"3 {FIRST_LINE}",
            "7 普惠率; category=学前教育; unit=%; baseline2020=87; target2025=92",
            f"8 {SECOND_LINE}",
        ),
        passed=(4, 5, 6),
    ),
    Trap(
        "header_printed_again_without_a_title",
        (page(TITLE, HEAD, FIRST, HEAD, SECOND),),
        ("indicators", f"3 {FIRST_LINE}", f"5 {SECOND_LINE}"),
        passed=(4,),
    ),
    Trap(
        "each_category_with_its_own_header",
        (
            page(
                TITLE,
                ("一、学前教育",),
                HEAD[1:],
                FIRST[1:],
                ("二、义务教育",),
                HEAD[1:],
                SECOND[1:],
            ),
        ),
        ("indicators", f"4 {FIRST_LINE}", f"7 {SECOND_LINE}"),
        passed=(5, 6),
    ),
    Trap(
        "signatures_below_the_table",
        (
            page(
                HEAD,
                FIRST,
                SECOND,
                (),
                ("填报人：张某", None, "审核人：李某", None, "填报日期：2024年1月5日"),
                ("负责人（签字）：",),
            ),
        ),
        ("indicators", f"2 {FIRST_LINE}", f"3 {SECOND_LINE}"),
        passed=(5, 6),
    ),
)
