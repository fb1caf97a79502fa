"""The addresses of a grid member, with what there is to do: 协助核实, 巡查, 培训; and the area."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from xiezhi.web.member import area, patrols, push, tasks, trainings, urls
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
        "supporters.too_many_files": (_("文件太多，最多 %(limit)s 个。"), _("请去掉几个再交。")),
    }
)

urlpatterns = [
    *urls.urlpatterns,
    path("mine/tasks/<uuid:task_id>/", tasks.task, name="task"),
    path("mine/tasks/<uuid:task_id>/photo/", tasks.task_photo, name="task_photo"),
    path("mine/patrols/<uuid:patrol_id>/", patrols.patrol, name="patrol"),
    path("mine/trainings/", trainings.trainings, name="trainings"),
    path("mine/trainings/<uuid:training_id>/", trainings.training, name="training"),
    path("mine/area/", area.area, name="area"),
    path("mine/push/", push.begin, name="begin_push"),
    path("mine/push/end/", push.end, name="end_push"),
]
