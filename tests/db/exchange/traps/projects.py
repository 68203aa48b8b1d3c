"""Traps of project tables: sizes in the units of their headings, lumps and their parts."""

from tests.db.exchange.traps.trap import Trap, page

TRAPS = (
    Trap(
        "sizes_in_other_units",
        (
            page(
                ("某县“十四五”教育规划重点项目表",),
                (
                    "序号",
                    "项目名称",
                    "建设性质",
                    "学段",
                    "建设年限",
                    "学位（个）",
                    "班级（个）",
                    "总投资（亿元）",
                    "用地面积（亩）",
                    "建筑面积（平方米）",
                    "进展阶段",
                    "责任单位",
                ),
                (
                    1,
                    "第三幼儿园",
                    "新建",
                    "学前",
                    "2021—2023年",
                    360,
                    12,
                    1.2,
                    18,
                    5200,
                    "主体封顶",
                    "教育局",
                ),
                (
                    2,
                    "实验小学",
                    "改扩建",
                    "小学",
                    "2022年",
                    "约1800",
                    "36班",
                    "0.85",
                    "——",
                    "1.2万",
                    "开工",
                ),
            ),
        ),
        (
            "projects",
            (
                "3 第三幼儿园; number=1; kind=新建; school_stage=学前; due_year=2023; "
                "stage=主体封顶; "
                "lead=教育局; places=360; classes=12; investment=12000; area=18; floor_area=0.52"
            ),
            (
                "4 实验小学; number=2; kind=改扩建; school_stage=小学; due_year=2022; stage=开工; "
                "places=约1800(1800); classes=36班(36); investment=8500; area=——(-); floor_area=1.2"
            ),
        ),
        title="某县“十四五”教育规划",
    ),
    Trap(
        "sizes_without_a_unit",
        (
            page(
                ("项目名称", "总投资", "用地", "完成年份", "开工时间"),
                ("第三幼儿园", 1.2, "18亩", 2021, "2020年3月"),
                ("实验小学", "0.85亿元", "1公顷", "待定", None),
            ),
        ),
        (
            "projects",
            "2 第三幼儿园; due_year=2021; area=18亩(18); planned开工=2020-03(-)",
            "3 实验小学; investment=0.85亿元(8500); area=1公顷(15)",
        ),
        complaints=("B2: 没有写明单位", "D3: 没有年份"),
    ),
    Trap(
        "investment_in_the_unit_of_the_corner",
        (
            page(
                ("重点项目表", None, None, "单位：万元"),
                ("项目名称", "项目类型", "总投资", "计划竣工时间"),
                ("第三幼儿园", "新建", 1200, "2023年6月"),
            ),
        ),
        ("projects", "3 第三幼儿园; deadline=2023-06; kind=新建; investment=1200"),
    ),
    Trap(
        "when_works_begin_and_end_as_offices_head_it",
        (
            page(
                ("项目名称", "建设性质", "计划开工时间", "实际开工时间", "计划完工时间"),
                ("第三幼儿园", "新建", "2022年3月", "2022.4.6", "2023年8月"),
                ("实验小学", "改扩建", "2022年", None, "2025年"),
                ("第四幼儿园", "新建", None, None, "2023年8月30日"),
                ("第五幼儿园", "新建", None, None, "2022年3月—2024年9月"),
                ("第六幼儿园", "新建", None, None, "2024年第三季度"),
                ("第七幼儿园", "新建", None, None, "每年"),
            ),
        ),
        (
            "projects",
            (
                "2 第三幼儿园; deadline=2023-08; kind=新建; "
                "planned开工=2022-03(-); passed开工=2022-04-06(-)"
            ),
            "3 实验小学; deadline=2025; kind=改扩建; class_of_year2022=新开工(-)",
            "4 第四幼儿园; deadline=2023-08; kind=新建",
            "5 第五幼儿园; deadline=2024-09; kind=新建",
            "6 第六幼儿园; deadline=2024-09; kind=新建",
            "7 第七幼儿园; kind=新建",
        ),
        complaints=("E7: “每年”里没有年份",),
    ),
    Trap(
        "when_works_begin_without_a_word_of_plan_or_fact",
        (
            page(
                ("项目名称", "建设性质", "开工时间", "竣工时间"),
                ("第三幼儿园", "新建", "2022年3月", "2023年"),
                ("实验小学", "改扩建", "2024年", "2025年"),
                ("第四幼儿园", "新建", "2024年第三季度", "2025年"),
                ("第五幼儿园", "新建", 2012, "2025年"),
                ("第六幼儿园", "新建", "2022年3月—2024年9月", "2025年"),
            ),
        ),
        (
            "projects",
            "2 第三幼儿园; kind=新建; due_year=2023; planned开工=2022-03(-)",
            "3 实验小学; kind=改扩建; due_year=2025; class_of_year2024=新开工(-)",
            "4 第四幼儿园; kind=新建; due_year=2025; planned开工=2024-09(-)",
            "5 第五幼儿园; kind=新建; due_year=2025; class_of_year2012=新开工(-)",
            "6 第六幼儿园; kind=新建; due_year=2025",
        ),
        complaints=("C6: “2022年3月—2024年9月”不是日期",),
    ),
    Trap(
        "the_other_start_is_the_actual_one",
        (
            page(
                ("项目名称", "建设性质", "计划开工年份", "开工时间", "2024年年度类别"),
                ("第三幼儿园", "新建", "2022年", "2023.4.6", None),
                ("实验小学", "改扩建", "2024年", "2024年", "续建"),
            ),
        ),
        (
            "projects",
            "2 第三幼儿园; kind=新建; class_of_year2022=新开工(-); passed开工=2023-04-06(-)",
            "3 实验小学; kind=改扩建; class_of_year2024=续建(-)",
        ),
        complaints=("C3: “2024年”不是日期", "D3: “2024年”不是日期"),
    ),
    Trap(
        "lumps_groups_and_totals",
        (
            page(
                ("项目名称", "数量", "学位数", "投资（万元）", "牵头单位", "配合单位"),
                ("合计", 20, 9000, 30000),
                ("一、新建项目",),
                ("新建幼儿园", 18, 5400, 20000, "教育局", "发改局、自然资源局"),
                ("其中：第三幼儿园", None, 360, 1200),
                ("　　　第四幼儿园", None, 270, 900),
                ("实验小学", 1, 1800, "8,000", "教育局"),
            ),
        ),
        (
            "projects",
            (
                "4 新建幼儿园; category=新建项目; lead=教育局; co=发改局、自然资源局; count=18; "
                "places=5400; investment=20000"
            ),
            "5 第三幼儿园 <4; category=新建项目; places=360; investment=1200",
            "6 第四幼儿园 <4; category=新建项目; places=270; investment=900",
            (
                "7 实验小学; category=新建项目; lead=教育局; count=1; places=1800; "
                "investment=8,000(8000)"
            ),
        ),
        passed=(2,),
    ),
)
