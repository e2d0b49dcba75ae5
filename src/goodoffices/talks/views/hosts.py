"""Who could host: candidates compared on one page of the mediator's desk, with what the parties told in confidence."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from goodoffices.errors import UserError
from goodoffices.talks.access.guard import page
from goodoffices.talks.domain.hosts import ask_hosts, load_hosts, parse_desk_hosts, rate_host, ratings_now
from goodoffices.talks.domain.jobs.acts import take_up
from goodoffices.talks.forms.hosts import HostsForm, RateHostForm
from goodoffices.talks.forms.refusals import refused_on
from goodoffices.talks.models import DeskHosts, Party, Process
from goodoffices.talks.views.acts import form_page, my_seat, told_or_done, was_done
from goodoffices.talks.views.hold import found_of

__all__ = ["hosts", "hosts_load", "hosts_rate", "hosts_run", "hosts_text", "hosts_version"]


@page("hosts.manage")
def hosts(request: HttpRequest, process: str) -> HttpResponse:
    """The newest version."""
    return _shown(request, process, DeskHosts.objects.select_related("author__member").first())


@page("hosts.manage")
def hosts_version(request: HttpRequest, process: str, hosts: str) -> HttpResponse:
    """One version."""
    return _shown(request, process, _hosts(hosts))


@page("hosts.manage", "GET", "POST")
def hosts_load(request: HttpRequest, process: str) -> HttpResponse:
    """Bring in a version: hosts, data, weights."""
    found, sent = Process.objects.get(pk=process), request.method == "POST"
    before = DeskHosts.objects.first()
    begun = {}
    if before is not None and before.is_open():
        begun = {
            "text": before.text,
            "weights": before.weights.removeprefix("weights:\n").replace("\n  ", "\n").strip(),
        }
    form = HostsForm(request.POST if sent else None, request.FILES if sent else None, initial=begun)
    if sent and form.is_valid():
        try:
            made = load_hosts(process=found, author=my_seat(), **form.cleaned_data)
        except UserError as error:
            refused_on(form, error)
        else:
            return _worked_out(request, process, made)
    shown = {"form": form, "before": before if begun else None}
    return render(request, "talks/hosts/load.html", shown, status=422 if form.errors else 200)


@page("hosts.manage", "GET", "POST")
def hosts_rate(request: HttpRequest, process: str) -> HttpResponse:
    """Record what a party told of a candidate."""
    own, newest = Process.objects.get(pk=process), DeskHosts.objects.first()
    if newest is None or not newest.is_open():
        return redirect("hosts", process=process)
    try:
        read = parse_desk_hosts(own, newest.text)
    except UserError:  # the case was changed under it: the run says how
        return redirect("hosts", process=process)
    sent = request.POST if request.method == "POST" else None
    form = RateHostForm(sent, parties=Party.objects.all(), read=read)
    if request.method == "POST" and was_done(form, rate_host, process=own, author=my_seat()):
        return _worked_out(request, process, newest)
    return form_page(
        request,
        form,
        heading=_("What a party said of a host"),
        lead=_("It stays on the mediator's desk, sealed. No delegation sees it, and it is in no brief."),
        submit=_("Record it"),
        back=reverse("hosts", args=[process]),
    )


@page("hosts.manage", "POST")
def hosts_run(request: HttpRequest, process: str, hosts: str) -> HttpResponse:
    """Ask for the comparison."""
    found = _hosts(hosts)
    return _worked_out(request, process, found) if found.is_open() else redirect("hosts", process=process)


@page("hosts.manage")
def hosts_text(_request: HttpRequest, process: str, hosts: str) -> HttpResponse:  # noqa: ARG001 (as every view is called)
    """A version as a file, which the command line reads; ratings that were recorded here are not in it."""
    found = _hosts(hosts)
    if not found.is_open():
        raise Http404
    answer = HttpResponse(found.text, content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="hosts.yaml"'
    return answer


def _shown(request: HttpRequest, process: str, found: DeskHosts | None) -> HttpResponse:
    take_up(Process.objects.get(pk=process))
    shown: dict[str, Any] = {"hosts": found}
    if found is not None and found.is_open():
        versions = [one for one in DeskHosts.objects.all() if one.is_open()]
        names = {party.key: party.name for party in Party.objects.all()}
        ratings = [(names.get(one.party, one.party), one) for one in ratings_now() if one.rating]
        shown |= {"versions": versions, "is_newest": versions[0].pk == found.pk, "ratings": ratings} | found_of(found)
        shown["later"] = shown["job"] is not None and any(one.made > shown["job"].made for one in ratings_now())
    return render(request, "talks/hosts/hosts.html", shown)


def _worked_out(request: HttpRequest, process: str, made: DeskHosts) -> HttpResponse:
    told_or_done(request, ask_hosts, desk=made, author=my_seat())
    return redirect("hosts_version", process=process, hosts=made.pk)


def _hosts(pk: str) -> DeskHosts:
    return get_object_or_404(DeskHosts.objects.select_related("author__member"), pk=pk)
