"""The addresses of a grid member where leads run: 我的 shows 线索质效 as well."""

from xiezhi.web.member import task_urls, verdicts
from xiezhi.web.member.providers import provide

app_name = task_urls.app_name
provide(verdicts=verdicts.verdict_words)

urlpatterns = task_urls.urlpatterns
