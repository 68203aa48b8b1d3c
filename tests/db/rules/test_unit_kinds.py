"""The name of a unit tells its kind, and whether it stands for several: proposed, never decided."""

from db.rules.unit_kinds import names_a_group, proposed_kind, proposed_members


def test_a_name_speaks_of_its_kind():
    kinds = {
        "长春路小学": "学校", "河山镇": "乡镇", "各乡镇人民政府": "乡镇", "基础教育股": "股室",
        "区委教育工作领导小组": "上级", "交警大队": "平级", "发改部门": "平级", "各方面": "",
    }  # fmt: skip
    assert {name: proposed_kind(name) for name in kinds} == kinds


def test_groups_are_told_by_their_name_with_their_likely_members():
    names = ["北京路街道", "奎山街道办事处", "河山镇", "西湖乡", "长春路小学", "河山镇人民政府"]
    assert names_a_group("各街道")
    assert names_a_group("全区各中小学")
    assert names_a_group("乡镇人民政府")
    assert not names_a_group("北京路街道")
    assert proposed_members("各街道", names) == ("北京路街道", "奎山街道办事处")
    assert proposed_members("各乡镇人民政府", names) == ("河山镇", "西湖乡", "河山镇人民政府")
    assert proposed_members("各中小学", names) == ("长春路小学",)
    assert proposed_members("各有关部门", names) == ()
