"""Who could host: what is on public record between possible hosts and the parties, side by side; no verdict.

hosts = read_hosts_file("hosts.yaml", ("gov", "opp"))      # or the key `hosts` of the dossier itself
with open_store("hosts.duckdb", write=True) as store:      # a store is not needed where the file has what is compared
    import_file(store, "votes.csv.gz")
    found = compare(dossier, hosts, Asked(("KAZ", "CHE")), store)
comparison_sections(found); comparison_json(found)
"""

from goodoffices.hosting.as_json import comparison_json
from goodoffices.hosting.comparing import Asked, Comparison, compare
from goodoffices.hosting.excerpt import hosts_section
from goodoffices.hosting.importing import import_file
from goodoffices.hosting.loading import parse_hosts, read_hosts_file
from goodoffices.hosting.model import Hosts, Rating
from goodoffices.hosting.read import read_hosts
from goodoffices.hosting.sections import comparison_sections
from goodoffices.hosting.shape import hosts_schema
from goodoffices.hosting.states import name_of, state_of
from goodoffices.hosting.store import Import, imports_of, open_store
from goodoffices.hosting.weights import Weights, parse_weights, read_weights

__all__ = [
    "Asked",
    "Comparison",
    "Hosts",
    "Import",
    "Rating",
    "Weights",
    "compare",
    "comparison_json",
    "comparison_sections",
    "hosts_schema",
    "hosts_section",
    "import_file",
    "imports_of",
    "name_of",
    "open_store",
    "parse_hosts",
    "parse_weights",
    "read_hosts",
    "read_hosts_file",
    "read_weights",
    "state_of",
]
