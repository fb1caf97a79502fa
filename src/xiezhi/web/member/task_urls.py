"""The addresses of a grid member, with what there is to do: 协助核实, 巡查, 培训; and the area."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xiezhi.web.member import area, carrying, patrols, push, tasks, trainings, urls
from xiezhi.web.member.providers import provide
from xiezhi.web.problem_texts import register

app_name = urls.app_name
provide(tasks=tasks.task_lines)
provide(tasks=patrols.patrol_lines)
provide(tasks=trainings.training_lines)
register(
    {
        "supporters.task_done": (_("这项核实已经提交过。"), _("请回到“我的”查看。")),
        "supporters.task_not_found": (
            _("没有这项核实，或者已经撤回。"),
            _("请回到“我的”，看现在要核实的。"),
        ),
        "supporters.task_not_done": (
            _("这项核实还没有提交过，不能补充。"),
            _("请打开这项核实，先选结果再提交。"),
        ),
        "supporters.no_addition": (_("没有写补充的内容。"), _("写几个字或者拍一张照片再交。")),
        "supporters.too_many_files": (_("文件太多，最多 %(limit)s 个。"), _("请去掉几个再交。")),
        "supporters.too_many_videos": (
            _("视频最多 %(limit)s 段。"),
            _("请留下最要紧的再提交。"),
        ),
        "supporters.video_too_long": (
            _("视频太长，最多 %(minutes)s 分钟。"),
            _("请剪短再交，或者分两段拍。"),
        ),
    }
)

urlpatterns = [
    *urls.urlpatterns,
    path("mine/tasks/<uuid:task_id>/", tasks.task, name="task"),
    path("mine/tasks/", carrying.tasks_to_take, name="tasks_to_take"),
    path("mine/tasks/<uuid:task_id>/add/", tasks.add, name="task_add"),
    path("mine/tasks/<uuid:task_id>/photo/", tasks.task_photo, name="task_photo"),
    path("mine/patrols/<uuid:patrol_id>/", patrols.patrol, name="patrol"),
    path("mine/trainings/", trainings.trainings, name="trainings"),
    path("mine/trainings/<uuid:training_id>/", trainings.training, name="training"),
    path("mine/area/", area.area, name="area"),
    path("mine/push/", push.begin, name="begin_push"),
    path("mine/push/end/", push.end, name="end_push"),
]
