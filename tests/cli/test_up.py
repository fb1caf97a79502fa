"""``xiezhi up``: starts, is alone, stops, and survives the death of any of its parts."""

import os
import signal

import pytest

from tests.cli.installations import Installation, wait_until_gone


def test_interrupt_stops_everything(installation: Installation) -> None:
    with installation.up("--web-only") as up:
        started = (installation.pid_of("web"), installation.postmaster())
        up.send_signal(signal.SIGINT)
        assert up.wait(timeout=60) == 0
    assert wait_until_gone(*started)


def test_second_up_is_refused_while_the_first_runs(installation: Installation) -> None:
    with installation.up("--web-only"):
        second = installation.run("up", "--web-only")
        assert second.returncode == 1
        assert "已有一个在运行" in second.stderr


def test_commands_work_beside_a_running_up(installation: Installation) -> None:
    with installation.up("--web-only") as up:
        assert installation.run("migrate").returncode == 0
        assert up.poll() is None
        assert installation.answer() == 200


@pytest.mark.parametrize("part", ["database", "web"])
def test_death_of_a_part_stops_the_rest_with_a_failure(
    installation: Installation, part: str
) -> None:
    with installation.up("--web-only") as up:
        parts = {"database": installation.postmaster(), "web": installation.pid_of("web")}
        os.kill(parts[part], signal.SIGKILL)
        assert up.wait(timeout=60) == 1
    assert wait_until_gone(*parts.values())
    assert "意外停止" in installation.log()


def test_killed_up_leaves_nothing_and_starts_again(installation: Installation) -> None:
    with installation.up() as up:
        names = ("web", "jobs")
        started = [installation.postmaster(), *(installation.pid_of(name) for name in names)]
        up.kill()
        up.wait()
        assert wait_until_gone(*started)
    with installation.up("--web-only"):
        assert installation.answer() == 200


def test_taken_port_is_named(installation: Installation) -> None:
    with installation.up("--web-only"):
        other = Installation(var=installation.var.parent / "other", port=installation.port)
        refused = other.run("up")
    assert refused.returncode == 1
    assert f"端口 {installation.port} 已被占用" in refused.stderr
