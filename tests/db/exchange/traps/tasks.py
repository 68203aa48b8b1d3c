"""Traps of task tables: tasks, measures and promises in one row or below each other."""

import datetime

from tests.db.exchange.traps.trap import Trap, page

TRAPS = (
    Trap(
        "a_date_that_lost_its_format",
        (
            page(
                ("某县“十四五”教育规划重点任务分解表",),
                ("重点任务", "责任单位", "完成时限"),
                ("扩充公办学位", "教育局", 45657),
                ("加强教师队伍", "教育局", 2025),
            ),
        ),
        (
            "tasks",
            "3 扩充公办学位; deadline=2024-12; lead=教育局",
            "4 加强教师队伍; deadline=2025; lead=教育局",
        ),
        understood=("C3 “45657”当作日期 2024-12-31",),
    ),
    Trap(
        "everything_in_one_row",
        (
            page(
                ("某县“十四五”教育规划重点任务分解表",),
                (
                    "序号",
                    "重点任务",
                    "主要措施",
                    "量化目标",
                    "单位",
                    "目标值",
                    "责任单位",
                    "完成时限",
                ),
                (
                    1,
                    "扩充公办学位",
                    "新建学校",
                    "新增学位",
                    "个",
                    "近1万",
                    "教育局、发改局",
                    "2025年底",
                ),
                (2, "加强教师队伍", "补充教师", None, None, None, "人社局", "长期坚持"),
            ),
        ),
        (
            "tasks",
            "3 扩充公办学位; number=1; deadline=2025; lead=教育局; co=发改局",
            "3 measure:新建学校 <3",
            (
                "3 commitment:新增学位 <3; unit=个; deadline=2025; measure=新建学校; "
                "quantity=近1万(10000)"
            ),
            "4 加强教师队伍; number=2; deadline=长期坚持; lead=人社局",
            "4 measure:补充教师 <4",
        ),
        title="某县“十四五”教育规划",
    ),
    Trap(
        "promises_below_their_task",
        (
            page(
                (
                    "章节",
                    "任务名称",
                    "具体举措",
                    "量化目标",
                    "计量单位",
                    "目标值",
                    "完成时限",
                    "状态",
                ),
                ("（一）学前教育", "扩充学位", None, None, None, None, 2025, "正常推进"),
                (None, None, "新建幼儿园", None, None, None, None),
                (None, None, "新建幼儿园", "新建园数", "所", 5, "2024年6月"),
                (None, None, None, "新增学位", "个", 1800, 2025),
                ("（二）义务教育", "均衡发展", None, None, None, None, "每年", "滞后"),
            ),
        ),
        (
            "tasks",
            "2 扩充学位; deadline=2025; section=（一）学前教育; status=正常推进",
            "3 measure:新建幼儿园 <2",
            "4 commitment:新建园数 <2; unit=所; deadline=2024-06; measure=新建幼儿园; quantity=5",
            "5 commitment:新增学位 <2; unit=个; deadline=2025; quantity=1800",
            "6 均衡发展; deadline=每年; section=（二）义务教育; status=滞后",
        ),
    ),
    Trap(
        "yearly_goals_of_tasks",
        (
            page(
                ("任务", "量化目标", "单位", "目标值", "分年度", None, None, "责任单位"),
                (None, None, None, None, "2023年", "2024年", "2025年", None),
                ("改造学校", "改造校数", "所", 88, 25, 37, 26, "教育局"),
                merges="A1:A2 B1:B2 C1:C2 D1:D2 E1:G1 H1:H2",
            ),
        ),
        (
            "tasks",
            "3 改造学校; lead=教育局",
            (
                "3 commitment:改造校数 <3; unit=所; quantity=88; yearly2023=25; yearly2024=37; "
                "yearly2025=26"
            ),
        ),
    ),
    Trap(
        "bare_years_of_tasks",
        (
            page(
                ("工作任务", "单位", "2023年", "2024年", "2025年", "牵头单位"),
                ("改造学校", "所", 25, 37, 26, "教育局"),
            ),
        ),
        (
            "tasks",
            "2 改造学校; lead=教育局",
            "2 commitment:改造学校 <2; unit=所; yearly2023=25; yearly2024=37; yearly2025=26",
        ),
    ),
    Trap(
        "titles_merged_over_their_measures",
        (
            page(
                ("主要任务", "具体举措", "牵头单位", "完成时限", "状态", "进展情况"),
                ("1.扩充学位", "新建幼儿园", "教育局", "2025年", "进行中", "已完成选址"),
                (None, "改建小学", None, None),
                ("2.培养教师", "1.名师工程\n2.全员轮训", "人社局", datetime.date(2024, 6, 1)),
                merges="A2:A3 C2:C3 D2:D3",
            ),
        ),
        (
            "tasks",
            "2 扩充学位; number=1; deadline=2025; lead=教育局",
            "2 measure:新建幼儿园 <2",
            "3 measure:改建小学 <2",
            "4 培养教师; number=2; deadline=2024-06; lead=人社局",
            "4 measure:名师工程 <4",
            "4 measure:全员轮训 <4",
        ),
        complaints=("E2: 状态只认",),
    ),
    Trap(
        "sections_across_the_row_and_titles_repeated",
        (
            page(
                ("序号", "任务名称", "量化目标", "责任单位"),
                ("一、学前教育",),
                (1, "扩充学位", "新建5所幼儿园", "教育局"),
                (1, "扩充学位", "95%", "教育局"),
                ("二、义务教育",),
                (2, "均衡发展", None, "教育局"),
                merges="A2:D2 A5:D5",
            ),
        ),
        (
            "tasks",
            "3 扩充学位; number=1; section=一、学前教育; lead=教育局",
            "3 commitment:新建5所幼儿园 <3",
            "4 commitment:扩充学位 <3; lead=教育局; quantity=95%(95)",
            "6 均衡发展; number=2; section=二、义务教育; lead=教育局",
        ),
    ),
)
