"""A lead from discovery to the archive, as bodies of requests: who sends which move, and the stage it leads to."""

from typing import Any, Final

PAIR: Final = [{"id": "qj-01", "certificate": "示执370104001"}, {"id": "qj-02", "certificate": "示执370104002"}]
REGISTERED: Final[dict[str, Any]] = {
    "unit": {"name": "示例投资有限公司"}, "source": "community", "occurred": "2025-03-01T09:00+08:00",
}  # fmt: skip
STEPS: Final[tuple[tuple[str, str, str, dict[str, Any]], ...]] = (
    ("qj-01", "start-verification", "verifying",
     {"occurred": "2025-03-02", "officers": [{"id": "qj-01"}, {"id": "qj-02"}], "no_interest": True,
      "task": {"title": "核查任务单", "reference": "1"}}),
    ("jd-01", "record-visit", "verifying",
     {"occurred": "2025-03-03", "kind": "visit", "officers": [{"id": "jd-01"}], "place": "示例大厦", "consented": True,
      "seen": "宣传册", "signature": "refused-noted"}),
    ("qj-03", "sign-paper", "verifying", {"occurred": "2025-03-04", "matter": "interview-notice", "approved": True}),
    ("qj-01", "summon-interview", "interview",
     {"occurred": "2025-03-05", "party": "甲", "party_role": "法定代表人", "address": "示例路1号", "place": "会议室",
      "at": "2025-03-06T09:00+08:00", "risk": "承诺高息",
      "service": {"way": "direct", "on": "2025-03-05", "completed": True}}),
    ("qj-01", "record-interview", "interview",
     {"occurred": "2025-03-06T09:30+08:00", "officers": PAIR, "place": "会议室", "party": "甲", "told": "条例第十八条",
      "statement": "承认", "demands": ["停止宣传", "退还资金"], "signature": "signed"}),
    ("qj-03", "sign-paper", "interview",
     {"occurred": "2025-03-06", "matter": "rectification-order", "approved": True}),
    ("qj-01", "order-rectification", "rectifying",
     {"occurred": "2025-03-07", "demands": ["停止宣传", "退还资金"], "deadline": "2025-03-20", "promise": "按期退还",
      "service": {"way": "direct", "on": "2025-03-07", "completed": True}}),
    ("qj-01", "record-recheck", "rectifying",
     {"occurred": "2025-03-20", "officers": PAIR, "promotion_removed": True, "no_new_money": True,
      "refunds_evidenced": True, "found": "已整改", "report": {"title": "复查报告", "reference": "2"}}),
    ("qj-01", "accept-rectification", "monitoring",
     {"occurred": "2025-03-21", "review_on": "2025-06-21", "report": {"title": "整改验收表", "reference": "3"}}),
    ("qj-01", "propose-closing", "closing",
     {"occurred": "2025-06-22", "report": {"title": "结案报告", "reference": "4"}, "reasons": "整改到位"}),
    ("qj-03", "approve-closing", "closed", {"occurred": "2025-06-23"}),
    ("qj-05", "archive-lead", "archived",
     {"occurred": "2025-06-24", "catalogue": {"title": "卷宗目录", "reference": "5"}, "paper_complete": True,
      "recordings_complete": True}),
)  # fmt: skip
